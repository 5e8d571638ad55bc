"""Meanings as numbers, by the encoder that comes with its package."""

import numpy as np

from models.answers.encoder import LONGEST, meaning_of, meanings_of


def nearness(one: str, other: str) -> float:
    left, right = meanings_of((one, other))
    return float(left @ right)


def test_sentences_that_tell_alike_are_nearer_than_others():
    asked = "من قال إن الجسر آمن؟"
    assert nearness(asked, "المهندس يؤكد سلامة الجسر") > nearness(asked, "ارتفعت أسعار القمح في الأسواق") + 0.1


def test_a_question_in_english_is_near_to_what_it_asks_about():
    asked = "Who said that the bridge is safe?"
    assert nearness(asked, "الجسر آمن") > nearness(asked, "ارتفعت أسعار القمح") + 0.1


def test_every_row_has_length_one_whatever_the_text():
    rows = meanings_of(("", "؟", "جسر", "🙂", "ـ" * 1000))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert meanings_of(()).shape == (0, 512)


def test_of_an_endless_text_only_the_beginning_is_read():
    endless = "جسر " * 20_000
    assert np.allclose(meaning_of(endless), meaning_of(endless[:LONGEST]))
