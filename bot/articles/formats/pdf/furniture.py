"""What stands on pages beside the text: heads and feet that recur, page numbers, what a browser prints around them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from bot.articles.formats.pdf.columns import Row, rows_of
from bot.articles.formats.pdf.glyphs import Page
from bot.articles.formats.pdf.order import Habits, text_of

_MARGIN: Final = 0.12  # of the page's height: where heads and feet stand
_RECURRING: Final = 0.5  # of the pages: heads that odd and even pages share by turns stand on half of them
_APART: Final = 1.35  # of the usual distance: what stands farther from the text is not its next line
_FIGURES: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"(?:صفحة|الصفحة|ص|page|p)?[\s.:|\-–—]*\d{1,4}(?:\s*(?:من|of|/|-)\s*\d{1,4})?[\s.|\-–—]*|\w{1,2}", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:\d+/\d+\s+)?(?:https?|file)://\S+(?:\s+\d+/\d+)?")
_TIME: Final = re.compile(r"\b\d{1,2}:\d{2}\b")


@dataclass(frozen=True, slots=True)
class _Placed:
    row: Row
    text: str
    baseline: float
    size: float
    at_edge: bool

    @property
    def key(self) -> tuple[str, int]:
        """What a head has in common on every page: its words but for figures, and its height."""
        return _FIGURES.sub("0", self.text), round(self.baseline / 4)


def text_rows(pages: Sequence[Page]) -> list[list[Row]]:
    """Return the rows of each page that are its text."""
    placed = [[_placed(row, page.height) for row in rows_of(page.glyphs)] for page in pages]
    seen = Counter(key for page in placed for key in {one.key for one in page if one.at_edge})
    fewest, apart = max(2, _RECURRING * len(pages)), _APART * _pitch(placed)
    return [
        [one.row for one in page if not (one.at_edge and (seen[one.key] >= fewest or _is_furniture(one, page, apart)))]
        for page in placed
    ]


def _placed(row: Row, height: float) -> _Placed:
    glyphs = [glyph for part in row for glyph in part.glyphs]
    baseline, size = median(glyph.baseline for glyph in glyphs), median(glyph.size for glyph in glyphs)
    at_edge = not _MARGIN * height < baseline < (1 - _MARGIN) * height
    return _Placed(row, text_of(glyphs, Habits()), baseline, size, at_edge)


def _pitch(pages: Sequence[Sequence[_Placed]]) -> float:
    """Return the usual distance of two rows, in sizes of their letters."""
    distances = [(above.baseline - row.baseline) / row.size for page in pages for above, row in pairwise(page)]
    return median(distances) if distances else 1.5


def _is_furniture(placed: _Placed, page: Sequence[_Placed], apart: float) -> bool:
    """Say whether a row is a page's number, or the address or the time that a browser prints around a page.

    "2030." may be all that a column's last row holds, so a number counts only where it stands apart.
    """
    if _ADDRESS.fullmatch(placed.text):
        return True
    if _TIME.search(placed.text) and placed is page[0]:
        return any(_ADDRESS.fullmatch(one.text) for one in page if one.at_edge)
    near = min((abs(one.baseline - placed.baseline) for one in page if one is not placed), default=apart * placed.size)
    return _NUMBER.fullmatch(placed.text) is not None and near >= apart * placed.size
