"""The articles of a chat as a whole."""

from datetime import UTC, date, datetime

from bot.storage import Part, Preferences
from bot.storage.entries import Entry, stems_of
from bot.storage.library import Link
from models.reading import Article, Reading, Span, Summary

BRIDGE = Article("فتحت البلدية الجسر أمام السيارات.", title="الجسر الجديد", published="2026-03-05")
WHEAT = Article("جمع المزارعون قمحا كثيرا.\nوباعوه.", published="في الربيع")


async def test_an_entry_tells_title_and_days_and_the_newest_comes_first(store):
    bridge = await store.add_article("telegram:1", BRIDGE)
    wheat = await store.add_article("telegram:1", WHEAT)

    today = datetime.now(UTC).date()
    assert await store.entries("telegram:1", 0, 5) == (
        Entry(wheat, "جمع المزارعون قمحا كثيرا.", None, today),
        Entry(bridge, "الجسر الجديد", date(2026, 3, 5), today),
    )
    assert await store.count("telegram:1") == 2
    assert [entry.number for entry in await store.entries("telegram:1", 1, 5)] == [bridge]


async def test_stems_are_found_whole_and_all_together(store):
    await store.add_article("telegram:1", BRIDGE)
    wheat = await store.add_article("telegram:1", WHEAT)

    async def found(words):
        return [entry.number for entry in await store.entries("telegram:1", 0, 5, stems_of(words))]

    assert await found("القمح") == await found("مزارعون قمح") == [wheat]
    assert await found("قمح جسر") == []
    assert await store.count("telegram:1", stems_of("قم")) == 0
    assert [entry.number for entry in await store.holding_any("telegram:1", stems_of("قمح زيتون"))] == [wheat]
    assert await store.holding_any("telegram:1", ()) == ()


async def test_articles_that_hold_a_word_come_by_their_days(store):
    numbers = [
        await store.add_article("telegram:1", Article("نص الخبر", published=day))
        for day in ("2026-01-02", "2026-05-06T10:00:00", "2025-12-31")
    ]

    found = await store.holding_any("telegram:1", stems_of("الخبر"))

    assert [entry.number for entry in found] == [numbers[1], numbers[0], numbers[2]]


async def test_everything_of_a_chat_is_handed_out_and_nothing_of_another(store):
    bridge = await store.add_article("telegram:1", BRIDGE, message="7")
    wheat = await store.add_article("telegram:1", WHEAT)
    reading = Reading(BRIDGE, (), (), (), Summary("الجسر"))
    await store.save_reading("telegram:1", bridge, reading)
    await store.link_message("telegram:1", "8", bridge, "42")
    await store.keep_lookup("telegram:1", "جسر")
    await store.add_article("telegram:2", WHEAT, message="5")

    kept = await store.kept("telegram:1")

    assert [(one.entry.number, one.article, one.reading) for one in kept] == [
        (bridge, BRIDGE, reading), (wheat, WHEAT, None),
    ]  # fmt: skip
    assert await store.links("telegram:1") == (Link("7", bridge, None), Link("8", bridge, "42"))
    assert await store.lookups("telegram:1") == ("جسر",)
    assert len(await store.kept("telegram:2")) == 1


async def test_what_is_looked_for_twice_has_one_number_in_its_chat_alone(store):
    number = await store.keep_lookup("telegram:1", "جسر\x00")

    assert await store.keep_lookup("telegram:1", "جسر\x00") == number
    assert await store.keep_lookup("telegram:2", "جسر\x00") != number
    assert await store.lookup("telegram:1", number) == "جسر\ufffd"
    assert await store.lookup("telegram:2", number) is None


async def test_only_the_chat_itself_forgets_its_articles(store):
    number = await store.add_article("telegram:1", BRIDGE)

    assert not await store.forget("telegram:2", number)
    await store.forget_chat("telegram:2")
    assert await store.article("telegram:1", number) == BRIDGE

    assert await store.forget("telegram:1", number)
    assert not await store.forget("telegram:1", number)
    assert await store.article("telegram:1", number) is None


async def test_a_chat_that_moves_takes_articles_choice_settings_and_topics_along(store):
    bridge = await store.add_article("telegram:-1", BRIDGE, "7")
    await store.add_article("telegram:-1", WHEAT)
    await store.note_parts("telegram:-1", bridge, [Part("7", Span(0, 9))])
    await store.talk_about("telegram:-1", bridge)
    await store.prefer("telegram:-1", Preferences(language="en"))
    in_topic = await store.add_article("telegram:-1:9", WHEAT)
    await store.add_article("telegram:-12", WHEAT)

    await store.move_chat("telegram:-1", "telegram:-100")
    await store.move_chat("telegram:-1", "telegram:-100")

    assert await store.count("telegram:-100") == 2
    assert await store.current_article("telegram:-100") == bridge
    assert (await store.preferences("telegram:-100")).language == "en"
    assert await store.article_of_message("telegram:-100", "7") is None  # its messages are numbered anew
    assert await store.current_article("telegram:-100:9") == in_topic
    assert await store.count("telegram:-1") == await store.count("telegram:-1:9") == 0
    assert await store.count("telegram:-12") == 1


async def test_a_chat_that_moves_to_one_that_is_known_adds_its_articles_and_changes_nothing_there(store):
    old = await store.add_article("telegram:-1", BRIDGE)
    await store.talk_about("telegram:-1", old)
    await store.prefer("telegram:-1", Preferences(language="en"))
    new = await store.add_article("telegram:-100", WHEAT, "7")
    await store.prefer("telegram:-100", Preferences(language="ar"))

    await store.move_chat("telegram:-1", "telegram:-100")

    assert await store.count("telegram:-100") == 2
    assert await store.current_article("telegram:-100") == new
    assert await store.article_of_message("telegram:-100", "7") == new
    assert (await store.preferences("telegram:-100")).language == "ar"
