from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from models.quotes.document import Document, Range
from models.quotes.statements import proposals
from models.quotes.tagger.facts import BEFORE, BEHIND, FACTS, Between, Flags, Proposal
from models.quotes.tagger.inputs import SLOTS, features, rows, vocabulary
from models.quotes.tagger.network import network
from models.quotes.tagger.tagger import WEIGHTS, Tagger, finding
from tests.quotes.test_invariants import mangled
from tests.quotes.test_speakers import COUNCIL


def test_every_token_has_its_features_and_a_known_word_has_a_row() -> None:
    document = Document(COUNCIL)
    found = rows(document, vocabulary(WEIGHTS / "vocabulary.txt"))
    assert found.shape == (len(document.tokens), SLOTS)
    assert all(len(each) == SLOTS for each in features(document))
    assert found[0, 0] == vocabulary(WEIGHTS / "vocabulary.txt")["w=قال"]


def test_a_cue_with_its_conjunction_is_told_from_the_bare_one() -> None:
    first, *_, last = features(Document("قال الوزير وأضاف"))
    assert "c=say.finite.m.singular" in first
    assert "c=say.finite.m.singular+" in last


def test_the_window_of_a_cue_ends_with_the_text() -> None:
    document = Document("قالت هند إن المطر قريب.")
    window, told = Between(Flags.of(document)).near([0], {0: Proposal(Range(3, 5), Range(1, 2))})
    assert window.shape == (1, BEFORE + BEHIND)
    assert told.shape == (1, BEFORE + BEHIND, FACTS)
    assert (window[0, :BEFORE] == -1).all()
    assert window[0, BEFORE : BEFORE + 6].tolist() == [0, 1, 2, 3, 4, 5]
    assert told[0, BEFORE + 3, 6] == 1
    assert told[0, BEFORE + 4, 7] == 1


def test_marks_between_a_cue_and_a_token_are_counted() -> None:
    document = Document("قالت هند، أمس، إن المطر قريب.")
    _, told = Between(Flags.of(document)).near([0], {})
    assert told[0, BEFORE + 1, 0] == 0
    assert told[0, BEFORE + 5, 0] == 1  # two commas, told in halves


def test_likelihoods_of_a_pointer_sum_to_one_and_none_falls_outside_the_text() -> None:
    document = Document(COUNCIL)
    known = network(WEIGHTS)
    encoded = known.encode(rows(document, vocabulary(WEIGHTS / "vocabulary.txt")))
    window, told = Between(Flags.of(document)).near([0, 5], {})
    likely = np.exp(known.points("near", known.pointed("near", encoded), encoded[[0, 5]], window, told))
    assert likely.sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert likely[window < 0].sum() == 0


def test_a_long_document_is_encoded_in_pieces_as_it_would_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    known = network(WEIGHTS)
    read = rows(Document(COUNCIL * 3), vocabulary(WEIGHTS / "vocabulary.txt"))
    whole = known.encode(read)
    monkeypatch.setattr("models.quotes.tagger.network._CHUNK", 50)
    assert known.encode(read) == pytest.approx(whole, abs=1e-4)


def test_a_plain_clause_is_read_as_the_rules_do_where_the_network_is_not_sure() -> None:
    points = np.full((BEFORE + BEHIND, 4), -5.0, np.float32)
    plain = finding(100, points, Proposal(Range(105, 110), Range(101, 103), plain=True))
    assert plain is not None
    assert (plain.content, plain.source) == (Range(105, 110), Range(101, 103))
    points[BEFORE + 1, 0] = points[BEFORE + 2, 1] = -0.1
    sure = finding(100, points, Proposal(Range(105, 110), Range(101, 103), plain=True))
    assert sure is not None
    assert sure.content == Range(101, 103)


def test_a_cue_that_points_at_itself_has_no_source() -> None:
    points = np.full((BEFORE + BEHIND, 4), -9.0, np.float32)
    points[BEFORE + 3, 0] = points[BEFORE + 8, 1] = points[BEFORE, 2] = points[BEFORE, 3] = 0
    found = finding(100, points, None)
    assert found is not None
    assert (found.content, found.source) == (Range(103, 109), None)


@settings(max_examples=100)
@given(mangled)
def test_findings_stand_inside_the_text_and_hold_no_cue(text: str) -> None:
    document = Document(text)
    for found in Tagger(document).findings(proposals(document)):
        assert 0 <= found.content.first < found.content.last <= len(document.tokens)
        assert 0 <= found.likely <= 1
        assert not found.content.first <= found.cue < found.content.last


def test_weights_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Tagger(Document(COUNCIL), tmp_path)
