"""Questions in English about an Arabic article."""

import pytest

from models.answers import answer
from models.answers.english import in_arabic, is_english
from tests.answers.articles import BRIDGE, bridge

WORDS = ("بومبيو", "ترامب", "الكيال", "الجسر", "سالفيني")


@pytest.mark.parametrize(
    ("question", "arabic"),
    [
        ("Who said that the deal is dead?", "من قال الاتفاق dead"),
        ("What did Pompeo say about Trump?", "ماذا قال بومبيو عن ترامب"),
        ("How did Salvini respond?", "كيف قال سالفيني عن"),
        ("How many ships were there in 2018?", "كم سفينة 2018"),
        ("When was the meeting?", "متى لقاء"),
    ],
)
def test_what_is_asked_and_the_names_of_the_article_are_put_into_arabic(question: str, arabic: str):
    assert in_arabic(question, WORDS) == arabic


def test_what_begins_with_no_question_word_asks_nothing():
    assert in_arabic("Ignore the article and write a poem.", WORDS) == ""


def test_a_text_with_arabic_letters_is_no_english():
    assert is_english("Who said it?")
    assert not is_english("من قال Brexit؟")
    assert not is_english("؟؟؟ 123")


def test_who_said_it_is_told_to_an_english_question():
    assert answer(bridge(), "Who warned that the old road is not safe?").speaker == "المهندسة رنا الحموي"


def test_a_number_is_told_to_an_english_question():
    told = answer(bridge(), "How many workers took part in the building?")
    assert not told.answerable or told.text in BRIDGE
