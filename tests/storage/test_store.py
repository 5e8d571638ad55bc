"""What is kept of a chat, and that no chat sees another's."""

import asyncio
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.storage import Preferences, Store
from models.reading import Article, Point, Quote, Reading, Sentence, Span, Speaker, Summary

TEXT = "قال الوزير سامي خليل: «سنفتح السوق غدا»."
ARTICLE = Article(TEXT, title="السوق", url="https://example.com/1")
READING = Reading(
    article=ARTICLE,
    sentences=(Sentence(0, len(TEXT)),),
    quotes=(
        Quote(TEXT.index("سنفتح"), TEXT.index("»"), "direct", Span(0, 3), Span(4, 20), 0, None, 0.9),
        Quote(TEXT.index("السوق"), TEXT.index(" غدا"), "mixed", Span(0, 3), None, None, 0, 0.5),
    ),
    speakers=(Speaker("سامي خليل", ("الوزير",), role="وزير"),),
    summary=Summary("السوق تفتح غدا", (Point("سنفتح السوق غدا", Span(22, 37)),)),
)


async def test_an_article_comes_back_as_it_was_given(store):
    number = await store.add_article("telegram:1", ARTICLE)

    assert await store.article("telegram:1", number) == ARTICLE


async def test_a_reading_comes_back_as_it_was_kept(store):
    number = await store.add_article("telegram:1", ARTICLE)

    await store.save_reading("telegram:1", number, READING)

    assert await store.reading("telegram:1", number) == READING


async def test_a_later_reading_takes_the_place_of_an_earlier(store):
    number = await store.add_article("telegram:1", ARTICLE)
    shorter = Reading(ARTICLE, READING.sentences, (), (), Summary("السوق"))
    await store.save_reading("telegram:1", number, READING)

    await store.save_reading("telegram:1", number, shorter)

    assert await store.reading("telegram:1", number) == shorter


async def test_an_article_that_was_not_read_has_no_reading(store):
    number = await store.add_article("telegram:1", ARTICLE)

    assert await store.reading("telegram:1", number) is None


async def test_a_reading_of_another_version_counts_as_none(store, database_url):
    number = await store.add_article("telegram:1", ARTICLE)
    await store.save_reading("telegram:1", number, READING)
    async with store._engine.begin() as connection:
        await connection.execute(text("UPDATE readings SET body = :body"), {"body": '{"sentences": 3}'})

    assert await store.reading("telegram:1", number) is None
    assert await store.article("telegram:1", number) == ARTICLE


async def test_the_current_article_is_the_last_one_added_in_that_chat(store):
    assert await store.current_article("telegram:1") is None
    await store.add_article("telegram:1", ARTICLE)
    second = await store.add_article("telegram:1", Article("خبر ثان"))
    await store.add_article("telegram:2", Article("خبر في محادثة أخرى"))

    assert await store.current_article("telegram:1") == second


async def test_the_message_that_brought_an_article_finds_it(store):
    number = await store.add_article("telegram:1", ARTICLE, message="7")

    assert await store.article_of_message("telegram:1", "7") == number
    assert await store.article_of_message("telegram:1", "8") is None


async def test_a_message_belongs_to_the_article_it_was_linked_to_last(store):
    first = await store.add_article("telegram:1", ARTICLE, message="7")
    second = await store.add_article("telegram:1", Article("خبر ثان"))
    await store.link_message("telegram:1", "8", first)

    await store.link_message("telegram:1", "8", second)

    assert await store.article_of_message("telegram:1", "7") == first
    assert await store.article_of_message("telegram:1", "8") == second


async def test_no_chat_sees_or_changes_what_is_another_chats(store):
    number = await store.add_article("telegram:1", ARTICLE, message="7")
    await store.save_reading("telegram:1", number, READING)
    await store.add_article("telegram:2", Article("خبر آخر"), message="9")

    await store.save_reading("telegram:2", number, Reading(ARTICLE, (), (), (), Summary("دخيل")))
    await store.link_message("telegram:2", "9", number)
    await store.link_message("telegram:2", "10", number)

    assert await store.article("telegram:2", number) is None
    assert await store.reading("telegram:2", number) is None
    assert await store.article_of_message("telegram:2", "7") is None
    assert await store.article_of_message("telegram:2", "9") != number
    assert await store.article_of_message("telegram:2", "10") is None
    assert await store.reading("telegram:1", number) == READING


async def test_everything_is_there_after_a_restart(store, database_url):
    number = await store.add_article("telegram:1", ARTICLE, message="7")
    await store.save_reading("telegram:1", number, READING)
    await store.close()

    again = await Store.open(database_url)

    assert await again.current_article("telegram:1") == number
    assert await again.article_of_message("telegram:1", "7") == number
    assert await again.reading("telegram:1", number) == READING
    await again.close()


async def test_many_chats_write_at_the_same_time_and_none_loses_an_article(store):
    chats = [f"web:{n % 4}" for n in range(40)]

    numbers = await asyncio.gather(*(store.add_article(c, ARTICLE, message=str(n)) for n, c in enumerate(chats)))

    assert len(set(numbers)) == 40
    for n, (chat, number) in enumerate(zip(chats, numbers, strict=True)):
        assert await store.article_of_message(chat, str(n)) == number


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"])))
async def test_any_text_is_kept_character_for_character(store, words):
    number = await store.add_article("web:1", Article(words))

    assert (await store.article("web:1", number)) == Article(words)


async def test_the_article_that_a_chat_chose_is_current_until_it_goes_or_another_comes(store):
    first, second = [await store.add_article("telegram:1", Article(text)) for text in ("خبر أول", "خبر ثان")]
    other = await store.add_article("telegram:2", ARTICLE)
    await store.talk_about("telegram:1", first)
    assert await store.current_article("telegram:1") == first

    await store.talk_about("telegram:1", other)
    assert await store.current_article("telegram:1") == first
    await store.forget("telegram:1", first)
    assert await store.current_article("telegram:1") == second
    await store.talk_about("telegram:1", second)
    third = await store.add_article("telegram:1", Article("خبر ثالث"))

    assert await store.current_article("telegram:1") == third
    assert await store.current_article("telegram:2") == other


async def test_the_owner_of_a_message_is_kept_with_or_without_an_article(store):
    number = await store.add_article("telegram:1", ARTICLE, message="7")
    await store.link_message("telegram:1", "8", number, "42")
    await store.own_message("telegram:1", "9", "43")

    assert [await store.person_of("telegram:1", message) for message in "789"] == [None, "42", "43"]
    assert await store.article_of_message("telegram:1", "9") is None
    assert await store.person_of("telegram:2", "8") is None
    await store.own_message("telegram:1", "8", "44")
    assert await store.person_of("telegram:1", "8") == "44"
    assert await store.article_of_message("telegram:1", "8") is None


async def test_preferences_are_each_chats_own_and_those_of_another_version_count_as_none(store):
    wanted = Preferences(language="en", length="short", digits="arab", summarises=False)
    assert await store.preferences("telegram:1") == Preferences()

    await store.prefer("telegram:1", replace(wanted, language="ar"))
    await store.prefer("telegram:1", wanted)

    assert await store.preferences("telegram:1") == wanted
    assert await store.preferences("telegram:2") == Preferences()
    async with store._engine.begin() as connection:
        await connection.execute(text("UPDATE preferences SET body = :body"), {"body": '{"language": "fr"}'})
    assert await store.preferences("telegram:1") == Preferences()
