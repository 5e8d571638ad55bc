"""The commands as a table, and those that only talk."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.commands import COMMANDS
from bot.conversation.reply import Item
from bot.texts import count, say
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import BRIDGE, PARK
from tests.conversation.people import LIMIT, Person, quotations, words


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_the_help_names_every_command_with_what_it_does(conversation, language):
    reply = await Person(conversation, language=language).says("/help")

    listed = [block.text for block in reply.blocks if isinstance(block, Item)]
    assert len(listed) == len(COMMANDS)
    for command, line in zip(COMMANDS, listed, strict=True):
        assert f"/{command.name} " in line
        assert line.endswith(say(command.key, language))


def test_every_command_is_a_name_that_telegram_takes():
    names = [command.name for command in COMMANDS]

    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.islower() and 1 <= len(name) <= 32 for name in names)
    for language in ("ar", "en"):
        assert all(1 <= len(say(command.key, language)) <= 256 for command in COMMANDS)


@pytest.mark.parametrize(
    "written", ["/ASK ماذا قالت ليلى نصار؟", "/ask@manqal_bot ماذا قالت ليلى نصار؟", "/ask\nشو قالت ليلى نصار"]
)
async def test_ask_answers_as_a_question_in_words_does(person, written):
    await person.says(PARK)

    reply = await person.says(written)

    assert any("تحتاج إلى ماء قليل" in quotation for quotation in quotations(reply))


async def test_ask_under_an_older_article_asks_about_that_one(person):
    await person.says(PARK)
    summary = person.answer
    await person.says(BRIDGE)

    reply = await person.says("/ask ماذا قال مروان حداد؟", reply_to=summary)

    assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(reply)


async def test_the_chats_language_goes_before_the_persons(conversation, store):
    person = Person(conversation, language="en")
    await person.says("/settings")
    await person.presses("set:0:1")

    assert words(await person.says("شكرا")) == say("talk.thanks", "ar")
    assert (await person.says("شكرا")).language == "ar"


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_privacy_tells_what_is_kept_how_long_and_what_forgetting_leaves(store, language):
    conversation = Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher(), days=5)
    told = words(await Person(conversation, language=language).says("/privacy"))

    assert say("privacy", language).split("\n\n")[0] in told
    assert count("privacy.work", 5, language) in told
    assert say("privacy.forget", language).split("\n\n")[1] in told
