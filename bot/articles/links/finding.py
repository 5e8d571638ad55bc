"""The links that stand in a text."""

import re
from collections.abc import Iterator

from models.reading import Span

_START = re.compile(r"https?://|(?<![\w.@-])(?:www\.(?=\w)|(?:t|telegram)\.me/(?=\w))", re.IGNORECASE)
_RUN = re.compile(r"[^\s<>\"«»“”\\^`{|}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{1,4096}")
_HOST_END = re.compile(r"[/?#]")
_MIXED = re.compile(r"(?<=[a-z])[\u0620-\u06ff]", re.IGNORECASE)
_TRAILING = ".,;:!?،؛؟…'’*_~-"
_BRACKETS = {")": "(", "]": "["}


def links_in(text: str) -> tuple[str, ...]:
    """Return the links of a text in order, each once and with its scheme; `www.…` and `t.me/…` are links too."""
    written = (span.of(text) for span in _spans(text))
    return tuple(dict.fromkeys(link if "://" in link[:8] else f"https://{link}" for link in written))


def without_links(text: str) -> str:
    """Return a text with a blank in the place of each link."""
    pieces, at = [], 0
    for span in _spans(text):
        pieces.append(text[at : span.start])
        at = span.end
    return " ".join([*pieces, text[at:]])


def _spans(text: str) -> Iterator[Span]:
    at = 0
    while (start := _START.search(text, at)) is not None:
        run = _RUN.match(text, start.start())
        link = _trimmed(run.group()) if run else ""
        at = max(start.end(), start.start() + len(link))
        if len(link) > len(start.group()):
            yield Span(start.start(), start.start() + len(link))


def _trimmed(run: str) -> str:
    """Return the link that a run of characters begins with: no second link, no Arabic glued on, no closing marks."""
    begins = run.find("://") + 3 if "://" in run[:8] else 0
    second = _START.search(run, begins)
    if second is not None and "://" in second.group() and run[second.start() - 1] not in "/=?&":
        run = run[: second.start()]  # "https://a.example/1https://b.example/2", but not an archive's "/web/https://…"
    end = _HOST_END.search(run, begins)
    host_end = end.start() if end else len(run)
    glued = _MIXED.search(run, begins, host_end)
    if glued is not None:
        run = run[: glued.start()]  # "www.example.comشاهد": no label of a name mixes the two scripts
    while run and (run[-1] in _TRAILING or _closes_nothing(run)):
        run = run[:-1]
    return run


def _closes_nothing(run: str) -> bool:
    """Say whether the last character closes a bracket that the link does not open: "(https://a.example)"."""
    opening = _BRACKETS.get(run[-1])
    return opening is not None and run.count(run[-1]) > run.count(opening)
