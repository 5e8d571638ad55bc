"""The pieces that a reply is made of on Telegram, before any markup, and how to cut one that is too long."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from bot import direction
from models.reading import Span

_SENTENCE_END: Final = re.compile(r"[.!?؟…؛][\"'»”’)\]]*(?=\s)")
_LINE_END: Final = re.compile(r"\n")
_WORD_END: Final = re.compile(r"\s")
_ACCENTS: Final = 8  # more marks than these stand on no letter that anyone wrote


def units(text: str) -> int:
    """Return how long Telegram counts the text: in UTF-16 code units, so that an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(frozen=True)
class Piece:
    """A stretch of a reply: `text` already neutral and stripped, `bold` an offset pair into it.

    `tight` stands on the line after what comes before it, else after a blank line; `leads` belongs to what
    comes after it; `quoted` goes into a block quote; `rtl` has its lines read right to left.
    """

    text: str
    rtl: bool = True
    bold: Span | None = None
    quoted: bool = False
    tight: bool = False
    leads: bool = False

    @cached_property
    def marks(self) -> list[tuple[int, str]]:
        """The marks of direction to insert into the text, and where."""
        return direction.marks(self.text) if self.rtl else []

    @cached_property
    def size(self) -> int:
        """The length that Telegram counts, marks included."""
        return units(self.text) + len(self.marks)

    def shown(self, start: int, end: int) -> str:
        """Return `text[start:end]` with its marks; neighbouring stretches give each mark once."""
        shown, at = [], start
        for place, mark in self.marks:
            if start <= place < end or place == end == len(self.text):
                shown += [self.text[at:place], mark]
                at = place
        return "".join([*shown, self.text[at:end]])

    def cut(self, room: int) -> tuple["Piece", ...]:
        """Return the piece in parts of at most `room`: cut between lines, else sentences, else words."""
        parts, rest = [], self
        while len(rest.text) > room or rest.size > room:  # the length first: the size reads the whole rest
            end = rest._end_within(room)
            parts.append(rest._part(0, end))
            rest = rest._part(end, len(rest.text))
        return (*parts, rest)

    def _end_within(self, room: int) -> int:
        """Return where to end a first part of at most `room`."""
        window = replace(self, text=self.text[:room], bold=None)
        marked = [place for place, _ in window.marks]
        tried = room
        while True:
            ends = range(1, len(window.text))
            most = bisect_right(ends, tried, key=lambda end: units(window.text[:end]) + bisect_right(marked, end))
            end = self._boundary(max(most, 1))
            if end == 1 or self._part(0, end).size <= room:
                return end
            tried //= 2  # a part may need marks that the whole did not: "x 5% 6% y" is one run, "x 5% 6%" two

    def _boundary(self, most: int) -> int:
        """Return the best place to cut that is not beyond `most`."""
        for boundary in (_LINE_END, _SENTENCE_END, _WORD_END):
            ends = [found.end() for found in boundary.finditer(self.text, 0, most + 1)]
            if ends and (ends[-1] > most // 2 or boundary is _WORD_END):
                return min(ends[-1], most)
        letter = next((end for end in range(most, 0, -1) if not unicodedata.combining(self.text[end])), most)
        return letter if most - letter < _ACCENTS else most

    def _part(self, start: int, end: int) -> "Piece":
        """Return the piece of `text[start:end]` without the blanks around it, bold where this one is."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return replace(self, text=self.text[start:end], bold=_within(self.bold, start, end))


def _within(span: Span | None, start: int, end: int) -> Span | None:
    """Return what of the span lies in `start:end`, counted from `start`."""
    if span is None or span.end <= start or end <= span.start:
        return None
    return Span(max(span.start, start) - start, min(span.end, end) - start)
