"""No chat reads or changes what is another's: every public query is tried by a chat that knows all the numbers.

A query that is added and not tried here fails the first test.
"""

import inspect

import pytest
from sqlalchemy import select

from bot.storage import Part, Preferences, Store, Turn
from bot.storage.quotas import Cost, code_of
from bot.storage.tables import metadata
from models.reader import read
from models.reading import Article, Span
from models.summaries.extractive import ExtractiveSummarizer

OURS = "telegram:1"
MARK = "الياقوتة"
TEXT = f"قال الحارس نادر شلبي إن خزانة {MARK} فُتحت مساء الأحد، وأضاف أن المفتاح كان معه وحده طول اليوم."
ARTICLE = Article(TEXT, title=f"سر {MARK}", source=f"صحيفة {MARK}")
OTHER = Article("قالت البائعة هدى سليم إن السوق يفتح أبوابه في السادسة من صباح كل يوم.", title="سوق الحي")
READING = read(OTHER, ExtractiveSummarizer())
STRANGERS = ("telegram:2", "telegram:1:9", "telegram:", "telegram:%", "telegram:_", "web:1", "1", "' OR '1'='1", "")

TRIES = {
    "add_article": lambda store, me, number: store.add_article(me, OTHER, "7", "9"),
    "article": lambda store, me, number: store.article(me, number),
    "article_of_message": lambda store, me, number: store.article_of_message(me, "7"),
    "count": lambda store, me, number: store.count(me),
    "current_article": lambda store, me, number: store.current_article(me),
    "entries": lambda store, me, number: store.entries(me, 0, 100),
    "entry": lambda store, me, number: store.entry(me, number),
    "forget": lambda store, me, number: store.forget(me, number),
    "forget_chat": lambda store, me, number: store.forget_chat(me),
    "holding_any": lambda store, me, number: store.holding_any(me, [MARK, "ياقوت", "خزان", "حارس"]),
    "keep_lookup": lambda store, me, number: store.keep_lookup(me, "السوق"),
    "kept": lambda store, me, number: store.kept(me, "5"),
    "last_turn": lambda store, me, number: store.last_turn(me),
    "link_message": lambda store, me, number: store.link_message(me, "7", number, "9"),
    "links": lambda store, me, number: store.links(me),
    "lookup": lambda store, me, number: store.lookup(me, 1),
    "lookups": lambda store, me, number: store.lookups(me),
    "move_chat": lambda store, me, number: store.move_chat(me, "telegram:77"),
    "note_parts": lambda store, me, number: store.note_parts(me, number, [Part("7", Span(0, 1))]),
    "note_shown": lambda store, me, number: store.note_shown(me, number, "66"),
    "note_turn": lambda store, me, number: store.note_turn(me, Turn("ومتى؟", number)),
    "own_message": lambda store, me, number: store.own_message(me, "7", "9"),
    "owner": lambda store, me, number: store.owner(me, number),
    "parts_of": lambda store, me, number: store.parts_of(me, number),
    "person_of": lambda store, me, number: store.person_of(me, "7"),
    "prefer": lambda store, me, number: store.prefer(me, Preferences(language="en")),
    "preferences": lambda store, me, number: store.preferences(me),
    "reading": lambda store, me, number: store.reading(me, number),
    "replace_article": lambda store, me, number: store.replace_article(me, number, OTHER),
    "save_reading": lambda store, me, number: store.save_reading(me, number, READING),
    "shown": lambda store, me, number: store.shown(me, number),
    "sources": lambda store, me, number: store.sources(me, 100),
    "spend": lambda store, me, number: store.spend(code_of(me), (Cost("a", 1, 1, 60),), code_of(me, "7")),
    "talk_about": lambda store, me, number: store.talk_about(me, number),
}
NOTHING = (None, False, 0, (), Preferences())
OWN = {"add_article", "keep_lookup"}  # what they return is the stranger's own number


def test_every_public_query_is_tried():
    public = {name for name, each in inspect.getmembers(Store, inspect.iscoroutinefunction) if not name.startswith("_")}

    assert public - {"open", "close", "answers"} == set(TRIES)


@pytest.fixture
async def number(store):
    """The article of a chat of which every table holds something."""
    number = await store.add_article(OURS, ARTICLE, "7", "5")
    await store.save_reading(OURS, number, read(ARTICLE, ExtractiveSummarizer()))
    await store.note_parts(OURS, number, [Part("7", Span(0, len(TEXT)))])
    await store.link_message(OURS, "8", number, "5")
    await store.note_shown(OURS, number, "8")
    await store.note_turn(OURS, Turn(f"أين {MARK}؟", number, speaker="نادر شلبي"))
    await store.talk_about(OURS, number)
    await store.prefer(OURS, Preferences(language="ar", length="long"))
    await store.keep_lookup(OURS, MARK)
    await store.spend(code_of(OURS), (Cost("a", 1, 1, 60),), code_of(OURS, "7"))
    return number


async def ours(store):
    """Return every row of every table that was there before the stranger came."""
    async with store._engine.connect() as connection:
        return {table.name: set(await connection.execute(select(table))) for table in metadata.sorted_tables}


async def test_the_chat_itself_has_something_in_every_table(store, number):
    assert all((await ours(store)).values())


@pytest.mark.parametrize("name", sorted(TRIES))
async def test_a_stranger_gets_and_changes_nothing(store, number, name):
    before = await ours(store)
    for me in STRANGERS:
        found = await TRIES[name](store, me, number)

        assert name in OWN or found in NOTHING, me
        assert MARK not in str(found)
    after = await ours(store)
    assert all(rows <= after[table] for table, rows in before.items())


async def test_a_stranger_with_articles_of_their_own_finds_those_only(store, number):
    mine = await store.add_article("telegram:2", OTHER, "7")
    assert await store.article_of_message("telegram:2", "7") == mine
    for name in ("entries", "sources", "links", "lookups", "current_article", "article_of_message"):
        assert MARK not in str(await TRIES[name](store, "telegram:2", number)), name
    assert [kept.article for kept in await store.kept("telegram:2")] == [OTHER]
    assert [kept.article for kept in await store.kept(OURS, "9")] == []


async def test_a_number_that_is_nobodys_leads_to_nothing(store, number):
    for query in ("article", "entry", "reading", "owner", "shown", "parts_of"):
        assert await TRIES[query](store, OURS, number + 1) in NOTHING
    assert await store.article(OURS, 10**18 - 1) is None
