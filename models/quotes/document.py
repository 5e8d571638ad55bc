"""An article cut into the tokens that cues, sources and content are found among."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.arabic.normalise import INVISIBLE, MARKS
from models.arabic.page import leftovers
from models.arabic.quotation import Quoted, quotations
from models.arabic.sentences import sentences
from models.arabic.words import bare, folded
from models.reading import Sentence, Span

TokenKind = Literal["word", "number", "open", "close", "comma", "colon", "stop", "dash", "bracket", "other"]

_TOKEN = re.compile(
    f"(?P<number>[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*)"
    f"|(?P<word>[^\\W\\d_](?:[^\\W\\d_]|[{MARKS}{INVISIBLE}])*)"
    f"|(?P<comma>[،,؛;])|(?P<colon>:)|(?P<stop>[.!?؟…]+)|(?P<dash>[-–—]+)|(?P<bracket>[()\\[\\]])|(?P<other>\\S)"
)


_LONGEST = 400  # tokens of a sentence; the longest of 7,600 news articles has 290
_DATELINE = 14  # tokens within which a dateline ends


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word, a number or a mark, with its normal form; `quoted` is the innermost quotation that it stands in."""

    norm: str
    kind: TokenKind
    quoted: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """A run of tokens, `tokens[first:last]`."""

    first: int
    last: int

    def __len__(self) -> int:
        return max(0, self.last - self.first)


class Document:
    """A text with its tokens, sentences and quotations; nothing in it changes once it is made."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotations: tuple[Quoted, ...] = quotations(text)
        self.tokens: tuple[Token, ...] = tuple(_tokens(text, self.quotations))
        self.sentences: tuple[Sentence, ...] = sentences(text)

    @cached_property
    def starts(self) -> list[int]:
        """Return the offset at which each token begins."""
        return [token.start for token in self.tokens]

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """Return the tokens of each sentence that is no leftover of its page, in order."""
        left = leftovers(self.text)
        kept = [each for each in self.sentences if not any(line.covers(each) for line in _near(left, each))]
        runs = [self.range_of(each) for each in kept]
        return tuple(part for run in runs for part in _parts(run))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return the tokens at which each folded word stands."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            if token.kind == "word":
                found.setdefault(token.norm, []).append(at)
        return found

    @cached_property
    def bare_places(self) -> dict[str, list[int]]:
        """Return the tokens at which each word stands, its article and clitics left out."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            if token.kind == "word":
                found.setdefault(bare(token.norm), []).append(at)
        return found

    def range_of(self, span: Span) -> Range:
        """Return the tokens that begin inside a span."""
        return Range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def within(self, span: Span) -> Range:
        """Return the tokens that share a character with a span."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        while first < len(self.tokens) and self.tokens[first].end <= span.start:
            first += 1
        return Range(first, max(first, bisect_left(self.starts, span.end)))

    def span(self, run: Range) -> Span:
        """Return the span from the first to the last token of a run that is not empty."""
        return Span(self.tokens[run.first].start, self.tokens[run.last - 1].end)

    def norms(self, run: Range) -> list[str]:
        """Return the folded words of a run, marks left out."""
        return [t.norm for t in self.tokens[run.first : run.last] if t.kind in ("word", "number")]

    def body(self, run: Range) -> Range:
        """Return a sentence without its dateline: "عمان، الأردن (أنباء) -- قالت الوزارة" begins with its verb."""
        for at in range(run.first + 1, min(run.last, run.first + _DATELINE)):
            if self.tokens[at].kind == "dash" and self.tokens[at - 1].kind == "bracket":
                return Range(at + 1, run.last)
        return run

    def opened_by(self, at: int) -> int | None:
        """Return the quotation that the token at `at` opens."""
        token = self.tokens[at]
        return token.quoted if token.kind == "open" else None


def _parts(run: Range) -> list[Range]:
    """Cut a run that is too long for a sentence: what looks back and forth within one stays linear in the text."""
    return [Range(first, min(run.last, first + _LONGEST)) for first in range(run.first, run.last, _LONGEST)]


def _near(lines: tuple[Span, ...], sentence: Sentence) -> tuple[Span, ...]:
    at = bisect_left(lines, sentence.start, key=lambda line: line.end)
    return lines[at : at + 2]


def _tokens(text: str, quoted: tuple[Quoted, ...]) -> list[Token]:
    """Cut a text into tokens, telling marks that open a quotation from marks that close one."""
    opening = {each.outer.start: number for number, each in enumerate(quoted)}
    found: list[Token] = []
    inside: list[int] = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        while inside and start >= quoted[inside[-1]].outer.end:
            inside.pop()
        if start in opening:
            inside.append(opening[start])
            found.append(Token(start, match.end(), match.group(), "open", inside[-1]))
            continue
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        closes = kind == "other" and bool(inside) and start >= quoted[inside[-1]].end
        norm = folded(match.group()) if kind in ("word", "number") else match.group()
        found.append(Token(start, match.end(), norm, "close" if closes else kind, inside[-1] if inside else None))
    return found
