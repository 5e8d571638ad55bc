"""Sizes that are told without a number: "آلاف الطلاب", "ثلث السكان"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.arabic.normalise import fold
from models.arabic.words import bare
from models.once import once
from models.support.figures import Figure, period
from models.support.lexicon import table

_FILE = "figures.toml"
_WITHIN = 1000  # "آلاف" can stand for as many as end short of a million
_YEARS = range(1900, 2051)  # "2018" is no thousands
_NEAR = 2.0  # percent by which a share may miss a number


@dataclass(frozen=True, slots=True)
class Size:
    """A size that is told by words, `words[first:last]`: the least number that it can stand for, or a share of 100."""

    first: int
    last: int
    value: float
    share: bool

    def fits(self, number: float) -> bool:
        """Say whether the size can be told of a number, a share of one in percent."""
        if self.share:
            return abs(number - self.value) <= _NEAR
        return self.value <= number < _WITHIN * self.value and number not in _YEARS

    def agrees(self, other: "Size") -> bool:
        """Say whether another size tells the same."""
        return (self.value, self.share) == (other.value, other.share)


def sizes(norms: Sequence[str], among: Sequence[Figure]) -> Iterator[Size]:
    """Yield the sizes among the folded words of a sentence that are no part of its numbers and no span of time."""
    counted = {at for each in among if each.last - each.first > 1 for at in range(each.first, each.last)}
    at = 0
    while at < len(norms):
        last, value = at, 1.0
        while last < len(norms) and last not in counted and (scale := _known("sizes", norms[last])) is not None:
            last, value = last + 1, value * scale
        share = _known("shares", norms[at]) if at not in counted else None
        if last > at:
            yield Size(at, last, value, share=False)
        elif share is not None and period("".join(norms[at + 1 : at + 2])) is None:
            yield Size(at, at + 1, share, share=True)
        at = max(last, at + 1)


def rounds(size: Size, after: str) -> tuple[tuple[str, ...], ...]:
    """Return the other names of the round of a cup that a share names with the word behind it: "ربع النهائي"."""
    named = table(_FILE)["rounds"].get(str(int(size.value)), ()) if size.share and bare(after).startswith("نها") else ()
    return tuple(tuple(fold(name).split()) for name in named)


def _known(group: str, norm: str) -> float | None:
    """Return what a folded word of one of the lists counts, with or without what is written onto it."""
    shapes = (norm, bare(norm), *((norm[1:], bare(norm[1:])) if norm[:1] in "وبلف" else ()))
    return next((_values(group)[shape] for shape in shapes if shape in _values(group)), None)


@once
def _values(group: str) -> dict[str, float]:
    return {fold(word): float(value) for value, words in table(_FILE)[group].items() for word in words}
