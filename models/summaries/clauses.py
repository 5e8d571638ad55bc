"""A sentence as its shortening sees it: the clauses between its commas, its quotations and its quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.words import words
from models.reading import Quote, Span
from models.summaries.wording import Wording

_MARK = re.compile(r"[،,()\[\]]")


@dataclass(frozen=True, slots=True)
class Clause(Span):
    """A stretch between two commas, or between a comma and an end of the sentence, with its folded words."""

    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a cut has to mind: the text, the stretch that may be cut, its clauses, quotations and quotes.

    `quoted` holds the quotations in it with their marks, `quotes` what is said in it and by whom.
    """

    text: str
    span: Span
    clauses: tuple[Clause, ...]
    quoted: tuple[Span, ...]
    quotes: tuple[Quote, ...]


def matter(text: str, wording: Wording, quoted: tuple[Span, ...], quotes: tuple[Quote, ...]) -> Matter:
    """Return what cuts in a wording have to mind; what stands before its first word is no part of it."""
    span = Span(next((each.start for each in wording.kept()), wording.span.end), wording.span.end)
    return Matter(text, span, clauses(text, span, quoted), quoted, quotes)


def clauses(text: str, sentence: Span, quoted: Sequence[Span]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; `quoted` holds the quotations in it, with their marks."""
    found = []
    start = sentence.start
    for comma in commas(text, sentence, quoted):
        found.append(_clause(text, start, comma))
        start = comma + 1
    found.append(_clause(text, start, sentence.end))
    return tuple(found)


def commas(text: str, sentence: Span, quoted: Sequence[Span]) -> list[int]:
    """Return where the commas of a sentence stand that no quotation, bracket or number holds."""
    found, depth = [], 0
    for mark in _MARK.finditer(text, sentence.start, sentence.end):
        at = mark.start()
        if any(each.start <= at < each.end for each in quoted):
            continue
        if mark.group() in "([":
            depth += 1
        elif mark.group() in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and not (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            found.append(at)
    return found


def _clause(text: str, start: int, end: int) -> Clause:
    return Clause(start, end, tuple(word.norm for word in words(text, start, end)))
