"""Content: which stretch of the article is what was said, to the edges that the guidelines of the gold set draw.

The span leaves out the cue, a leading أن or إن, the outer quotation marks, a trailing stop and what the writer adds.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from models.quotes.cues import Frame, is_complementiser
from models.quotes.document import Document, Range, Token
from models.quotes.lexicon import phrase_list
from models.reading import Kind, Span

_TRAILING = " \t\n\r\u00a0.،,؛;:…-–—"
_MOST_MARKS = 200  # quotations inside one content
_MARKS = ("comma", "stop", "dash", "colon")
_EDGES = (*_MARKS, "close")
_FARTHEST = 90  # tokens behind a cue from which a quotation is taken to its end
_JOINERS = frozenset(
    ("حيث", "كما", "فيما", "بينما", "اذ", "و", "وقد", "وكان", "لكن", "ولكن", "ثم")
)  # left over before the next cue
_GOES_ON = frozenset(("بشان", "من", "في", "لا", "مثل", "لان", "لانه", "لانها", "حتي", "اذا", "بسبب", "بما", "خاصه"))
_TURNS = frozenset(("فيما", "بينما", "وذلك"))
_BARE = frozenset(("ان", "بان"))


@dataclass(frozen=True, slots=True)
class Content(Span):
    """The span of what was said, and whether it stands between quotation marks."""

    kind: Kind


def content(document: Document, run: Range, frame: Frame, stops: Collection[int]) -> Content | None:
    """Return the content of a frame; `stops` are tokens at which other words of the writer begin."""
    first = frame.content
    last = run.last
    if first >= last:
        if frame.carrier != "colon":
            return None
        first, last = _next_lines(document, run)
    first = _without_complementiser(document, first, last)
    if first >= last:
        return None
    end = _end(document, first, last, stops)
    if frame.carrier in ("phrase", "object"):
        end = _phrase_end(document, first, end)
    opened = document.opened_by(first)
    if opened is not None:
        glued = document.tokens[first - 1].norm == "ب"  # بـ"الاعتداء": what was said is the word, not what follows it
        return _quoted(document, first, end, opened, clause=frame.carrier in ("that", "phrase", "object") and not glued)
    return _plain(document, first, end)


def between(document: Document, run: Range, cue: int) -> Content | None:
    """Return a run of tokens as the content of a cue: direct where it stands between marks that the cue stands outside.

    Marks around the whole of it are left out, marks around a part of it are taken in.
    """
    first, last = run.first, run.last
    while first < last and (document.tokens[first].kind in _EDGES or document.tokens[first].norm in _BARE):
        first += 1
    while last > first and (_left_over(document.tokens[last - 1]) or document.tokens[last - 1].kind == "open"):
        last -= 1
    if first >= last:
        return None
    quotation = document.tokens[first].quoted
    if quotation is None or document.tokens[cue].quoted == quotation:
        return _plain(document, first, _turn(document, first, last))
    marks = document.range_of(document.quotations[quotation].outer)
    words = document.range_of(document.quotations[quotation])
    if last > marks.last:  # the clause runs on behind the marks
        return _plain(document, marks.first if first == words.first else first, last)
    end = words.last if last >= cue + _FARTHEST else min(last, words.last)
    start, stop = document.tokens[max(first, words.first)].start, document.tokens[end - 1].end
    start, stop = _trim(document.text, start, stop)
    return Content(start, stop, "direct") if start < stop else None


def _turn(document: Document, first: int, last: int) -> int:
    """Return where the writer takes over again behind a comma: "، فيما بقيت الطرق مغلقة"."""
    quotation = document.tokens[first].quoted
    for at in range(first + 2, last):
        token = document.tokens[at]
        if token.norm in _TURNS and token.quoted == quotation and document.tokens[at - 1].kind == "comma":
            return at
    return last


def clause(document: Document, run: Range) -> Content | None:
    """Return a run of tokens as content: what stands before or behind "بحسب الوزارة"."""
    return _plain(document, run.first, run.last) if len(run) else None


def _next_lines(document: Document, run: Range) -> tuple[int, int]:
    """Find the content of a cue whose colon ends its line."""
    following = next((each for each in document.ranges if each.first >= run.last), None)
    return (run.last, run.last) if following is None else (following.first, following.last)


def _without_complementiser(document: Document, first: int, last: int) -> int:
    """Skip a bare أن/إن; one that carries its subject (إنه، أنها) is part of what was said."""
    while first < last and (document.tokens[first].norm in _BARE or document.tokens[first].kind in ("comma", "dash")):
        first += 1
    quoted_next = first + 1 < last and document.opened_by(first + 1) is not None
    if quoted_next and is_complementiser(document.tokens[first].norm):
        return first + 1  # `بأنه "مهزلة"`
    return first


def _end(document: Document, first: int, last: int, stops: Collection[int]) -> int:
    """Return the token at which the writer's own words begin again."""
    at = first
    while at < last:
        if (at > first and at in stops) or (at > first + 1 and _is_gloss(document, at)):
            return at
        quotation = document.opened_by(at)
        if quotation is not None:
            outer = document.range_of(document.quotations[quotation].outer)
            last = max(last, outer.last) if at == first else last
            at = max(at + 1, outer.last)
        else:
            at += 1
    return last


def _phrase_end(document: Document, first: int, end: int) -> int:
    """End a noun phrase sooner than a clause: before a time, and at a comma that no and, or or who takes up."""
    for at in range(first + 1, end):
        token = document.tokens[at]
        if token.quoted is not None:
            continue
        if token.norm in phrase_list("circumstances"):
            return at
        if token.kind == "comma" and at + 1 < end and not _goes_on(document, at + 1, end):
            return at
    return end


def _goes_on(document: Document, at: int, end: int) -> bool:
    """Say whether a phrase goes on behind a comma: with and, or, who, or after an aside that another comma closes."""
    norm = document.tokens[at].norm
    if norm.startswith(("و", "او", "الذي", "التي")) or norm in _GOES_ON:
        return True
    return any(document.tokens[n].kind == "comma" for n in range(at + 1, min(end, at + 6)))


def _is_gloss(document: Document, at: int) -> bool:
    """Say whether the writer's own addition begins at a token, behind a comma or the end of a quotation."""
    token = document.tokens[at]
    if token.kind != "word":
        return False
    after_mark = document.tokens[at - 1].kind in ("comma", "close", "dash")
    listed = phrase_list("glosses")
    if after_mark and token.norm in listed:
        return True
    if document.tokens[at - 1].kind == "close" and token.norm in ("وهو", "وهي", "كما"):
        return True  # `تسعى "لفتح الباب" وهي كلمات ...`
    two = f"{token.norm} {document.tokens[at + 1].norm}" if at + 1 < len(document.tokens) else ""
    return two in listed


def _quoted(document: Document, first: int, end: int, quotation: int, *, clause: bool) -> Content | None:
    """Take the words between marks; where the clause runs on behind them the whole clause is the content."""
    quoted = document.quotations[quotation]
    after = document.range_of(quoted.outer).last
    runs_on = clause and after < end and document.tokens[after].kind in ("word", "open") and end - after > 1
    if runs_on:
        return _plain(document, first, end)
    start, stop = _trim(document.text, quoted.start, quoted.end)
    start = _past_complementiser(document, start, stop)
    return Content(start, stop, "direct") if start < stop else None


def _past_complementiser(document: Document, start: int, stop: int) -> int:
    """Leave out an إن just inside the marks: `قوله: "إن الاتفاق قائم"`."""
    inside = document.range_of(Span(start, stop))
    if len(inside) > 1 and document.tokens[inside.first].norm in _BARE:
        return document.tokens[inside.first + 1].start
    return start


def _plain(document: Document, first: int, end: int) -> Content | None:
    while end > first and _left_over(document.tokens[end - 1]):
        end -= 1
    while first < end and document.tokens[first].kind in ("comma", "stop", "dash", "colon", "close"):
        first += 1
    if first >= end:
        return None
    start, stop = document.tokens[first].start, document.tokens[end - 1].end
    start, stop = _balanced(document, start, stop)
    start, stop = _trim(document.text, start, stop)
    if start >= stop:
        return None
    marked = any(t.kind == "open" for t in document.tokens[first:end])
    return Content(start, stop, "mixed" if marked else "indirect")


def _left_over(token: Token) -> bool:
    """Say whether a token at the end of content belongs to the writer: a stop, a comma, a joining word; no "؟"."""
    asks = token.kind == "stop" and not {"؟", "?", "!"}.isdisjoint(token.norm)
    return (token.kind in _MARKS and not asks) or token.norm in _JOINERS


def _balanced(document: Document, start: int, stop: int) -> tuple[int, int]:
    """Take in a closing mark whose opening one stands inside, as the last token of the content."""
    first = bisect_left(document.quotations, start, key=lambda quoted: quoted.outer.start)
    for quoted in document.quotations[first : first + _MOST_MARKS]:
        if quoted.outer.start >= stop:
            break
        if stop < quoted.outer.end and quoted.closed:
            stop = quoted.outer.end
    return start, stop


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out stops and spaces at both edges; a question mark is part of what was said."""
    while stop > start and text[stop - 1] in _TRAILING:
        stop -= 1
    while start < stop and text[start] in _TRAILING:
        start += 1
    return start, stop
