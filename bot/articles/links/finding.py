"""The links that stand in a text."""

import re
from collections.abc import Iterator

from models.reading import Span

_START = re.compile(
    r"https?://|(?<![A-Za-z0-9_.@-])(?:www\.(?=\w)|(?:t|telegram)\.me/(?=\w))", re.IGNORECASE
)  # "وwww.…" is a link, "me@www.…" is none
# "…/1https://b.example" are two links; "…/web/https://b.example" is an archive's one.
_RUN = re.compile(
    r"(?:(?!(?<![/=?&])https?://)"
    r"[^\s<>\"«»“”\\^`{|}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]){1,4096}",
    re.IGNORECASE,
)
_HOST = re.compile(r"[^/?#]*")
_NAMED = re.compile(r"[^.]+\.[^.]")
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
        scheme = start.group() if start.group().endswith("://") else ""
        run = _RUN.match(text, start.start() + len(scheme))
        link = _trimmed(run.group()) if run else ""
        end = start.start() + len(scheme + link)
        at = max(start.end(), end)
        if _NAMED.match(link):
            yield Span(start.start(), end)


def _trimmed(run: str) -> str:
    """Return what of a run of characters is the link: without Arabic glued to its name and without closing marks."""
    glued = _MIXED.search(run, 0, _end_of_host(run))
    if glued is not None:
        run = run[: glued.start()]  # "www.example.comشاهد": no label of a name mixes the two scripts
    while run and (run[-1] in _TRAILING or _closes_nothing(run)):
        run = run[:-1]
    return run


def _end_of_host(run: str) -> int:
    host = _HOST.match(run)
    return host.end() if host else 0


def _closes_nothing(run: str) -> bool:
    """Say whether the last character closes a bracket that the link does not open: "(https://a.example)"."""
    opening = _BRACKETS.get(run[-1])
    return opening is not None and run.count(run[-1]) > run.count(opening)
