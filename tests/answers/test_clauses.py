"""What is shown of a long sentence."""

from models.answers.clauses import LONGEST, clause
from models.answers.index import Index
from models.answers.terms import terms
from models.arabic.words import words
from models.reading import Span
from tests.answers.articles import attribution

FILLER = "وسار الناس في الشوارع والساحات "
SENTENCE = FILLER * 8 + "ثم بنى المهندس حاتم برجا عاليا " + FILLER * 8


def test_a_short_sentence_is_shown_whole():
    text = "بنى المهندس حاتم برجا عاليا."
    assert clause(Index(attribution(text, [])), 0, (), None).of(text) == text


def test_of_a_long_sentence_the_words_around_what_is_asked_are_shown():
    index = Index(attribution(SENTENCE, []))
    shown = clause(index, 0, index.match(tuple(terms(words("من بنى البرج العالي")))), None).of(SENTENCE)
    assert "المهندس حاتم" in shown
    assert len(shown.split()) == LONGEST


def test_a_short_answer_is_never_cut_off():
    index = Index(attribution(SENTENCE, []))
    at = SENTENCE.rindex("الساحات")
    shown = clause(index, 0, (), Span(at, at + len("الساحات")))
    assert shown.covers(Span(at, at + len("الساحات")))
