"""Quotation marks of every shape, paired as a reader pairs them.

Arabic pages use «», “”, ”“ (turned round by the site), "", ‹› and mixtures, and forget to close them, so the role of
a mark comes from what stands beside it rather than from its shape alone.
"""

import re
from dataclasses import dataclass

from models.reading import Span

_FAMILIES = {
    "«": "guillemet", "»": "guillemet", "‹": "guillemet", "›": "guillemet",
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "double", "＂": "double", "″": "double",
    "‘": "single", "’": "single",
}  # fmt: skip
_MARK = re.compile("[«»‹›“”„‟\"＂″‘’]|''|``")
_OPENERS = "«‹“„"
_CLOSES_BEFORE = " \t\n\r\u00a0.,،؛;:!؟?)]}…-–—"
_OPENS_AFTER = " \t\n\r\u00a0:،؛(([{-–—/.…"
_LONGEST = 6_000  # characters that one quotation may run on over line ends before it counts as never closed
_DEEPEST = 4  # quotations inside one another; more than that is noise


@dataclass(frozen=True, slots=True)
class Quoted(Span):
    """Words between quotation marks: the span of the words, and that of the marks with them.

    `closed` is False where the writer opened the quotation and never closed it: it then ends with its line.
    """

    outer: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class _Open:
    start: int
    end: int
    family: str
    line_end: int


def quotations(text: str) -> tuple[Quoted, ...]:
    """Return every quotation of a text in order of its opening mark, those inside others among them."""
    found: list[Quoted] = []
    opened: list[_Open] = []
    line_end = -1
    for mark in _MARK.finditer(text):
        if mark.start() > line_end:
            line_end = text.find("\n", mark.start())
            line_end = len(text) if line_end < 0 else line_end
        family = _FAMILIES.get(mark.group(), "double")
        opens, closes = _roles(text, mark)
        kept = [each for each in opened if not _given_up(each, mark, reopens=opens and not closes)]
        found.extend(_unclosed(text, each) for each in opened if each not in kept)
        opened = kept
        waiting = next((n for n in range(len(opened) - 1, -1, -1) if opened[n].family == family), None)
        if closes and waiting is not None:
            found.append(_quoted(text, opened[waiting], mark))
            found.extend(_unclosed(text, each) for each in opened[waiting + 1 :])
            del opened[waiting:]
        elif opens or _strays(text, mark, line_end):
            opened.append(_Open(mark.start(), mark.end(), family, line_end))
        if len(opened) > _DEEPEST:
            found.append(_unclosed(text, opened.pop(0)))
    found.extend(_unclosed(text, each) for each in opened)
    return tuple(sorted((each for each in found if each.start < each.end), key=lambda q: (q.outer.start, -q.end)))


def _roles(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Say whether a mark can open and whether it can close, from the characters beside it."""
    before = text[mark.start() - 1] if mark.start() else "\n"
    after = text[mark.end()] if mark.end() < len(text) else "\n"
    if mark.group() in "‘’" and before.isalnum() and after.isalnum():
        return False, False  # O’Neill
    if _hangs_on_prefix(text, mark.start()):
        return True, False  # بـ"الاعتداء" and و"الدستور"
    opens = after not in _CLOSES_BEFORE
    closes = before not in _OPENS_AFTER or before in ".…"
    if opens and closes:  # glued on both sides: the shape decides, and "" takes turns
        return mark.group() not in "»›”", mark.group() not in _OPENERS
    if not opens and not closes:  # `ذلك “.` and `" ` between spaces: it closes what is open, else it opens
        return after in " \u00a0", True
    return opens, closes


_PREFIX = re.compile(r"(?:^|[\s(\[«“\"،:])(?:[وف]?[بلك]?ـ+|[وفبلك]|[وف][بلك])$")


def _hangs_on_prefix(text: str, at: int) -> bool:
    return bool(_PREFIX.search(text[max(0, at - 5) : at])) or (at > 0 and text[at - 1] == "ـ")


def _strays(text: str, mark: re.Match[str], line_end: int) -> bool:
    """Say whether a mark glued to the wrong word opens all the same: `وأضاف" لن نعود"` has one to close it."""
    following = _MARK.search(text, mark.end(), line_end)
    return following is not None and _roles(text, following) == (False, True)


def _given_up(opened: _Open, mark: re.Match[str], *, reopens: bool) -> bool:
    """Say whether a quotation counts as never closed: a later line opens another, or it has run on too long."""
    return (reopens and mark.start() > opened.line_end) or mark.start() - opened.end > _LONGEST


def _quoted(text: str, first: _Open, close: re.Match[str]) -> Quoted:
    start, end = _trim(text, first.end, close.start())
    return Quoted(start, end, Span(first.start, close.end()), closed=True)


def _unclosed(text: str, first: _Open) -> Quoted:
    start, end = _trim(text, first.end, min(first.line_end, first.end + _LONGEST))
    return Quoted(start, end, Span(first.start, max(end, first.end)), closed=False)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
