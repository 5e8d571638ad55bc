"""What a page leaves in a paste that is no article: menus, share buttons, "read also", bylines, rules."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from models.arabic.normalise import fold
from models.once import once
from models.reading import Sentence, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_TRIM = " \t\u00a0*#:؛،,.…-–—_=|•●▪×()[]<>«»\"'/\\0123456789"
_SHORT = 120  # characters: a longer line that begins "للمزيد" is running text
_BYLINE_LINES = 4  # lines from the top among which a byline is looked for
_BYLINE_WORDS = 9
_CREDIT_WORDS = 6


@once
def _lexicon() -> dict[str, tuple[str, ...]]:
    listed = tomllib.loads((Path(__file__).parent / "page.toml").read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in listed.items()}


def leftovers(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that are leftovers of its page, in order."""
    found = []
    for number, line in enumerate(_LINE.finditer(text)):
        if is_leftover(line.group()) or (0 < number < _BYLINE_LINES and is_byline(line.group())):
            found.append(Span(line.start(), line.end()))
    return tuple(found)


def running(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return those of a text's sentences that are no leftovers of its page."""
    lines = leftovers(text)
    starts = [line.start for line in lines]
    found = []
    for each in sentences:
        line = bisect_right(starts, each.start) - 1
        if line < 0 or not lines[line].covers(each):
            found.append(each)
    return tuple(found)


def is_leftover(line: str) -> bool:
    """Say whether a line is a leftover of its page, wherever it stands."""
    if len(line) > _SHORT:
        return False
    plain = fold(line).lower().strip(_TRIM)
    lists = _lexicon()
    return (
        not plain.strip()
        or plain in lists["whole"]
        or (plain + " ").startswith(lists["begins"])
        or _is_credit(plain, line)
        or (line.strip().startswith("(") and line.strip().endswith(")") and plain.startswith(lists["desk"]))
    )


def _is_credit(plain: str, line: str) -> bool:
    first, *rest = plain.split()
    return first in _lexicon()["credit"] and len(rest) < _CREDIT_WORDS and not line.rstrip().endswith((".", "؟", "!"))


def is_byline(line: str) -> bool:
    """Say whether a line near the top says who wrote the article and where it ran."""
    folded = fold(line).strip()
    if len(line) > _SHORT or folded.endswith((".", "؟", "!")) or len(folded.split()) > _BYLINE_WORDS:
        return False
    return any(mark in folded for mark in _lexicon()["byline"])
