import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.llm.response import content
from models.summaries.llm.answer import draft
from tests.llm.server import completion, events
from tests.summaries.llm.articles import GOOD, HEADLINE, ONE, THREE, TWO, answered


def said(words: str, wanted: int = 3) -> tuple[str, ...]:
    found = draft(words, wanted)
    return () if found is None else found.sentences


def test_the_sentences_and_the_headline_are_read() -> None:
    found = draft(GOOD, 3)
    assert found is not None
    assert found.sentences == (ONE, TWO, THREE)
    assert found.headline == HEADLINE


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("```json\n", "\n```"),
        ("هذا هو الجواب {كما طلبت}:\n", "\nأرجو أن يفيدك {جدا}."),
        ('<think>سأكتب {} ثم {"sentences": ["هذه جملة من التفكير وحده"]}</think>\n', ""),
        ("<reasoning>نعم</reasoning>", "\n\n"),
    ],
)
def test_what_stands_around_the_object_is_left_out(before: str, behind: str) -> None:
    assert said(before + GOOD + behind) == (ONE, TWO, THREE)


def test_nothing_is_taken_from_thinking_aloud() -> None:
    thought = answered("هذه جملة فكر فيها النموذج ثم تركها.")
    assert said(f"<think>{thought}</think>{GOOD}") == (ONE, TWO, THREE)
    assert said(f"<think>{thought}") == ()


@pytest.mark.parametrize("size", range(0, len(completion(GOOD)), 3))
def test_an_object_cut_anywhere_gives_whole_sentences_only(size: int) -> None:
    assert set(said(content(completion(GOOD)[:size]))) <= {ONE, TWO, THREE}


@pytest.mark.parametrize("size", range(0, len(b"".join(events(GOOD))), 101))
def test_a_stream_cut_anywhere_gives_whole_sentences_only(size: int) -> None:
    assert set(said(content(b"".join(events(GOOD))[:size]))) <= {ONE, TWO, THREE}


def test_an_answer_cut_in_its_third_sentence_gives_the_two_before() -> None:
    assert said(GOOD[: GOOD.index(THREE) + 20]) == (ONE, TWO)


def test_markup_goes_and_numbers_stay() -> None:
    dressed = answered(
        "1. **افتتحت** البلدية `المكتبة` <b>اليوم</b>.", "12 ألف كتاب في المكتبة.", "3.5 مليون كتاب هنا."
    )
    assert said(dressed) == ("افتتحت البلدية المكتبة اليوم .", "12 ألف كتاب في المكتبة.", "3.5 مليون كتاب هنا.")


def test_invisible_characters_and_line_breaks_go() -> None:
    assert said('{"sentences": ["افتتحت\u202e البلدية\nالمكتبة\u200f اليوم."]}') == ("افتتحت البلدية المكتبة اليوم.",)


@pytest.mark.parametrize(
    "sentence",
    [
        "The municipality opened a library in the old station.",
        "La biblioteca abre el domingo en la estación قطار.",
        "…",
        "نعم",
        "كلمة " * 61,
        "ك" * 5000 + " كلمة كلمة",
        "",
    ],
)
def test_what_is_no_arabic_sentence_of_a_fit_length_is_dropped(sentence: str) -> None:
    assert said(answered(sentence, ONE)) == (ONE,)


def test_names_in_other_letters_may_stand_in_a_sentence() -> None:
    sentence = "أعلنت شركة OpenLibrary فتح مكتبتها الرقمية أمام السكان يوم الأحد."
    assert said(answered(sentence)) == (sentence,)


def test_more_sentences_than_were_asked_for_are_cut_and_twins_count_once() -> None:
    assert said(answered(ONE, ONE, TWO, THREE), wanted=2) == (ONE, TWO)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "لا أستطيع.",
        "{",
        "{}",
        "[]",
        '{"sentences": "جملة"}',
        '{"sentences": [1, 2]}',
        "{" * 9,
        '{"a":' * 5000,
        "<html>",
    ],
)
def test_what_has_another_form_is_no_draft(words: str) -> None:
    assert draft(words, 3) is None


def test_an_absurdly_long_list_is_no_draft() -> None:
    assert draft(answered(*(f"هذه هي الجملة رقم {n}." for n in range(100))), 3) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    assert draft(content(body), 3) is None or content(body)


@given(st.text(max_size=80))
def test_any_words_are_read_without_an_error(words: str) -> None:
    for sentence in said(words + GOOD):
        assert sentence == " ".join(sentence.split())
