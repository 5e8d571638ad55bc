from hypothesis import given
from hypothesis import strategies as st

from models.arabic.normalise import fold, normalise

arabic = st.text(
    alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" \nﷺﻻaB0\u200f\u00a0")
)


def test_diacritics_and_tatweel_are_dropped() -> None:
    assert fold("مُحَمَّدـٌ") == "محمد"


def test_forms_of_alef_ya_and_ta_marbuta_are_one() -> None:
    assert fold("أحمد إبراهيم آدم") == "احمد ابراهيم ادم"
    assert fold("مستشفى") == fold("مستشفي")
    assert fold("مدينة") == "مدينه"
    assert fold("رئيس مؤتمر") == "رييس موتمر"


def test_presentation_forms_become_plain_letters() -> None:
    assert fold("ﻻﺣﻆ") == "لاحظ"


def test_arabic_indic_digits_and_signs_become_western() -> None:
    assert fold("٣٫٥٪ و۱۲") == "3.5% و12"


def test_bidi_controls_and_no_break_spaces_do_not_part_words() -> None:
    assert fold("\u202bقال\u202c\u200f\u00a0الوزير") == "قال الوزير"


def test_offsets_lead_back_to_the_original() -> None:
    text = "قالَ الوزيرُ"
    normal = normalise(text)
    at = normal.text.index("الوزير")
    assert normal.span(at, at + len("الوزير")).of(text) == "الوزير"


def test_an_empty_stretch_has_an_empty_span() -> None:
    assert normalise("نص").span(1, 1).of("نص") == ""


@given(arabic)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert all(char in fold(text[at]) for char, at in zip(normal.text, normal.offsets, strict=False))


@given(arabic)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(arabic)
def test_a_text_folds_as_its_normal_form_does(text: str) -> None:
    assert normalise(text).text == fold(text)
