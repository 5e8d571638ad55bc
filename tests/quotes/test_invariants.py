import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.quotes import attribute
from models.reading import Article
from tests.quotes.test_speakers import COUNCIL

WORDS = "إن أن قال وأضاف مضيفا بحسب وفقا لما نقلا عن قوله الذي وصف بأنه حسبما أفادت كما جاء في ل 123 CNN ـ"
MARKS = [":", "،", ".", '"', "«", "»", "“", "”", "\n", "؛", "(", ")", "-", "\u200f"]
PIECES = [*COUNCIL.split(), *WORDS.split(), *MARKS]
mangled = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


@settings(max_examples=300)
@given(mangled | st.text(max_size=200))
def test_no_text_breaks_the_reading_and_every_quote_is_a_slice(text: str) -> None:
    found = attribute(Article(text))
    assert found.article.text == text
    for number, quote in enumerate(found.quotes):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.of(text).strip()
        assert 0 <= quote.confidence <= 1
        assert quote.speaker is None or 0 <= quote.speaker < len(found.speakers)
        assert quote.nested_in is None or quote.nested_in < number
        assert quote.mention is None or quote.mention.of(text).strip()
    assert all(speaker.name.strip() for speaker in found.speakers)


HOSTILE = [COUNCIL, "قال الوزير «", "قال: ", '«قال إن "', "قال زيد إن ", "بحسب زيد، ", 'وقال فلان إن "نعم" ', "قال، "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        start = time.perf_counter()
        attribute(Article(piece * (length // len(piece))))
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(48_000) < 30 * max(seconds(6_000), 0.01)


def test_a_thousand_opening_marks_are_read_at_once() -> None:
    assert attribute(Article('قال "' * 1_000)).article


@pytest.mark.parametrize(
    "ending", ["وفقا ل", "بحسب", "بحسب ما", "نقلا عن", "حسبما أفاد", "وفقا لما أكده", "قوله", "وأضاف", "بـ", "الذي"]
)
def test_a_text_that_breaks_off_is_read(ending: str) -> None:
    assert attribute(Article(f"فتح الجسر أمام السيارات، {ending}")).article
