"""What is taken for an article, and what is said of everything else."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.recognise import recognise
from bot.errors import EmptyText, NoArticle, NotArabic, ReaderError, TooLong, TooShort

LIMIT = 200_000
TITLE = "مكتبة متنقلة تصل إلى القرى"
BODY = (
    "وصلت مكتبة متنقلة أمس إلى ثلاث قرى في الجبل، وفيها ألف كتاب للأطفال.\n"
    "وقالت أمينة المكتبة هدى سالم إن القرى الأخرى ستزار في الشهر المقبل."
)
MENU = "الرئيسية\nأخبار\nاقتصاد\nرياضة\nفن وثقافة\nصور\nفيديو\nمن نحن\nاتصل بنا\nالأكثر قراءة\nجميع الحقوق محفوظة"
HEADLINES = "ارتفاع أسعار القمح في الأسواق\nمباراة الليلة بين الفريقين\nمعرض الكتاب يفتح أبوابه غدا"


def test_the_text_stays_as_it_was_given():
    text = f"  {TITLE}\n\n\u200f{BODY}  \n"

    assert recognise(text, LIMIT).text == text


@pytest.mark.parametrize("first", [TITLE, f"{TITLE}؟", f"  {TITLE} "])
def test_a_short_first_line_without_a_stop_is_the_title(first):
    assert recognise(f"{first}\n\n{BODY}", LIMIT).title == first.strip()


@pytest.mark.parametrize("above", ["عاجل", "الرئيسية\nأخبار", "*\n\n"])
def test_the_title_is_looked_for_below_labels_and_menus(above):
    assert recognise(f"{above}\n{TITLE}\n{BODY}", LIMIT).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.replace("\n", " "),
        f"عاجل\n{BODY}",
        f"وجاء في بيان المكتبة:\n{BODY}",
        f"{BODY.splitlines()[0]}\n{BODY}",
    ],
)
def test_a_text_that_begins_with_running_text_has_no_title(text):
    assert recognise(text, LIMIT).title is None


@pytest.mark.parametrize("text", ["", " \n", "👍🎉" * 20, "\u200f\u202e" * 500, "«" * 1_000, "123 456", "؟!"])
def test_a_text_without_letters_is_empty(text):
    with pytest.raises(EmptyText):
        recognise(text, LIMIT)


@pytest.mark.parametrize("text", ["خبر قصير جدا", TITLE, "الرئيسية\nأخبار\nرياضة"])
def test_a_few_words_are_too_short(text):
    with pytest.raises(TooShort):
        recognise(text, LIMIT)


@pytest.mark.parametrize(
    "text",
    ["Three English words", "The library came to the village. " * 10, "Библиотека приехала в деревню. " * 10],
)
def test_another_language_is_named_as_the_reason_however_long_the_text(text):
    with pytest.raises(NotArabic):
        recognise(text, LIMIT)


def test_an_article_full_of_latin_names_is_still_arabic():
    assert recognise(f"{BODY} وعرضت المكتبة أجهزة iPad وKindle وبرنامج Microsoft Office.", LIMIT)


def test_a_menu_of_a_page_is_no_article():
    with pytest.raises(NoArticle):
        recognise(f"{MENU}\n{HEADLINES}", LIMIT)


def test_an_article_below_a_menu_is_one():
    assert recognise(f"{MENU}\n{TITLE}\n{BODY}", LIMIT).text.startswith("الرئيسية")


def test_an_article_wrapped_into_short_lines_is_one():
    wrapped = "\n".join(" ".join(BODY.split()[at : at + 6]) for at in range(0, len(BODY.split()), 6))

    assert recognise(wrapped, LIMIT).title is None


def test_a_text_beyond_the_limit_is_refused_with_both_lengths():
    with pytest.raises(TooLong) as caught:
        recognise("خبر " * 500_000, LIMIT)

    assert caught.value.details == {"length": 2_000_000, "limit": LIMIT}


def test_what_no_database_can_hold_is_replaced_without_moving_anything():
    text = f"{BODY}\x00\ud83d {BODY}"

    read = recognise(text, LIMIT).text

    assert read == f"{BODY}\ufffd\ufffd {BODY}"
    assert len(read) == len(text)


@given(st.text(st.characters(), max_size=400))
def test_any_text_is_an_article_or_a_reason(text):
    try:
        article = recognise(text, 300)
    except ReaderError:
        return
    assert len(article.text) == len(text)
    assert article.title is None or article.title in article.text


@pytest.mark.parametrize("piece", ["«", "خبر ", "خبر\n", "\n", "ا\u064b", "😀", "قال: «"])
def test_a_text_as_long_as_the_limit_is_looked_at_quickly(piece):
    start = time.perf_counter()

    with suppress(ReaderError):
        recognise((piece * LIMIT)[:LIMIT], LIMIT)

    assert time.perf_counter() - start < 5
