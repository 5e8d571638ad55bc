"""The stretches between the commas of a sentence, those inside quotation marks and brackets apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.words import words
from models.reading import Span

_MARK = re.compile(r"[،,()\[\]]")


@dataclass(frozen=True, slots=True)
class Clause(Span):
    """A stretch between two commas, or between a comma and an end of the sentence, with its folded words."""

    norms: tuple[str, ...]


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
