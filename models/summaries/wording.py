"""A sentence said shorter: stretches of it left out, words of ours put in between square brackets, nothing else.

A point is built only through here, so its words outside the brackets always stand in its evidence in that order.
"""

import re
from dataclasses import dataclass

from models.arabic.normalise import INVISIBLE
from models.arabic.words import words
from models.reading import Span

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_SPACE_BEFORE = re.compile(r"\s+([،؛,.!؟:)\]])")
_LATE_MARK = re.compile(r"\s+([،؛])(?=\w)")  # نظيره الروسي ،فلاديمير بوتين
_RUN_OF_MARKS = re.compile(r"([،؛,])(?:\s*[،؛,])+")
_MARK_THEN_STOP = re.compile(r"[،؛,:]\s*([.!؟])")
_TIGHT_COLON = re.compile(r":(?=[\"«“\u0620-\u064a])")
_HASHTAG = re.compile(r"#(?=\w)|(?<=\w)_(?=\s?\w)")  # #مارك_زوكربيرغ
_STOPS = (".", "!", "؟", "…")
_CLOSERS = '"”“»›’)'


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of an article with cuts (spans left out) and notes (an offset, and our words that stand there)."""

    span: Span
    cuts: tuple[Span, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

    def without(self, cut: Span) -> "Wording":
        """Return the wording with one more stretch left out."""
        return Wording(self.span, tuple(sorted({*self.cuts, cut}, key=lambda each: each.start)), self.notes)

    def noting(self, at: int, note: str) -> "Wording":
        """Return the wording with words of ours at an offset of the article."""
        return Wording(self.span, self.cuts, (*self.notes, (at, note)))

    def kept(self) -> tuple[Span, ...]:
        """Return the stretches that stay, in order."""
        found = []
        at = self.span.start
        for cut in self.cuts:
            if cut.start > at:
                found.append(Span(at, cut.start))
            at = max(at, cut.end)
        if at < self.span.end:
            found.append(Span(at, self.span.end))
        return tuple(found)

    def length(self, text: str) -> int:
        """Return how many words of the article stay."""
        return sum(len(words(text, each.start, each.end)) for each in self.kept())

    def of(self, text: str) -> str:
        """Return the words as a reader sees them: one line, its marks in order, a full stop at its end."""
        return tidy(" ".join(filter(None, (self._piece(text, each) for each in self.kept()))))

    def _piece(self, text: str, stretch: Span) -> str:
        at, pieces = stretch.start, []
        for offset, note in sorted(self.notes):
            if stretch.start < offset <= stretch.end:
                pieces += [text[at:offset], f" [{note}] "]
                at = offset
        return "".join([*pieces, text[at : stretch.end]]).strip()


def tidy(line: str) -> str:
    """Return a line with its spaces, commas and hashtags in order and a full stop where it has no end."""
    line = plain(line)
    line = _LATE_MARK.sub(r"\1 ", line)
    line = _RUN_OF_MARKS.sub(r"\1", _SPACE_BEFORE.sub(r"\1", line))
    line = _TIGHT_COLON.sub(": ", line)
    line = _MARK_THEN_STOP.sub(r"\1", line).strip(" ،؛,:-–—")
    return line if not line or line.rstrip(_CLOSERS).endswith(_STOPS) else line + "."


def plain(line: str) -> str:
    """Return a text on one line without invisible marks, hashtags and doubled spaces."""
    return " ".join(_HASHTAG.sub(_opened, _UNSEEN.sub("", line)).split())


def _opened(mark: re.Match[str]) -> str:
    return "" if mark.group() == "#" else " "
