"""Searching the articles of a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.reply import Evidence, Heading
from bot.conversation.stretch import stretch
from bot.storage.entries import stems_of
from bot.texts import say
from models.reading import Article
from tests.conversation.articles import BRIDGE, HARVEST, PARK
from tests.conversation.commands.articles import numbered
from tests.conversation.people import Person, labels, words


def found(reply):
    return [block for block in reply.blocks if isinstance(block, Evidence)]


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("الدعامات", "دعامات"),  # the article's word has no ال
        ("تشقّقات", "تشققات"),  # a shadda
        ("مديريه الطرق", "مديرية الطرق"),  # ه for ة
        ("أربعين", "أربعين"),
        ("اربعون", "أربعين"),  # another hamza, another case
        ("والصيانة", "الصيانة"),  # a و
        ("السيارات أمام", "أمام السيارات"),  # in any order
    ],
)
async def test_words_are_found_in_whatever_shape_they_are_written(person, written, marked):
    await person.says(BRIDGE)
    await person.says(PARK)

    reply = await person.says(f"/search {written}")

    (evidence,) = found(reply)
    assert evidence.text in BRIDGE
    assert evidence.marked.of(evidence.text) == marked
    assert any(isinstance(block, Heading) and "جسر الموصل القديم" in block.text for block in reply.blocks)


async def test_only_an_article_that_has_all_the_words_is_found(person):
    await person.says(BRIDGE)
    await person.says(HARVEST)

    assert len(found(await person.says("/search جسر"))) == 1
    assert words(await person.says("/search جسر القطن")) == say("search.none", "ar", words="جسر القطن")


async def test_what_only_the_title_has_is_found_too(person):
    article = await person.says(PARK)

    reply = await person.says("/search شاطئ صيدا")

    assert labels(reply) == {"1": f"talk:{article.article}"}


async def test_many_results_are_turned_page_by_page_after_a_restart_too(person, store, database_url):
    for n in range(7):
        await person.says(numbered(n))

    first = await person.says("/search الحقل والمزارع")
    second = await person.presses(labels(first)["التالي"])

    assert words(first).startswith("وجدت 7 أخبار")
    assert [len(found(page)) for page in (first, second)] == [5, 2]
    assert await person.presses(labels(second)["السابق"]) == first


async def test_no_chat_finds_what_is_another_chats(conversation, person):
    for n in range(7):
        await person.says(numbered(n))
    first = await person.says("/search المزارع")
    stranger = Person(conversation, chat="telegram:2")

    assert words(await stranger.says("/search المزارع")) == say("search.none", "ar", words="المزارع")
    assert words(await stranger.presses(labels(first)["التالي"])) == say("lookup.gone", "ar")


@pytest.mark.parametrize("written", ["%", "_", "' OR 1=1 --", "\x00\u200f", "«»", "ـــ", "٪" * 300])
async def test_signs_find_nothing_and_break_nothing(person, written):
    await person.says(PARK)

    reply = await person.says(f"/search {written}")

    assert not found(reply)


@given(
    st.text(alphabet="ابجدهوزحطي \n.،؟" + "أإآىةً", max_size=400), st.text(alphabet="ابجدهوز ", min_size=1, max_size=20)
)
def test_a_stretch_is_a_slice_of_the_article_and_its_mark_a_slice_of_it(body, sought):
    shown = stretch(Article(body), stems_of(sought))

    if shown is not None:
        text, marked = shown
        assert text in body
        assert 0 <= marked.start < marked.end <= len(text)
        assert set(stems_of(marked.of(text))) & set(stems_of(sought))


def test_of_a_sentence_without_an_end_the_part_around_the_words_is_shown():
    body = "كلمة " * 500 + "الزعفران البلدي " + "أخرى " * 500

    text, marked = stretch(Article(body), stems_of("زعفران"))

    assert marked.of(text) == "الزعفران"
    assert len(text) < 320
    assert text in body
