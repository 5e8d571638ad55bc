"""One spelling for matching, with the way back to the text as it stands.

Folded: diacritics, tatweel and invisible marks go; أ إ آ ٱ become ا, ى and ئ become ي, ؤ becomes و, ة becomes ه;
presentation forms and Persian letters become the plain Arabic ones; Arabic-Indic digits become 0-9; every space
becomes one kind of space. Line ends stay.
"""

import re
import unicodedata
from dataclasses import dataclass

from models.reading import Span

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
"""Diacritics and Quranic marks, as the inside of a character class."""
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Bidi controls, joiners and other characters without a width, as the inside of a character class."""

_LETTERS = dict(zip("أإآٱىئؤةیکگھہە", "ااااييوهيككههه", strict=True))
_DIGITS = {ord(zero) + n: str(n) for zero in "٠۰" for n in range(10)}
_SIGNS = {"٫": ".", "٬": ",", "٪": "%", "٭": "*"}
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_DROPPED = re.compile(f"[{MARKS}{INVISIBLE}\u0640]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")
_FOLD = str.maketrans(_LETTERS | _SIGNS | dict.fromkeys(_SPACES, " ")) | _DIGITS
_LONGEST_EXPANSION = 18  # ﷺ spells out four words; nothing in Unicode spells out more


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded text and where each of its characters stands in the original.

    `offsets` has one entry a character of `text` and one more for the end.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that `text[start:end]` was made from."""
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def fold(text: str) -> str:
    """Return the normal form of a text, without offsets: the fast way for single words."""
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(_plain, text)
    return _DROPPED.sub("", text).translate(_FOLD)


def normalise(text: str) -> Normalised:
    """Return the normal form of a text with the offset of every character kept."""
    folded: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        for piece in fold(char):
            folded.append(piece)
            offsets.append(at)
    offsets.append(len(text))
    return Normalised("".join(folded), tuple(offsets))


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())[:_LONGEST_EXPANSION]
