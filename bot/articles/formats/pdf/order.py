"""The order in which the glyphs of a line are read.

A line of Arabic runs from right to left, numbers and Latin words in it from left to right. Reading it back from where
its glyphs stand is the display order of Unicode (UAX 9) turned around: runs that were turned are turned back.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.articles.formats.pdf.glyphs import Glyph

_GAP: Final = 0.17  # of the size: what parts two words where a program draws no spaces
_WIDE_GAP: Final = 0.5  # and where it does: letters that hang over ("فريق" in Amiri) leave narrower ones in a word
_SEPARATORS: Final = frozenset(".,:/\u066b\u066c\u060c")  # stay inside a number: 3.5, 1,200, 8:30, 14/1/2024
_SIGNS: Final = frozenset("%\u066a$€£")  # stay beside it
_TATWEEL: Final = "\u0640"
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING: Final = re.compile(r"(?:^|\s)[(\[«‹](?=\w)")
_CLOSING: Final = re.compile(r"(?:^|\s)[)\]»›](?=\w)")
_ENDLESS: Final = re.compile(r"\b[ةى]\w|\w\w[أإ]\b")  # no word begins or ends so, unless it is spelt backwards
_ENDED: Final = re.compile(r"\w[ةى]\b|\b[أإ]\w\w")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the program that wrote a PDF writes.

    mirrored: it names brackets as they look ("»" for what opens a quotation that runs to the left); stored: glyphs
    are stored in reading order and stand where they do for another reason, as under a scanned page.
    """

    mirrored: bool = False
    stored: bool = False


def habits_of(texts: Sequence[str]) -> Habits:
    """Return the habits that lines betray which were read without any."""
    text = "\n".join(texts)
    opening, closing = len(_OPENING.findall(text)), len(_CLOSING.findall(text))
    backwards = len(_ENDLESS.findall(text)) > 2 * len(_ENDED.findall(text))
    return Habits(mirrored=closing > opening, stored=backwards)


def text_of(glyphs: Sequence[Glyph], habits: Habits) -> str:
    """Return what a line's glyphs say, in the order of reading, without the strokes that stretch words ("ـ")."""
    return _ordered(glyphs, habits).replace(_TATWEEL, "").strip()


def _ordered(glyphs: Sequence[Glyph], habits: Habits) -> str:
    if habits.stored:
        return "".join(_spaced(sorted(glyphs, key=lambda glyph: glyph.at)))
    bases = _with_marks(sorted(glyphs, key=lambda glyph: (glyph.left, glyph.at)))
    pieces = _spaced(bases)
    kinds = [_kind(piece) for piece in pieces]
    if "L" in kinds and "R" not in kinds:
        return "".join(pieces)
    return _from_the_right(pieces, kinds, habits)


def _with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs from left to right, each with the vowel signs that stand over or under it."""
    bases = {glyph.at: glyph for glyph in glyphs if not glyph.is_mark}
    letters = [glyph for glyph in bases.values() if glyph.text != " "]
    for mark in sorted((glyph for glyph in glyphs if glyph.is_mark), key=lambda glyph: glyph.at):
        if letters:
            middle = (mark.left + mark.right) / 2
            at = min(letters, key=lambda base: max(base.left - middle, middle - base.right)).at
            base = bases[at]
            left, right = min(base.left, mark.left), max(base.right, mark.right)
            bases[at] = replace(base, text=base.text + mark.text, left=left, right=right)
    return list(bases.values())


def _spaced(glyphs: Sequence[Glyph]) -> list[str]:
    """Return what the glyphs say with one blank between words, whether blanks are drawn or left."""
    gap = _WIDE_GAP if any(glyph.text == " " for glyph in glyphs) else _GAP
    pieces = [glyphs[0].text] if glyphs else []
    for before, glyph in pairwise(glyphs):
        apart = max(glyph.left - before.right, before.left - glyph.right)
        if apart > gap * max(before.size, glyph.size) and " " not in {before.text, glyph.text}:
            pieces.append(" ")
        if glyph.text != " " or pieces[-1] != " ":
            pieces.append(glyph.text)
    return pieces


def _kind(piece: str) -> str:
    """Return R for a letter of Arabic, L for one of Latin, N for a digit, else "-"."""
    for char in piece:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return "R"
        if direction in {"L", "EN", "AN"}:
            return "L" if direction == "L" else "N"
    return "-"


def _from_the_right(pieces: Sequence[str], kinds: Sequence[str], habits: Habits) -> str:
    read: list[str] = []
    at = 0
    while at < len(pieces):
        end = _run_end(pieces, kinds, at)
        run = "".join(pieces[at:end])
        single = end == at + 1 and kinds[at] == "-"
        read.append(run.translate(_MIRRORED) if single and habits.mirrored else run)
        at = end
    return "".join(reversed(read))


def _run_end(pieces: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Return where the run ends that begins at a piece and is read from left to right; one piece if it is none."""
    if kinds[start] == "L":
        return _latin_end(kinds, start)
    if kinds[start] != "N":
        return start + 1
    end = start + 1
    while end < len(kinds) and (
        kinds[end] == "N" or (pieces[end] in _SEPARATORS and end + 1 < len(kinds) and kinds[end + 1] == "N")
    ):
        end += 1
    if end < len(kinds) and kinds[end] == "L":  # "5G"
        return _latin_end(kinds, end)
    return end + 1 if end < len(kinds) and pieces[end] in _SIGNS else end


def _latin_end(kinds: Sequence[str], start: int) -> int:
    """Return where Latin words end: "BlueRiver Ltd", "Boeing 737", the signs between them and not those after."""
    end = at = start + 1
    while at < len(kinds) and kinds[at] != "R":
        at += 1
        if kinds[at - 1] in {"L", "N"}:
            end = at
    return end
