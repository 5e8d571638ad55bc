"""Stems and roots: the shapes of a word that a question and an article may use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.arabic.normalise import fold
from models.arabic.stems import root, stem

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المهاجرين", "مهاجرا"),
        ("حكومتها", "الحكومة"),
        ("وقالت", "قال"),
        ("للبيان", "بيانات"),
        ("سيترك", "تركوا"),
        ("استثمارات", "استثمارها"),
        ("السن", "سن"),
    ],
)
def test_clitics_and_endings_leave_one_stem(one: str, other: str):
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize("word", ["وزير", "بيان", "لبنان", "كبير", "فريق", "تونس", "يونس", "الله"])
def test_letters_that_only_look_like_clitics_stay(word: str):
    assert stem(fold(word)).startswith(word[:2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("يسجلوا", "تسجيل"),
        ("اجتماع", "يجتمع"),
        ("مستثمر", "استثمارات"),
        ("هجوم", "هاجم"),
        ("أهداف", "هدفين"),
        ("أطفال", "طفلا"),
    ],
)
def test_words_of_one_root_share_it(one: str, other: str):
    assert root(fold(one)) == root(fold(other)) != ""


def test_an_accusative_is_not_taken_for_a_pronoun():
    assert stem(fold("جنينا")) == stem(fold("جنين"))


@given(ARABIC)
def test_a_stem_is_never_empty_nor_longer_than_its_word(word: str):
    folded = fold(word)
    assert 0 < len(stem(folded)) <= len(folded)
    assert len(root(folded)) <= len(folded)


@given(st.text(max_size=20))
def test_any_text_has_a_stem_and_a_root(text: str):
    assert isinstance(stem(fold(text)), str)
    assert isinstance(root(fold(text)), str)
