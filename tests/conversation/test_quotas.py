"""How much a person may have read: counted where it costs, told in words, and no way round it."""

import pytest
from sqlalchemy import Text, select

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.inline import Query
from bot.conversation.quotas import Limits, Quotas, payer_of, quotas_of
from bot.conversation.turn import Attachment, Message, Press
from bot.errors import OverQuota
from bot.settings import Settings
from bot.storage.tables import metadata
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import BRIDGE, PARK
from tests.conversation.people import LIMIT, Person, labels, words

OVER = {language: say("error.over_quota", language) for language in ("ar", "en")}


def over(reply, language="ar"):
    return words(reply).startswith(OVER[language])


@pytest.fixture
def talk(store):
    def make(minute=99, day=99, megabytes=20, questions=99, free=frozenset()):
        quotas = Quotas(store, Limits(minute, day, megabytes, questions), free)
        return Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher(), quotas=quotas)

    return make


async def test_over_the_limit_a_person_is_told_when_they_may_go_on(talk):
    arabic = Person(talk(minute=1))
    english = Person(arabic.conversation, chat="telegram:2", language="en")
    for person in (arabic, english):
        assert not over(await person.says(PARK), person.language)

    assert "يمكنك أن تتابع بعد" in words(await arabic.says(BRIDGE))
    assert over(await arabic.says(BRIDGE))
    assert "You may go on in" in words(await english.says(BRIDGE))


async def test_questions_have_a_limit_of_their_own(talk):
    person = Person(talk(minute=1, questions=3))
    await person.says(PARK)

    assert not over(await person.says("ماذا قال مروان حداد؟"))
    assert not over(await person.presses("set:1:0"))
    assert not over(await person.says("/articles"))
    assert over(await person.says("ماذا قال مروان حداد؟"))
    assert over(await person.presses("set:1:0"))


async def test_a_message_that_is_handled_again_is_counted_once(talk):
    conversation = talk(minute=2, questions=1)
    message = Message("telegram:1", "7", PARK)
    for _ in range(4):
        assert not over(await conversation.receive(message))
    question = Message("telegram:1", "8", "ماذا قال مروان حداد؟")
    for _ in range(4):
        assert not over(await conversation.receive(question))

    assert not over(await conversation.receive(Message("telegram:1", "9", BRIDGE)))
    assert over(await conversation.receive(Message("telegram:1", "10", BRIDGE)))


async def test_every_article_of_a_turn_counts(talk):
    conversation = talk(minute=2)
    turn = [Message("telegram:1", str(n), text) for n, text in enumerate((PARK, BRIDGE, PARK + "\nخاتمة."))]

    reply = await conversation.receive(*turn)

    assert OVER["ar"] in words(reply)
    assert await conversation._store.count("telegram:1") == 2


async def test_a_person_has_one_quota_in_all_their_chats_and_others_have_theirs(talk):
    conversation = talk(minute=1)
    await Person(conversation, chat="telegram:5", name="5").says(PARK)

    assert over(await Person(conversation, chat="telegram:-9:3", name="5").says(PARK))
    assert not over(await Person(conversation, chat="telegram:-9:3", name="6").says(PARK))


async def test_where_nobody_tells_who_it_is_the_chat_counts_with_all_its_topics(talk):
    conversation = talk(minute=1)
    await Person(conversation, chat="telegram:-9:3").says(PARK)

    assert over(await Person(conversation, chat="telegram:-9:4").says(PARK))


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (Message("telegram:42", "1", ""), "telegram:42"),
        (Message("telegram:-1:7", "1", "", person="42"), "telegram:42"),
        (Press("telegram:-1", "1", "x", person="42"), "telegram:42"),
        (Message("web:abc", "1", ""), "web:abc"),
        (Message("web:abc", "1", "", session="s"), "web:session:s"),
    ],
)
def test_who_pays(asked, who):
    assert payer_of(asked) == who


async def test_forgetting_is_no_way_round(talk):
    person = Person(talk(minute=1))
    await person.says(PARK)
    await person.presses("forgetall:0")

    assert over(await person.says(PARK))


async def test_replying_to_the_same_article_again_after_forgetting_it_counts_again(talk):
    conversation = talk(minute=2)
    theirs = Message("telegram:-1", "7", PARK)

    async def asks(number):
        asked = Message("telegram:-1", number, "ماذا قال مروان حداد؟", reply_to="7", person="5", answered=theirs)
        reply = await conversation.receive(asked)
        await conversation.press(Press("telegram:-1", "99", "forgetall:0"))
        return reply

    assert [over(await asks(number)) for number in ("8", "9", "10")] == [False, False, True]


async def test_edits_back_and_forth_count_each_time(talk):
    conversation = talk(minute=3)
    await conversation.receive(Message("telegram:1", "7", PARK))
    for n, text in enumerate((PARK + "\nخاتمة.", PARK, PARK + "\nخاتمة.")):
        revision = await conversation.edited(Message("telegram:1", "7", text, edited=str(n)))
        assert revision is not None
        assert over(revision.reply) is (n == 2)


async def test_bytes_of_files_are_counted_and_a_file_that_is_too_much_is_not_read(talk):
    person = Message("telegram:1", "1", "")

    def sent(number, megabytes):
        async def load():
            return (PARK + "\n" * (megabytes * 1024 * 1024 - len(PARK.encode()))).encode()

        return Message("telegram:1", number, "", attachment=Attachment("a.txt", load))

    conversation = talk(megabytes=2)
    refused = [over(await conversation.receive(sent(number, 1))) for number in ("1", "1", "2", "3")]
    assert refused == [False, False, False, True]
    assert person.attachment is None


async def test_who_runs_the_bot_has_no_quota(talk):
    person = Person(talk(minute=1, questions=1, free=frozenset({"telegram:1"})))
    for _ in range(3):
        assert not over(await person.says(PARK))
        assert not over(await person.says("شكرا"))


async def test_articles_in_passing_count_too(store):
    quotas = Quotas(store, Limits(1, 9, 9, 9))
    await quotas.passing(Message("telegram:1", "", "https://example.com/a"))

    with pytest.raises(OverQuota):
        await quotas.passing(Message("telegram:1", "", "https://example.com/a"))


async def test_inline_tells_who_has_used_theirs_up_to_come_later(talk):
    conversation = talk(minute=1)
    await Person(conversation).says(PARK)

    offer = await conversation.inline(Query("telegram:1", "https://example.com/articles/1"))

    assert offer is not None
    assert offer.hint == say("inline.over", "ar")


async def test_a_stranger_is_told_once_a_day_even_without_limits(conversation):
    assert [await conversation.may_tell_stranger("telegram:7") for _ in range(3)] == [True, False, False]
    assert await conversation.may_tell_stranger("telegram:8")


def test_the_settings_set_the_limits(store):
    quotas = quotas_of(Settings(_env_file=None, admins="42,43", articles_a_day=7), store)

    assert quotas._free == {"telegram:42", "telegram:43"}
    assert quotas._limits == Limits(20, 7, 200, 60)


async def test_after_forgetting_no_table_holds_anything_of_the_chat(talk, store):
    """Walks every table, so that one that is added and not emptied fails this."""
    chat = "telegram:918273645"
    person = Person(talk(), chat=chat, name="918273645")
    await person.says(PARK)
    await person.says("ماذا قال مروان حداد؟")
    await person.says("/search مروان")
    await store.keep_lookup(chat, "مروان")
    await person.presses("set:1:2")
    asked = await person.says("/forget")
    assert "918273645" in await everything(store)

    await person.presses(labels(asked)["امحُ كل شيء"])

    left = await everything(store)
    for trace in ("918273645", "مروان", "صيدا"):
        assert trace not in left


async def everything(store):
    async with store._engine.connect() as connection:
        rows = [row._mapping for table in metadata.sorted_tables for row in await connection.execute(select(table))]
    assert all(isinstance(column.type, Text) or column.type.python_type is int for column in columns())
    return "\n".join(str(value) for row in rows for value in row.values())


def columns():
    return [column for table in metadata.sorted_tables for column in table.columns]
