"""The vectors and frequencies that ship with the program."""

import numpy as np

from models.answers.vectors import vectors
from models.arabic.normalise import fold
from models.arabic.stems import ARTICLES, frequency, stem


def nearness(one: str, other: str) -> float:
    left, right = vectors([stem(fold(one)), stem(fold(other))])
    return float(left @ right)


def test_words_of_one_field_are_nearer_than_words_of_two():
    assert nearness("نفط", "غاز") > nearness("نفط", "مدرب") + 0.2
    assert nearness("محكمة", "قاض") > nearness("محكمة", "مطر") + 0.2


def test_every_vector_has_length_one():
    assert np.allclose(np.linalg.norm(vectors(["نفط", "حكوم"]), axis=1), 1, atol=1e-5)


def test_an_unknown_stem_is_near_to_nothing():
    assert nearness("زخرفطوش", "نفط") == 0


def test_no_word_stands_in_more_articles_than_there_are():
    assert 0 < frequency("حكومه") < frequency("في") <= ARTICLES
    assert frequency("زخرفطوش") == 0
