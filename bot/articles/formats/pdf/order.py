"""The order in which the glyphs of a line are read.

A line of Arabic runs from right to left, numbers and Latin words in it from left to right. Reading it back from where
its glyphs stand is the display order of Unicode (UAX 9) turned around: runs that were turned are turned back.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.articles.formats.pdf.glyphs import Glyph

_GAP: Final = 0.17  # of the size: what parts two words
_WIDE_GAP: Final = 0.3  # and two letters of Arabic where blanks are drawn: "فريق" has narrower ones inside, in Amiri
_REACH: Final = 0.5  # of the size: how far a vowel sign may stand from its letter
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
    pieces = _spaced(sorted(_with_marks(glyphs), key=lambda glyph: (glyph.left + glyph.right, glyph.at)))
    kinds = [_kind(piece) for piece in pieces]
    if "L" in kinds and "R" not in kinds:
        return "".join(pieces)
    return _from_the_right(pieces, kinds, habits)


def _with_marks(glyphs: Sequence[Glyph]) -> Iterable[Glyph]:
    """Return the glyphs, each with the vowel signs that stand over or under it."""
    marks = sorted((glyph for glyph in glyphs if glyph.is_mark), key=lambda glyph: glyph.at)
    bases = {glyph.at: glyph for glyph in sorted(glyphs, key=lambda glyph: glyph.at) if not glyph.is_mark}
    letters = [glyph for glyph in bases.values() if glyph.text != " "]
    arabic = [glyph.left for glyph in letters if _kind(glyph.text) == "R"]
    forward = sum((after > before) - (after < before) for before, after in pairwise(arabic)) > 0
    for mark in marks if letters else ():
        at = _under(mark, letters, forward=forward).at
        base = bases[at]
        left, right = min(base.left, mark.left), max(base.right, mark.right)
        bases[at] = replace(base, text=base.text + mark.text, left=left, right=right)
    return bases.values()


def _under(mark: Glyph, letters: Sequence[Glyph], *, forward: bool) -> Glyph:
    """Return the letter that a vowel sign belongs to: its neighbour in the order of drawing, else the nearest one.

    A sign may be drawn from where the letter to its left begins. It is stored after its letter where letters are
    stored as they are read, before it where they are stored from left to right.
    """

    def away(letter: Glyph) -> float:
        middle = (mark.left + mark.right) / 2
        return max(letter.left - middle, middle - letter.right)

    if forward:
        stored = next((letter for letter in letters if letter.at > mark.at), None)
    else:
        stored = next((letter for letter in reversed(letters) if letter.at < mark.at), None)
    if stored and away(stored) <= _REACH * stored.size:
        return stored
    return min(letters, key=away)


def _spaced(glyphs: Sequence[Glyph]) -> list[str]:
    """Return what the glyphs say with one blank between words, whether blanks are drawn or left."""
    wide = _WIDE_GAP if any(glyph.text == " " for glyph in glyphs) else _GAP
    pieces = [glyph.text for glyph in glyphs[:1]]
    for before, glyph in pairwise(glyphs):
        apart = max(glyph.left - before.right, before.left - glyph.right) / max(before.size, glyph.size)
        gap = wide if _kind(before.text) == _kind(glyph.text) == "R" else _GAP
        if apart > gap and " " not in {before.text, glyph.text}:
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
