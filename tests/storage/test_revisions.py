"""Which message brought which stretch of an article, and an article in the place of an earlier one."""

from bot.storage import Part
from models.reader import read
from models.reading import Article, Span

CHAT, OTHER = "telegram:1", "telegram:2"
TEXT = "قال مدير المدرسة سامي نور إن الدروس تبدأ يوم الأحد."
PARTS = (Part("1", Span(0, 20)), Part("2", Span(20, len(TEXT))))


async def test_the_parts_of_an_article_are_found_by_their_messages(store):
    number = await store.add_article(CHAT, Article(TEXT), "1")
    await store.note_parts(CHAT, number, PARTS)

    assert await store.parts_of(CHAT, number) == PARTS
    assert [await store.article_of_message(CHAT, each) for each in ("1", "2", "3")] == [number, number, None]


async def test_another_chat_finds_and_changes_nothing(store):
    number = await store.add_article(CHAT, Article(TEXT), "1")
    await store.note_parts(OTHER, number, PARTS)
    await store.replace_article(OTHER, number, Article("نص آخر"))
    await store.note_shown(OTHER, number, "9")

    assert await store.parts_of(CHAT, number) == ()
    assert await store.parts_of(OTHER, number) == ()
    assert (await store.article(CHAT, number)).text == TEXT
    assert await store.shown(CHAT, number) is None


async def test_an_article_that_is_replaced_is_to_be_read_again_and_found_by_its_new_words(store):
    number = await store.add_article(CHAT, Article(TEXT), "1")
    await store.save_reading(CHAT, number, read(Article(TEXT)))
    await store.replace_article(CHAT, number, Article("قال مدير المدرسة إن الامتحان يوم الخميس.", title="الامتحان"))

    assert await store.reading(CHAT, number) is None
    assert (await store.entry(CHAT, number)).title == "الامتحان"


async def test_an_article_and_the_parts_that_brought_it_are_replaced_together(store):
    number = await store.add_article(CHAT, Article(TEXT), "1")
    await store.note_parts(CHAT, number, PARTS)
    shorter = (Part("1", Span(0, 10)), Part("2", Span(10, len(TEXT) - 10)))

    await store.replace_article(CHAT, number, Article(TEXT[10:]), shorter)
    await store.replace_article(OTHER, number, Article("نص آخر"), PARTS)

    assert (await store.article(CHAT, number)).text == TEXT[10:]
    assert await store.parts_of(CHAT, number) == shorter


async def test_what_is_forgotten_takes_its_parts_with_it(store):
    number = await store.add_article(CHAT, Article(TEXT), "1")
    await store.note_parts(CHAT, number, PARTS)
    await store.note_shown(CHAT, number, "7")
    assert await store.shown(CHAT, number) == "7"

    await store.forget(CHAT, number)

    assert await store.parts_of(CHAT, number) == ()
    assert await store.shown(CHAT, number) is None
