"""Where each word of a sentence stands in an article when all of them are laid beside it together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.summaries.support.claim import Claim, Match, coverage
from models.summaries.support.counts import places
from models.summaries.support.figures import Figure
from models.summaries.support.source import SAME

_ROWS = 8  # rows of the article that tell most of the sentence
_PLACES = 16  # of one word in them
_STEP, _FARTHEST = 0.04, 12  # cost of a word between two, and from where on more of them cost no more
_JUMP, _ROW, _MOST_ROWS = 0.45, 0.05, 4  # cost of another row, and of each row between the two

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Item:
    """A word or number of a sentence with the place of the article that it was laid on, row and word in it, if any.

    `how` is how surely that place has it, `strength` how surely the article has it anywhere.
    """

    at: int
    match: Match | None
    figure: Figure | None
    strength: float
    place: tuple[int, int] | None
    how: float


def aligned(claim: Claim, left_out: frozenset[int] = frozenset()) -> tuple[Item, ...]:
    """Return the words and numbers of a sentence in order, laid on the article so that neighbours stay together.

    Words whose numbers are `left_out` count as not told, which is how examples of freer wording are made.
    """
    rows = _telling(claim)
    found = [_of_match(each, rows, each.at in left_out) for each in claim.matches]
    found += [_of_figure(claim, each, rows) for each in claim.figures if each.value is not None and not each.dual]
    found.sort(key=lambda each: each[0].at)
    chosen = _path([(item.at, options) for item, options in found])
    return tuple(_laid(item, option) for (item, _), option in zip(found, chosen, strict=True))


Option = tuple[int, int, float]


def _telling(claim: Claim) -> frozenset[int]:
    covered = coverage(claim.topical, len(claim.source.rows))
    return frozenset(sorted(range(len(covered)), key=lambda row: -covered[row])[:_ROWS])


def _of_match(match: Match, rows: frozenset[int], silent: bool) -> tuple[Item, list[Option]]:  # noqa: FBT001
    item = Item(match.at, match, None, 0.0 if silent else match.strength, None, 0.0)
    if silent:
        return item, []
    options = [(row, at, how) for row, placed in match.places.items() if row in rows for at, how in placed]
    if not options:
        options = [(row, at, how) for row, placed in match.places.items() for at, how in placed]
    return item, sorted(options, key=lambda option: -option[2])[:_PLACES]


def _of_figure(claim: Claim, figure: Figure, rows: frozenset[int]) -> tuple[Item, list[Option]]:
    told = [(row, each.first, SAME) for row, each in places(claim.source, figure.value or 0)]
    near = [option for option in told if option[0] in rows] or told
    return Item(figure.first, None, figure, float(bool(told)), None, 0.0), near[:_PLACES]


def _path(found: Sequence[tuple[int, list[Option]]]) -> list[Option | None]:
    """Return which place each word is laid on: sure ones, with few words and rows jumped between neighbours."""
    chosen: list[Option | None] = [None] * len(found)
    known = [n for n, (_, options) in enumerate(found) if options]
    if not known:
        return chosen
    score, back = np.array([option[2] for option in found[known[0]][1]]), []
    for before, n in zip(known, known[1:], strict=False):
        moved = score[:, None] - _cost(found[before], found[n])
        back.append(moved.argmax(0))
        score = moved.max(0) + [option[2] for option in found[n][1]]
    at = int(score.argmax())
    for n, step in zip(reversed(known), [*reversed(back), None], strict=True):
        chosen[n] = found[n][1][at]
        at = int(step[at]) if step is not None else 0
    return chosen


def _cost(one: tuple[int, list[Option]], other: tuple[int, list[Option]]) -> Floats:
    a, b = (np.array([option[:2] for option in options]) for _, options in (one, other))
    rows = np.abs(b[None, :, 0] - a[:, None, 0])
    words = np.abs(b[None, :, 1] - a[:, None, 1] - (other[0] - one[0]))
    cost = np.where(rows == 0, _STEP * np.minimum(words, _FARTHEST), _JUMP + _ROW * np.minimum(rows, _MOST_ROWS))
    return cost.astype(np.float32)


def _laid(item: Item, option: Option | None) -> Item:
    if option is None:
        return item
    row, at, how = option
    return Item(item.at, item.match, item.figure, item.strength, (row, at), how)
