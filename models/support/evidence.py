"""Where an article tells what a sentence tells: the shortest run of its sentences that proves it."""

from collections.abc import Sequence

from models.reading import Span
from models.support.claim import Claim, Match

_STRETCH = 5  # words of a sentence that are held against the article together
_NEW = 0.33  # share of them that two neighbouring rows have to have, or what they tell is new
_LONGEST = 4  # sentences of a run of evidence
_GAIN = 0.08  # share of a sentence that one more sentence has to add to be worth showing


def is_loose(claim: Claim) -> bool:
    """Say whether some stretch of a sentence stands nowhere in the article together."""
    last = max(1, len(claim.topical) - _STRETCH + 1)
    return any(_together(claim.topical[at : at + _STRETCH]) < _NEW for at in range(last))


def evidence(claim: Claim) -> Span:
    """Return the shortest run of whole sentences of the article that tells what a sentence tells."""
    sentences = claim.source.sentences
    first = max(range(len(sentences)), key=lambda row: _told(claim.matches, range(row, row + 1)))
    best = range(first, first + 1)
    while len(best) < _LONGEST:
        longer = (range(best.start - 1, best.stop), range(best.start, best.stop + 1))
        within = [run for run in longer if run.start >= 0 and run.stop <= len(sentences)]
        wider = max(within, key=lambda run: _told(claim.matches, run), default=best)
        if _told(claim.matches, wider) - _told(claim.matches, best) < _GAIN:
            break
        best = wider
    return Span(sentences[best.start].start, sentences[best.stop - 1].end)


def _together(stretch: Sequence[Match]) -> float:
    """Return how much of some words the two neighbouring rows have that have the most."""
    rows = {row for each in stretch for row in each.places}
    return max((_told(stretch, range(row - step, row - step + 2)) for row in rows for step in (0, 1)), default=0.0)


def _told(matches: Sequence[Match], rows: range) -> float:
    """Return how much of some words a run of rows has, by weight, from 0 to 1."""
    total = sum(each.term.weight for each in matches) or 1.0
    return sum(each.term.weight * max(each.within(row) for row in rows) for each in matches) / total
