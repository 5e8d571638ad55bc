"""A conversation as it is seen: what each turn was and what came of it, and not one word of it."""

import re
from itertools import chain

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.articles import sandbox
from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.turn import Attachment, Message, Press
from bot.errors import DamagedFile
from bot.storage import Store
from bot.telemetry.observing import observed
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles import inside
from tests.conversation.articles import PARK

CHAT = "telegram:7041776"
QUESTION = "ماذا قالت ليلى نصار عن الأشجار؟"
ENGLISH = "/ask What did Layla Nassar say about the trees?"


class Broken(ExtractiveSummarizer):
    """An engine that fails and tells in its error what it was given."""

    def summarize(self, attribution, length=None):
        raise ValueError(f"cannot sum up {attribution.article.text}")


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/manqal.db")
    yield store
    await store.close()


def talking(store, engine=None):
    conversation = Conversation(store, engine or ExtractiveSummarizer(), 200_000, Fetcher())
    number = iter(range(1, 1000))

    async def says(words, **others):
        with observed(next(number), CHAT):
            return await conversation.receive(Message(CHAT, str(next(number)), words, person="7041776", **others))

    return conversation, says


def is_silent(lines, *texts):
    words = set(chain.from_iterable(re.findall(r"\w{3,}", each) for each in texts))
    told = set(re.findall(r"\w{3,}", "\n".join(str(line) for line in lines.all)))
    return not words & told and not re.search("[\u0600-\u06ff]|7041776", str(lines.all))


async def test_each_turn_is_a_line_with_its_kind_and_outcome(lines, store):
    conversation, says = talking(store)
    await says(PARK)
    await says(QUESTION)
    await says("/articles")
    await says("شكرا")
    await says("https://")
    with observed(99, CHAT):
        await conversation.press(Press(CHAT, "1", "who:1"))

    told = [(line["kind"], line["outcome"]) for line in lines.updates]
    assert told == [
        ("article", "answered"),
        ("question", "answered"),
        ("command", "answered"),
        ("talk", "answered"),
        ("talk", "refused"),
        ("press", "answered"),
    ]


async def test_no_line_of_a_conversation_holds_a_word_of_it_however_much_is_logged(lines, store):
    _, says = talking(store)
    await says(PARK)
    await says(QUESTION)
    await says("/search الأشجار")
    await says("/said ليلى نصار")

    assert len(lines.updates) == 4
    assert is_silent(lines, PARK, QUESTION)


async def test_nor_does_one_of_a_reading_that_fails_though_its_error_holds_the_article(lines, store):
    _, says = talking(store, Broken())
    await says(PARK)

    assert lines.updates[0]["outcome"] == "failed"
    assert "ValueError: cannot sum up [words]" in lines.text
    assert is_silent(lines, PARK)


async def test_nor_does_one_of_a_query_that_fails_though_it_was_given_the_question(lines, store):
    conversation, says = talking(store)
    await says(PARK)
    async with store._engine.begin() as connection:
        await connection.execute(text("DROP TABLE turns"))
    with pytest.raises(OperationalError) as failed, observed(99, CHAT):
        await conversation.receive(Message(CHAT, "9", ENGLISH, person="7041776"))

    assert lines.updates[-1]["outcome"] == "failed"
    assert "no such table" in str(failed.value)
    assert not re.search(r"Layla|Nassar", f"{failed.value}{lines.text}")
    assert is_silent(lines, PARK)


async def test_nor_does_one_of_a_page_that_breaks_its_parser(lines):
    with pytest.raises(DamagedFile):
        await sandbox.run(inside.fail_with, "the words of a page")

    assert "inside.fail_with in the sandbox" in lines.text
    assert "KeyError" in lines.text
    assert "the words of a page" not in lines.text


async def test_a_file_that_cannot_be_read_is_refused(lines, store):
    _, says = talking(store)

    async def load():
        return b"\x00\x01\x02"

    await says("", attachment=Attachment("تقرير.bin", load))

    assert (lines.updates[0]["kind"], lines.updates[0]["outcome"]) == ("article", "refused")
    assert is_silent(lines, "تقرير")
