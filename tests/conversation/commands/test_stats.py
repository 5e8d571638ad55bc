"""/stats: for those who run the bot, and for nobody else."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.commands import COMMANDS
from bot.telemetry.metrics import describe
from bot.telemetry.observing import Kind, Outcome, Stage, note, observed
from bot.telemetry.queue import QueueState, watch_queue
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.people import LIMIT, Person, words


@pytest.fixture
def administered(store):
    return Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher(), admins=frozenset({"telegram:42"}))


@pytest.fixture
def queue():
    yield watch_queue
    watch_queue(None)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["summaries by extractive", "Reading and answering: half within", "3 waiting", "process alone"]),
        ("ar", ["والملخصات بمحرك extractive", "القراءة والجواب: نصفها في", "ينتظر 3", "هذه العملية وحدها"]),
    ],
)
async def test_it_tells_who_runs_the_bot_what_was_done_and_what_waits(administered, queue, language, expected):
    async def state():
        return QueueState(waiting=3, oldest=12.4, dead=1)

    queue(state)
    describe("extractive")
    with observed(1, "telegram:7") as seen:
        seen.took(Stage.READ, 0.08)
        note(kind=Kind.ARTICLE, outcome=Outcome.ANSWERED)

    told = words(await Person(administered, chat="telegram:42", language=language).says("/stats"))

    for each in expected:
        assert each in told


async def test_a_topic_of_their_private_chat_is_theirs_too(administered):
    told = await Person(administered, chat="telegram:42:7", language="en").says("/stats")

    assert words(told).startswith("How the bot is doing")


@pytest.mark.parametrize("chat", ["telegram:421", "telegram:4", "telegram:-42", "web:42", "telegram:-10042:42"])
async def test_for_anybody_else_it_does_not_exist(administered, chat):
    person = Person(administered, chat=chat, name="42")

    assert await person.says("/stats") == await person.says("/statistics")
    assert words(await person.says("/stats")) == say("talk.unknown_command", "ar")


async def test_without_admins_it_does_not_exist(person):
    assert words(await person.says("/stats")) == say("talk.unknown_command", "ar")


async def test_it_is_in_no_menu(administered):
    assert "stats" not in {command.name for command in COMMANDS}
    assert "stats" not in words(await Person(administered, chat="telegram:42").says("/help"))


async def test_without_a_queue_it_says_so(administered):
    told = words(await Person(administered, chat="telegram:42", language="en").says("/stats"))

    assert "Queue: none in this process" in told
