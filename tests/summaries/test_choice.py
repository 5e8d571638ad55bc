"""Which sentences are taken: what is known of them, what they weigh, and that no two say the same."""

from models.summaries.candidates import candidates
from models.summaries.diversity import distinct
from models.summaries.features import cosine, features, tfidf
from models.summaries.ranking import weighted
from models.summaries.terms import stem
from tests.summaries.articles import BRIDGE, BRIDGE_TITLE, read


def test_forms_of_a_word_have_one_stem_and_function_words_none():
    assert stem("القرار") == stem("قرار") == stem("قراره") == stem("والقرار")
    assert stem("في") == stem("الذي") == ""


def test_the_lead_weighs_most_and_a_sentence_that_shares_the_title_more_than_one_that_does_not():
    known, _ = features(candidates(read(BRIDGE, BRIDGE_TITLE), BRIDGE_TITLE), BRIDGE_TITLE)
    weights = [weighted(each) for each in known]
    assert weights.index(max(weights)) == 0
    assert known[0].title_shared > known[4].title_shared
    assert all(0 <= getattr(each, name) <= 1 for each in known for name in each.__slots__)


def test_a_sentence_at_the_head_that_a_conjunction_joins_is_no_lead():
    text = "و" + BRIDGE
    known, _ = features(candidates(read(text), BRIDGE_TITLE), BRIDGE_TITLE)
    assert known[0].lead == 0


def test_what_repeats_a_weightier_sentence_is_not_taken():
    vectors = tfidf([["جسر", "مرفا", "وزير"], ["جسر", "مرفا", "وزير", "نقل"], ["سمك", "سوق", "باعه"]])
    assert distinct([3.0, 2.0, 1.0], vectors, 3) == [0, 2]


def test_a_vector_has_length_one_and_nothing_in_common_is_no_nearness():
    one, other = tfidf([["جسر", "جسر", "مرفا"], ["سمك"]])
    assert abs(cosine(one, one) - 1) < 1e-9
    assert cosine(one, other) == 0
