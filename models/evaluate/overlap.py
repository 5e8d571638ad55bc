"""When two spans count as one and two names as one person's.

Spans are compared by the words that they cover, as Pareti (2015) and the Gender Gap Tracker compare quotes; names by
their words without titles' small words and clitics.
"""

from collections import Counter
from collections.abc import Sequence

from models.arabic.words import Word, bare, words
from models.quotes.cues import is_complementiser
from models.reading import Span

_SMALL = frozenset(("في", "من", "علي", "عن", "الي"))


def covered(among: Sequence[Word], span: Span) -> frozenset[int]:
    """Return the numbers of the words that a span covers, a leading أن or إن left out."""
    inside = [n for n, word in enumerate(among) if span.covers(word)]
    while inside and is_complementiser(among[inside[0]].norm):
        inside.pop(0)
    return frozenset(inside)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of words that two spans have in common, intersection over union."""
    return len(a & b) / len(a | b) if a | b else 0.0


def same_person(name: str | None, accepted: Sequence[str]) -> bool:
    """Say whether a name agrees by half its words (F1) with one that is accepted."""
    return any(_agreement(_name(name or ""), _name(each)) >= 0.5 for each in accepted)


def _name(text: str) -> Counter[str]:
    return Counter(bare(word.norm) for word in words(text) if word.norm not in _SMALL)


def _agreement(a: Counter[str], b: Counter[str]) -> float:
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0
