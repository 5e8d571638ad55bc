"""Which sentences are taken: how much of a summary each holds, and that no two say the same."""

import numpy as np

from models.summaries.candidates import candidates
from models.summaries.choice import choice
from models.summaries.diversity import distinct
from models.summaries.salience import FACTS, expected, word_facts
from models.summaries.terms import stem
from models.summaries.vectors import cosine, tfidf
from tests.summaries.articles import BRIDGE, BRIDGE_TITLE, read


def test_forms_of_a_word_have_one_stem_and_function_words_none():
    assert stem("القرار") == stem("قرار") == stem("قراره") == stem("والقرار")
    assert stem("في") == stem("الذي") == ""


def test_the_lead_holds_most_of_a_summary():
    worth = expected(candidates(read(BRIDGE, BRIDGE_TITLE), BRIDGE_TITLE), BRIDGE_TITLE)
    assert worth.index(max(worth)) == 0
    assert all(0 <= each <= 1 for each in worth)


def test_without_its_lead_an_article_is_told_by_the_sentence_that_the_title_speaks_of():
    lead, *rest = BRIDGE.split("\n")
    text = "\n".join([*rest[2:], lead])
    offered = choice(read(text, BRIDGE_TITLE))
    assert offered.found[offered.weights.index(max(offered.weights))].sentence.of(text) == lead


def test_of_every_word_as_many_facts_are_known_and_none_without_a_sentence():
    found = candidates(read(BRIDGE, BRIDGE_TITLE), BRIDGE_TITLE)
    words, facts = word_facts(found, BRIDGE_TITLE)
    assert facts.shape == (len(words), FACTS)
    assert np.isfinite(facts).all()
    assert set(words) == {norm for each in found for norm in each.norms}
    assert word_facts([], None)[1].shape == (0, FACTS)
    assert expected([], None) == []


def test_what_repeats_a_weightier_sentence_is_not_taken():
    vectors = tfidf([["جسر", "مرفا", "وزير"], ["جسر", "مرفا", "وزير", "نقل"], ["سمك", "سوق", "باعه"]])
    assert distinct([3.0, 2.0, 1.0], vectors, 3) == [0, 2]


def test_a_vector_has_length_one_and_nothing_in_common_is_no_nearness():
    one, other = tfidf([["جسر", "جسر", "مرفا"], ["سمك"]])
    assert abs(cosine(one, one) - 1) < 1e-9
    assert cosine(one, other) == 0
