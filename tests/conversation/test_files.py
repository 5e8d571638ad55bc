"""A file that comes into a conversation: its article is kept with what the file says of it, then read."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.turn import Attachment, Message, Origin
from bot.settings import with_driver
from bot.storage import Store
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles.formats.articles import TEXT, TITLE
from tests.articles.formats.docx_writer import docx, paragraph

DOCX = docx(*(paragraph(line) for line in TEXT.splitlines()), author="هدى سالم")


@pytest.fixture
async def store(tmp_path):
    one = await Store.open(with_driver(f"sqlite:///{tmp_path}/chats.db"))
    yield one
    await one.close()


def file(content, **fields):
    async def load():
        return content

    return Message("web:1", "1", "", attachment=Attachment("news.docx", load), **fields)


@pytest.fixture
def conversation(store):
    return Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher())


async def test_the_article_of_a_file_is_kept_summarised_and_asked_about(conversation, store):
    reply = await conversation.receive(file(DOCX))

    kept = await store.article("web:1", reply.article)
    assert (kept.text, kept.title, kept.author) == (TEXT, TITLE, "هدى سالم")
    assert reply.blocks[0].text == TITLE
    asked = await conversation.receive(Message("web:1", "2", "من قال إن أحدا لن يدفع رسما لعبور الجسر؟"))
    assert any("كريم الأشقر" in block.text for block in asked.blocks)


async def test_a_forwarded_file_keeps_where_it_comes_from(conversation, store):
    origin = Origin(name="قناة النخيل", url="https://example.com/1", date="2024-01-15")
    reply = await conversation.receive(file(DOCX, origin=origin))

    kept = await store.article("web:1", reply.article)
    assert (kept.source, kept.url, kept.author) == ("قناة النخيل", "https://example.com/1", "هدى سالم")


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_file_that_cannot_be_read_is_answered_in_words(conversation, language):
    reply = await conversation.receive(file(DOCX[:-50], language=language))

    assert [block.text for block in reply.blocks] == [say("error.damaged_file", language)]
    assert reply.article is None
