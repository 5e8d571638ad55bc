"""The glyphs of a PDF's page with what they say, where they stand and how large they are."""

import unicodedata
from dataclasses import dataclass, replace
from itertools import product
from math import hypot
from typing import Final

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, decode_text

from bot.errors import TooDemanding

_MOST: Final = 100_000  # glyphs on a page; a newspaper's largest has some 30,000
_UPRIGHT: Final = 0.1  # a letter that leans more stands on its side: a watermark, a title along the margin
_SHOWN_TWICE: Final = 0.15  # of the size: how near the same letter is drawn again to look bold
_CELL: Final = 2.0  # points: the squares in which letters are looked for again
_FORMS: Final = (("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"), ("\ufb00", "\ufb06"))


@dataclass(frozen=True, slots=True)
class Glyph:
    """Something drawn: `text` is what it says, in reading order where it is a ligature.

    `left`, `right`, `baseline` and `size` are in points, from the page's lower left corner; `at` counts in the order
    of drawing.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    at: int

    @property
    def is_mark(self) -> bool:
        """Whether it is a vowel sign that stands over or under a letter."""
        return all(map(unicodedata.combining, self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its glyphs, its height in points, whether there are pictures, and how many glyphs nothing names."""

    glyphs: tuple[Glyph, ...]
    height: float
    pictured: bool
    unnamed: int


class GlyphDevice(PDFTextDevice):
    """Takes what pdfminer draws; `page` returns the page that was drawn last.

    A stretch that is marked with what it says (/ActualText) becomes one glyph that says that: Chrome names ligatures
    so, and letters with their vowel signs.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._reset(0)

    def _reset(self, height: float) -> None:
        self._glyphs: list[Glyph] = []
        self._stretches: list[tuple[str | None, int]] = []
        self._height, self._pictured, self._unnamed, self._drawn = height, False, 0, 0

    def page(self) -> Page:
        """Return what was drawn since the page began."""
        return Page(_once(self._glyphs), self._height, self._pictured, self._unnamed)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:  # noqa: ARG002
        """Begin a page."""
        _, bottom, _, top = page.mediabox
        self._reset(top - bottom)

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:  # noqa: ARG002
        """Note what a stretch of the page says, where that is told."""
        said = props.get("ActualText") if isinstance(props, dict) else None
        self._stretches.append((decode_text(said) if isinstance(said, bytes) else None, len(self._glyphs)))

    def end_tag(self) -> None:
        """Make one glyph of a stretch that is marked with what it says."""
        said, since = self._stretches.pop() if self._stretches else (None, 0)
        drawn = self._glyphs[since:]
        if said is None or not drawn:
            return
        self._glyphs[since:] = [
            replace(
                max(drawn, key=lambda glyph: glyph.right - glyph.left),
                text=_letters(said),
                left=min(glyph.left for glyph in drawn),
                right=max(glyph.right for glyph in drawn),
            )
        ]

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        """Note that the page has a picture."""
        self._pictured = True

    def render_char(  # noqa: PLR0913, PLR0917 - as pdfminer calls it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> float:
        """Take a glyph, and return how far it moves the next one."""
        advance = font.char_width(cid) * fontsize * scaling
        self._drawn += 1
        if self._drawn > _MOST:
            raise TooDemanding
        along, lean, _, _, left, bottom = matrix
        size = abs(fontsize) * hypot(matrix[2], matrix[3])
        if size and along > 0 and abs(lean) <= _UPRIGHT * along:
            text = self._name(font, cid)
            baseline = bottom + rise * matrix[3]
            self._glyphs.append(Glyph(text, left, left + advance * along, baseline, size, self._drawn))
        return advance

    def _name(self, font: PDFFont, cid: int) -> str:
        try:
            return _letters(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            self._unnamed += 1
            return ""


def _letters(text: str) -> str:
    """Return the letters for the forms that they are drawn in: "ﻻ" is "لا"."""
    plain = "".join(
        unicodedata.normalize("NFKC", char).lstrip() if any(low <= char <= high for low, high in _FORMS) else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn"}
    )
    return " " if plain.isspace() else plain


def _once(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """Return the glyphs without those drawn again a hair's breadth away, to look bold or to cast a shadow."""
    drawn: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        column, row = int(glyph.left // _CELL), int(glyph.baseline // _CELL)
        near = (
            other
            for across, up in product((-1, 0, 1), repeat=2)
            for other in drawn.get((glyph.text, column + across, row + up), ())
        )
        if glyph.text and not any(_is_same(glyph, other) for other in near):
            drawn.setdefault((glyph.text, column, row), []).append(glyph)
            kept.append(glyph)
    return tuple(kept)


def _is_same(glyph: Glyph, other: Glyph) -> bool:
    nearest = min(_SHOWN_TWICE * glyph.size, _CELL)
    return abs(glyph.left - other.left) < nearest and abs(glyph.baseline - other.baseline) < nearest
