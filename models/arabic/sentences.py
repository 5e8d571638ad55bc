"""Sentences: where the writer ends one, and where a full stop ends none."""

import re
from bisect import bisect_right

from models.arabic.normalise import fold
from models.arabic.quotation import quotations
from models.reading import Sentence, Span

_END = re.compile("[.!?؟؛…\u06d4]+|[\n\r\u2028\u2029]+")
_NO_STOP_AFTER = frozenset(
    # titles and units that are written short: د. طه حسين، أ. د. فلان، ص. ب.، ق. م.، كم.، الخ
    [
        "د",
        "ا",
        "م",
        "ص",
        "ب",
        "ق",
        "هـ",
        "ه",
        "ت",
        "ج",
        "س",
        "ط",
        "ش",
        "ر",
        "كم",
        "سم",
        "كغ",
        "مم",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "no",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
    ]
)
_LAST_WORD = re.compile(r"[^\W_]+$")
# "قالت الوزارة؛ إن الاتفاق قائم": some writers put a semicolon where others put a colon
_CLAUSE = re.compile(r"\s{0,3}[وف]?[بل]?[أإا]ن")
_CLOSERS = '"”“»›’)]'


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; a heading or a list line is one of its own.

    A stop between quotation marks that close on the same line ends none, nor does one in a number, an address, an
    initial or an abbreviation.
    """
    quoted = _closed_on_one_line(text)
    starts = [span.start for span in quoted]
    found: list[Sentence] = []
    start = 0
    for mark in _END.finditer(text):
        inside = bisect_right(starts, mark.start()) - 1
        if inside >= 0 and mark.end() < quoted[inside].end:
            continue
        if not mark.group().isspace() and not _ends_here(text, mark):
            continue
        end = _with_closers(text, mark.end())
        _add(found, text, start, end)
        start = max(end, start)
    _add(found, text, start, len(text))
    return tuple(found)


def _closed_on_one_line(text: str) -> list[Span]:
    """Return the outermost quotations that hold no line end."""
    spans: list[Span] = []
    for each in quotations(text):
        if each.closed and "\n" not in text[each.start : each.end] and not (spans and spans[-1].covers(each.outer)):
            spans.append(each.outer)
    return spans


def _ends_here(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end()] if mark.end() < len(text) else "\n"
    if mark.group() == "؛":
        return _CLAUSE.match(text, mark.end()) is None
    if mark.group() in "?!" and after.isascii() and after.isalnum():
        return not text[mark.start() - 1 : mark.start()].isascii()  # "example.com/news?id=7" goes on
    if mark.group() != ".":
        return True
    if after.isalnum():  # 1222.23, يو.كيه, example.com; but "انتهى.وأضاف" is two sentences with the space forgotten
        return _arabic_word_before(text, mark.start()) and "\u0620" <= after <= "\u064a"
    last = _LAST_WORD.search(text, max(0, mark.start() - 12), mark.start())
    return last is None or fold(last.group()).lower() not in _NO_STOP_AFTER


def _arabic_word_before(text: str, at: int) -> bool:
    """Say whether a whole Arabic word, no initial and no clipped name, stands before the stop."""
    word = _LAST_WORD.search(text, max(0, at - 24), at)
    return word is not None and len(word.group()) > 2 and "\u0620" <= word.group()[0] <= "\u064a"


def _with_closers(text: str, at: int) -> int:
    """Take a closing mark that follows the stop into the sentence: `... المنطقة."`."""
    while at < len(text) and text[at] in _CLOSERS and text[at - 1] not in " \u00a0\n":
        at += 1
    return at


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and not _matters(text[start]):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        found.append(Sentence(start, end))


def _matters(char: str) -> bool:
    return not char.isspace() and char not in ".،؛…-–—_=*•●▪|"
