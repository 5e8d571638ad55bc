"""How far a word of a question agrees with one of the article."""

import pytest

from models.answers.terms import Term, agreement, term, terms
from models.arabic.normalise import fold
from models.arabic.stems import alike
from models.arabic.words import words


def made(word: str) -> Term:
    found = term(fold(word))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "found", "least"),
    [
        ("المهاجرين", "مهاجر", 1.0),
        ("تسجيل", "يسجلوا", 0.75),
        ("واشنطن", "الأميركية", 0.7),
        ("الغلاء", "التضخم", 0.7),
        ("سبعة", "7", 1.0),
        ("ثلاثون", "30", 1.0),
        ("غوريان", "غوريون", 0.7),
    ],
)
def test_words_agree_by_stem_root_meaning_value_or_spelling(asked: str, found: str, least: float):
    assert agreement(made(asked), made(found)) >= least


@pytest.mark.parametrize(("asked", "found"), [("الجسر", "القمح"), ("كتاب", "مكان"), ("3", "4"), ("غاز", "غزة")])
def test_words_that_mean_different_things_do_not_agree(asked: str, found: str):
    assert agreement(made(asked), made(found)) == 0


def test_a_rare_word_weighs_more_than_a_common_one():
    assert made("القيروان").weight > made("الحكومة").weight > made("موضوع").weight


def test_words_without_a_topic_are_no_terms():
    assert [each.norm for each in terms(words("ماذا قال عن هذا الجسر في"))] == ["قال", "الجسر"]


def test_one_letter_of_a_rare_word_may_differ_and_no_more():
    assert alike("جرجلي", "جرجولي")
    assert not alike("جرجلي", "جورجولي")
    assert not alike("علي", "عليا")
