"""Forgetting an article or a whole chat."""

import pytest
from sqlalchemy import select

from bot.storage import Store
from bot.storage.tables import metadata
from bot.texts import say
from tests.conversation.articles import BRIDGE, PARK
from tests.conversation.commands.articles import numbered
from tests.conversation.people import Person, actions, labels, words

COUNTS = {"spent", "charged"}  # which outlive the chat, or forgetting would be a way round the quotas


async def rows(store):
    """Return how many rows each table has that a chat fills."""
    tables = [table for table in metadata.sorted_tables if table.name not in COUNTS]
    async with store._engine.connect() as connection:
        return {table.name: len((await connection.execute(select(table))).all()) for table in tables}


async def test_an_article_is_forgotten_by_its_button_and_all_its_buttons_say_so(person, store):
    await person.says(BRIDGE)
    before = await rows(store)
    summary = await person.says(PARK)

    asked = await person.says("/forget")
    done = await person.presses(labels(asked)["امحُ: حديقة جديدة على شاطئ صيدا"])

    assert words(done) == say("forget.one_done", "ar", title="حديقة جديدة على شاطئ صيدا")
    assert await rows(store) == before
    for action in [*actions(summary), *actions(asked)[:1], f"talk:{summary.article}"]:
        assert words(await person.presses(action)) == say("talk.article_gone", "ar")
    assert "فراس يونس" in words(await person.says("ماذا قال فراس يونس؟"))


async def test_forget_as_a_reply_means_the_article_that_it_replies_to(person):
    await person.says(PARK)
    summary = person.answer
    await person.says(BRIDGE)

    asked = await person.says("/forget", reply_to=summary)

    assert "امحُ: حديقة جديدة على شاطئ صيدا" in labels(asked)


async def test_a_chat_is_forgotten_from_every_table_and_no_other_with_it(conversation, store, tmp_path, database_url):
    other = Person(conversation, chat="telegram:2", name="7")
    await other.says(BRIDGE)
    before = await rows(store)
    person = Person(conversation, name="5")
    for n in range(7):
        await person.says(numbered(n))
    await person.says(PARK)
    await person.says("/search المزارع")
    await person.presses("set:1:2")
    await person.presses("talk:3")
    await person.says("ماذا قال المزارع؟")
    asked = await person.says("/forget")
    full = await rows(store)
    assert all(full[table] > before[table] for table in before)

    done = await person.presses(labels(asked)["امحُ كل شيء"], message=person.answer)

    assert words(done) == say("forget.all_done", "ar")
    assert await rows(store) == before
    assert words(await person.presses("forgetall:0")) == say("forget.all_done", "ar")
    await store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "فراس يونس".encode() in kept
    assert "مروان حداد".encode() not in kept
    again = await Store.open(database_url)
    assert await rows(again) == before
    await again.close()


async def test_nothing_is_forgotten_where_the_person_thinks_better_of_it(person, store):
    await person.says(PARK)
    asked = await person.says("/forget")
    before = await rows(store)

    kept = await person.presses(labels(asked)["لا تمحُ شيئا"])

    assert words(kept) == say("forget.kept", "ar")
    assert await rows(store) == before


@pytest.mark.parametrize("action", ["forget:{}", "forgetall:0"])
async def test_no_chat_forgets_what_is_another_chats(conversation, person, action):
    summary = await person.says(PARK)

    await Person(conversation, chat="telegram:2").presses(action.format(summary.article))

    assert "مروان حداد" in words(await person.presses(f"who:{summary.article}"))
