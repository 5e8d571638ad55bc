"""Lines joined to paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from bot.articles.formats.pdf.columns import Line

_LOOSE: Final = 1.35  # of the usual distance of two lines: more parts two paragraphs
_SIZES_DIFFER: Final = 1.12  # a heading's letters are larger
_INDENT: Final = 0.8  # of the size: what begins so far in begins a paragraph
_SHORT: Final = 0.12  # of the column's width: what ends so far from its edge may end a paragraph
_ENDS: Final = (".", "!", "؟", "?", "…", "»", '"', "”")
_PARTED: Final = re.compile(r"(?<=[0-9A-Za-z])- (?=[0-9A-Za-z])")  # by a line's end: "555-" "0142"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with what it says, and the number of its page."""

    text: str
    line: Line
    page: int


def paragraphs_of(lines: Sequence[Placed]) -> list[str]:
    """Return the paragraphs that lines make, in order; one that goes on in the next column or page is joined."""
    paragraphs = [[placed.text] for placed in lines[:1]]
    pitch = _pitch(lines)
    for before, placed in pairwise(lines):
        if _goes_on(before, placed, pitch):
            paragraphs[-1].append(placed.text)
        else:
            paragraphs.append([placed.text])
    return [_PARTED.sub("-", " ".join(paragraph)) for paragraph in paragraphs]


def _pitch(lines: Sequence[Placed]) -> float:
    """Return the usual distance of two lines, in sizes of their letters."""
    distances = [
        _distance(before, placed)
        for before, placed in pairwise(lines)
        if _is_below(before, placed) and not _sizes_differ(before, placed)
    ]
    return median(distances) if distances else 1.5


def _goes_on(before: Placed, placed: Placed, pitch: float) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    if _sizes_differ(before, placed) or _ends_short(before) or (_is_indented(placed) and not _is_indented(before)):
        return False
    if not _is_below(before, placed):
        return not before.text.endswith(_ENDS)
    return _distance(before, placed) <= _LOOSE * pitch


def _is_below(before: Placed, placed: Placed) -> bool:
    """Say whether a line follows in the same column."""
    same = all(
        abs(one - other) < placed.line.size for one, other in zip(before.line.edges, placed.line.edges, strict=True)
    )
    return before.page == placed.page and same and before.line.baseline > placed.line.baseline


def _distance(before: Placed, placed: Placed) -> float:
    return (before.line.baseline - placed.line.baseline) / placed.line.size


def _sizes_differ(before: Placed, placed: Placed) -> bool:
    small, large = sorted((before.line.size, placed.line.size))
    return large > _SIZES_DIFFER * small


def _is_indented(placed: Placed) -> bool:
    return placed.line.edges[1] - placed.line.right > _INDENT * placed.line.size


def _ends_short(placed: Placed) -> bool:
    left, right = placed.line.edges
    return placed.line.left - left > _SHORT * (right - left) and placed.text.endswith(_ENDS)
