"""A question where a language model looks at it too: over a real server that answers what a test has it answer."""

import json

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.reply import Evidence, Heading, Paragraph
from bot.conversation.turn import Origin
from models.answers.llm.answerer import LlmAnswerer
from models.llm.endpoint import Endpoint
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import PARK
from tests.conversation.people import LIMIT, Person, quotations, words
from tests.llm.conftest import server
from tests.llm.server import refused, whole

__all__ = ["server"]

COST = "كم كلفت الحديقة؟"  # the built-in engine finds nothing: "كلفتها" stands in words of the mayor
SAID = "كلفتها بلغت ثلاثة ملايين دولار"
WORDED = "بلغت كلفة الحديقة ثلاثة ملايين دولار، بحسب رئيس البلدية مروان حداد."


def cites(kind, quotes=(), sentences=(), wording=""):
    told = {"kind": kind, "quotes": quotes, "sentences": sentences, "wording": wording}
    return whole(json.dumps(told, ensure_ascii=False))


@pytest.fixture
def person(store, server):
    answerer = LlmAnswerer(Endpoint(server.address, None, "tested"), patience=10)
    return Person(Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher(), answerer=answerer))


@pytest.fixture
def plain(store):
    return Person(Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher()), chat="telegram:2")


async def test_an_answer_is_worded_above_what_it_cites_word_for_word(person, server):
    server.answer(cites("fact", [2], wording=WORDED))
    await person.says(PARK)
    reply = await person.says(COST)

    kinds = [type(block) for block in reply.blocks if not isinstance(block, Heading)]
    assert reply.blocks[0] == Paragraph(WORDED)
    assert quotations(reply) == [SAID]
    assert SAID in PARK
    assert "رئيس البلدية مروان حداد" in [block.text for block in reply.blocks if isinstance(block, Heading)]
    assert [block.text in PARK for block in reply.blocks if isinstance(block, Evidence)] == [True]
    assert kinds[-1] is Paragraph
    assert reply.blocks[-1].text == "صاغ الجملة الأولى نموذج لغوي، وتحتها ما يثبتها من الخبر."


async def test_words_that_are_not_proved_are_left_out_and_the_quote_is_shown(person, server):
    server.answer(cites("fact", [2], wording=WORDED.replace("ثلاثة", "تسعة")))
    await person.says(PARK)
    reply = await person.says(COST)

    assert "تسعة" not in words(reply)
    assert "نموذج" not in words(reply)
    assert quotations(reply) == [SAID]


@pytest.mark.parametrize(
    "rubbish",
    [whole("ثلاثة ملايين دولار"), cites("fact", [99]), cites("absent"), refused(500), refused(401)],
    ids=["prose", "wrong number", "absent", "error", "key"],
)
@pytest.mark.parametrize("question", [COST, "ماذا قالت ليلى نصار؟", "من قال إن الحديقة ستبقى مجانية؟"])
async def test_where_the_model_fails_the_reader_sees_the_built_in_answer(person, plain, server, rubbish, question):
    server.answer(rubbish)
    await person.says(PARK)
    await plain.says(PARK)

    assert (await person.says(question)).blocks == (await plain.says(question)).blocks
    assert server.asked


async def test_a_question_that_leans_on_the_last_is_asked_in_full(person, server):
    server.answer(cites("absent"))
    await person.says(PARK)
    await person.says("ماذا قال مروان حداد عن الحديقة؟")
    asked = len(server.asked)
    await person.says("وليلى نصار؟")

    assert len(server.asked) == asked + 1
    assert "ماذا قال ليلي نصار عن الحديقة" in server.asked[-1].words


async def test_what_else_somebody_said_is_not_asked_of_the_model(person, server):
    server.answer(cites("absent"))
    await person.says(PARK)
    await person.says("ماذا قال مروان حداد؟")
    asked = len(server.asked)
    await person.says("وماذا أيضا؟")

    assert len(server.asked) == asked


async def test_the_next_question_leans_on_what_the_model_found(person, server):
    server.answer(cites("fact", [2], wording=WORDED))
    await person.says(PARK)
    await person.says(COST)
    reply = await person.says("وماذا أيضا؟")

    assert quotations(reply) == ["ستبقى الحديقة مفتوحة للناس كلهم مجانا"]


async def test_neither_who_asks_nor_the_chat_is_sent(person, server):
    server.answer(cites("absent"))
    person.name = "سالم القارئ"
    await person.says(PARK, origin=Origin("قناة سرية"))
    await person.says(COST)

    sent = json.dumps([asked.body for asked in server.asked], ensure_ascii=False)
    assert COST in sent
    assert not any(private in sent for private in (person.name, person.chat, "قناة سرية"))


async def test_all_articles_are_asked_without_the_model(person, server):
    server.answer(cites("absent"))
    await person.says(PARK)
    await person.says("في كل الأخبار، من قال إن الحديقة ستبقى مجانية؟")

    assert server.asked == []
