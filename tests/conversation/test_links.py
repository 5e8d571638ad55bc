"""A link in a chat, through a real site on this machine."""

import pytest

from bot.conversation import Conversation
from bot.conversation.reply import Heading, Item
from bot.conversation.turn import Message
from bot.storage import Store
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles.links.site import answer, running
from tests.conversation.articles import PARK

CHAT = "telegram:1"
TITLE, *BODY = filter(None, PARK.splitlines())
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in BODY)
PAGE = (
    f"<html><head><title>{TITLE}</title><meta property='og:site_name' content='صدى الساحل'>"
    "<meta property='article:published_time' content='2025-06-07'></head>"
    f"<body><nav><a href='/'>الرئيسية</a></nav><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>"
)


@pytest.fixture
async def site():
    async with running() as site:
        site.pages["/park"] = answer(PAGE)
        yield site


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/manqal.db")
    yield store
    await store.close()


@pytest.fixture
def conversation(store, site):
    return Conversation(store, ExtractiveSummarizer(), 200_000, site.fetcher())


@pytest.mark.parametrize("text", ["http://news.example/park", "لخص لي هذا لو سمحت: http://news.example/park."])
async def test_a_link_is_read_and_kept_with_where_it_is_from(conversation, store, text):
    reply = await conversation.receive(Message(CHAT, "1", text))

    assert reply.blocks[0] == Heading(TITLE)
    assert any(isinstance(block, Item) for block in reply.blocks)
    kept = await store.article(CHAT, reply.article)
    assert kept.text == "\n".join(BODY)
    assert (kept.title, kept.source, kept.published) == (TITLE, "صدى الساحل", "2025-06-07")
    assert kept.url == "http://news.example/park"


async def test_a_question_after_a_link_is_answered_from_its_article(conversation):
    await conversation.receive(Message(CHAT, "1", "http://news.example/park"))

    reply = await conversation.receive(Message(CHAT, "2", "ماذا قالت ليلى نصار؟"))

    assert any("تحتاج إلى ماء قليل" in block.text for block in reply.blocks)


async def test_a_link_that_leads_nowhere_keeps_nothing(conversation, store):
    reply = await conversation.receive(Message(CHAT, "1", "http://news.example/gone"))

    assert reply.blocks[0].text == say("error.link_gone", "ar")
    assert await store.current_article(CHAT) is None
