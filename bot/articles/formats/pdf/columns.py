"""The lines of a page in the order of reading: from the top, and the right column before the left one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from statistics import median
from typing import Final

from bot.articles.formats.pdf.glyphs import Glyph

_SAME_LINE: Final = 0.4  # of the size: how far baselines on a line lie apart, small raised figures among them
_PART: Final = 0.8  # of the size: a gap that may be the space between two columns
_CROSSING: Final = 0.15  # of the lines, or a few: titles and pictures' captions that run across two columns
_FEW: Final = 2
_FEWEST: Final = 3  # lines that a column has
_STEPS: Final = 1_000  # at most across a page, however far off it something was drawn
_MARGIN: Final = 0.15  # of the width: what is nearer to an edge is an indent and no column


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column; left, right, baseline and size as of a glyph, `edges` the column's left and right."""

    glyphs: tuple[Glyph, ...]
    edges: tuple[float, float] = (0, 0)

    @property
    def left(self) -> float:
        """Where the line ends."""
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        """Where the line begins."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """The height at which its letters stand."""
        return median(glyph.baseline for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return median(glyph.size for glyph in self.glyphs)


Row = tuple[Line, ...]
"""What stands at one height of a page: the parts that wide gaps leave, from left to right."""


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the rows of a page from its top."""
    return [_parts(row) for row in _rows(glyphs)]


def lines_of(rows: Sequence[Row]) -> Iterator[Line]:
    """Yield the lines of rows in the order of reading: of two columns first all of the right one."""
    gutter = _gutter(rows)
    if gutter is None:
        yield from _whole(rows) if rows else ()
        return
    for crosses, band in groupby(rows, key=lambda row: any(part.left < gutter < part.right for part in row)):
        within = list(band)
        if crosses:
            yield from _whole(within)
            continue
        for side in (1, -1):
            column = (tuple(part for part in row if (part.left - gutter) * side > 0) for row in within)
            yield from lines_of([row for row in column if row])


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if not glyph.is_mark), key=lambda glyph: -glyph.baseline):
        row = rows[-1] if rows else None
        if row and row[0].baseline - glyph.baseline <= _SAME_LINE * max(row[0].size, glyph.size):
            row.append(glyph)
        else:
            rows.append([glyph])
    rows = [row for row in rows if any(glyph.text != " " for glyph in row)]
    for mark in (glyph for glyph in glyphs if glyph.is_mark):  # vowel signs may stand far above their line
        if rows:
            min(rows, key=lambda row: abs(row[0].baseline - mark.baseline)).append(mark)
    return rows


def _parts(row: Sequence[Glyph]) -> Row:
    drawn = sorted((glyph for glyph in row if glyph.text != " "), key=lambda glyph: glyph.left)
    cuts, reach = [-inf], drawn[0].right
    for glyph in drawn[1:]:
        if glyph.left - reach > _PART * glyph.size:
            cuts.append(glyph.left)
        reach = max(reach, glyph.right)
    between = pairwise([*cuts, inf])
    return tuple(Line(tuple(glyph for glyph in row if low <= glyph.left < high)) for low, high in between)


def _whole(rows: Sequence[Row]) -> Iterator[Line]:
    edges = _edges(rows)
    return (Line(tuple(glyph for part in row for glyph in part.glyphs), edges) for row in rows)


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return the middle of the widest strip that hardly any line crosses and that has lines on both sides."""
    if len(rows) < _FEWEST:
        return None
    left, right = _edges(rows)
    size = median(part.size for row in rows for part in row)
    spans = [(part.left, part.right) for row in rows for part in row]
    margin = _MARGIN * (right - left)
    free, best = 0.0, (0.0, 0.0)
    step = max(size / 4, (right - left) / _STEPS)
    at = left + margin
    while at < right - margin:
        crossing = sum(low < at < high for low, high in spans)
        free = free + step if crossing <= max(_FEW, _CROSSING * len(rows)) else 0.0
        if free > best[0] and _has_columns(spans, at - free / 2):
            best = (free, at - free / 2)
        at += step
    return best[1] if best[0] >= _PART * size else None


def _has_columns(spans: Sequence[tuple[float, float]], at: float) -> bool:
    """Say whether there are lines enough on both sides."""
    return min(sum(high <= at for _, high in spans), sum(low >= at for low, _ in spans)) >= _FEWEST
