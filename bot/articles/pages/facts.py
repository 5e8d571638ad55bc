"""What a page says of its article: title, outlet, author, day; whether only subscribers may read it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.articles.pages.calendar import day_in, day_in_address
from bot.articles.pages.furniture import lists
from models.arabic.normalise import fold

_JSON_LARGEST = 1_000_000  # characters of one block of JSON-LD
_JSON_NODES = 500
_TITLE_LONGEST = 300
_NAME_LONGEST = 80
_ADDRESS_LONGEST = 2_000
_SEPARATOR = re.compile(r"\s+(?:[-–—|•»:/]|::)\s+|\s*\|\s*")
_HEADING_WORDS = 3
_MOST_PARTS = 8  # of a stated title
_OUTLET_WORDS = 5
_AFTER_TITLE = 40  # texts after the title among which its date is looked for
_HEADINGS = ("h1", "h2", "h3")
_UNSEEN = ("script", "style", "title", "template", "option", "noscript")
_TITLES = ("og:title", "twitter:title", "dc.title")
_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.created", "dc.date",
    "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "datecreated",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_LEADS = re.compile(r"^(?:بواسطة|بقلم|كتبت|كتب|إعداد|تحرير|حاورتها|حاورها|حاوره|by)(?:\s*[:/]\s*|\s+)", re.IGNORECASE)
_SIGNED = re.compile(r"(?:كتبت?|إعداد|تحرير|حاورت?ه[ا]?)\s?:\s?\w|(?:بقلم|بواسطة)\s?:?\s?\w")
_BROKEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # JSON can write half of a character, which no database holds
_NO_NAME = re.compile(r"[/@|\d]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article; `closed` where it says that only subscribers may read it."""

    title: str | None
    outlet: str | None
    author: str | None
    day: str | None
    address: str | None
    closed: bool


def facts_of(tree: HtmlElement, url: str | None) -> Facts:
    """Return what a page says of its article; `url` is where it was fetched from, None for a saved page."""
    article = _article_node(tree)
    metas = _metas(tree)
    texts = _texts(tree)
    author = _author([_name(article.get("author")), *map(metas.get, _AUTHORS), *_signatures(tree, texts)])
    outlet = _outlet(article, metas)
    stated = [text for text in (_text(article.get("headline")), *map(metas.get, _TITLES), _title_tag(tree)) if text]
    title, beside = _title(stated, texts, _only_heading(tree), {name for name in (outlet, author) if name})
    outlet = outlet or beside
    address = _address(tree, metas, url)
    return Facts(
        title=title,
        outlet=outlet or _host(url),
        author=None if author and outlet and author in outlet else author,
        day=_stated_day(article, metas, tree) or _written_day(texts, title) or day_in_address(address or ""),
        address=address,
        closed=str(article.get("isAccessibleForFree")).lower() == "false",
    )


def _article_node(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes an article, empty where there is none."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if len(source) > _JSON_LARGEST:
            continue
        try:
            nodes = list(islice(_nodes(json.loads(source, strict=False)), _JSON_NODES))
        except (ValueError, RecursionError):
            continue
        for node in nodes:
            if str(node.get("@type")).rstrip("']").endswith(("Article", "Posting", "Report")):
                return node
    return {}


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a block of JSON-LD: itself, a list's, a graph's."""
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"))


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.xpath("//*[@content][@property or @name or @itemprop]"):
        for kind in ("property", "name", "itemprop"):
            content = _squeezed(meta.get("content"))
            if meta.get(kind) and content:
                found.setdefault(meta.get(kind).strip().lower(), content)
    return found


def _texts(tree: HtmlElement) -> list[str]:
    """Return the texts of the page's body in their order, a heading as one, what is not shown left out."""
    found: list[str | None] = []
    for element in tree.iter("*"):
        if element.tag in _HEADINGS:
            found.append("".join(islice(element.itertext(), 20)))
        if element.tag not in _UNSEEN:
            found.append(element.text)
        found.append(element.tail)
    return [text for text in map(_squeezed, found) if text]


def _only_heading(tree: HtmlElement) -> str | None:
    """Return the heading of the highest level that the page has, if it is the only one of that level."""
    found = next(filter(None, (list(tree.iter(level)) for level in _HEADINGS)), ())
    text = _squeezed("".join(islice(found[0].itertext(), 20))) if len(found) == 1 else ""
    return text if len(text.split()) >= _HEADING_WORDS and len(text) <= _TITLE_LONGEST else None


def _title(stated: list[str], texts: list[str], heading: str | None, names: set[str]) -> tuple[str | None, str | None]:
    """Return the title, and what stands beside it in a stated title, which is the outlet where it is short.

    A title is stated with the outlet before or after it. The part that the page shows by itself is the title, the
    longest where several do; else the page's only heading; else the longest part that is not a known name.
    """
    shown = {text for text in texts if len(text) <= _TITLE_LONGEST} - names
    for known in (shown.__contains__, lambda run: run not in names and not _SEPARATOR.search(run)):
        runs = [(len(run), run, rest) for whole in stated for run, rest in _runs(whole) if known(run)]
        if runs:
            _, title, rest = max(runs, key=lambda found: found[0])
            return title, next((part for part in rest if _may_be_outlet(part)), None)
        if heading is not None:
            return heading, None
    return None, None


def _may_be_outlet(part: str) -> bool:
    return len(part.split()) <= _OUTLET_WORDS and fold(part).strip(" .!:") not in lists()["labels"]


def _runs(whole: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every run of parts of a stated title, and the other parts: "الخبر", ["الجريدة"] of "الخبر | الجريدة"."""
    whole = whole[:_TITLE_LONGEST]
    cuts = [(0, 0), *((cut.start(), cut.end()) for cut in _SEPARATOR.finditer(whole))][:_MOST_PARTS]
    starts = [end for _, end in cuts]
    ends = [*(start for start, _ in cuts[1:]), len(whole)]
    parts = [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            run = whole[starts[first] : ends[last]].strip()
            if run:
                yield run, parts[:first] + parts[last + 1 :]


def _title_tag(tree: HtmlElement) -> str:
    return _squeezed(next(iter(tree.xpath("//head/title/text() | //body/title/text()")), ""))


def _outlet(article: dict[str, Any], metas: dict[str, str]) -> str | None:
    stated = metas.get("og:site_name") or _name(article.get("publisher")) or metas.get("application-name")
    return stated[:_NAME_LONGEST] if stated else None


def _author(stated: list[str | None]) -> str | None:
    """Return who wrote it, without the "بقلم" before a name; an address or a line with a number is nobody."""
    for text in stated:
        name = _LEADS.sub("", text or "").strip()
        if 0 < len(name) <= _NAME_LONGEST and not _NO_NAME.search(name):
            return name
    return None


def _signatures(tree: HtmlElement, texts: list[str]) -> list[str]:
    """Return what the page shows as its author: marked so, or after "بقلم"."""
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")[:1]
    named = [_squeezed("".join(islice(element.itertext(), 5))) for element in marked]
    return named + [text for text in texts if len(text) <= _NAME_LONGEST and _SIGNED.match(text)][:1]


def _name(value: object) -> str:
    """Return the name of a person or an organisation of JSON-LD, or of several."""
    if isinstance(value, list):
        return "، ".join(filter(None, map(_name, value[:3])))
    return _text(value.get("name") if isinstance(value, dict) else value)


def _stated_day(article: dict[str, Any], metas: dict[str, str], tree: HtmlElement) -> str | None:
    dates = (_text(article.get("datePublished")), _text(article.get("dateCreated")))
    stated = [*dates, *map(metas.get, _DAYS), *tree.xpath("//time/@datetime")[:3]]
    return next(filter(None, (day_in(text) for text in stated if text)), None)


def _written_day(texts: list[str], title: str | None) -> str | None:
    """Return the day that stands below the title, else one above it, unless that only says what day it is."""
    at = texts.index(title) + 1 if title in texts else 0
    below = next(filter(None, map(day_in, texts[at : at + _AFTER_TITLE])), None)
    if below is not None:
        return below
    today = datetime.now(UTC).date().isoformat()
    return next((day for day in map(day_in, texts[:at]) if day is not None and day != today), None)


def _address(tree: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    """Return the page's own address as it states it; of a fetched page only if it is on the host that was fetched."""
    stated = [*tree.xpath("//link[@rel='canonical']/@href")[:1], metas.get("og:url", "")]
    for address in stated:
        known = address.startswith(("http://", "https://")) and len(address) <= _ADDRESS_LONGEST
        if known and (url is None or _host(address) == _host(url)):
            return _squeezed(address)
    return url


def _host(url: str | None) -> str | None:
    """Return the host of an address, without what says that it is a site's front or its page for phones."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return re.sub(r"^(?:(?:www|amp|m|mobile)\.)+(?=.+\.)", "", host) or None


def _text(value: object) -> str:
    return _squeezed(value) if isinstance(value, str) else ""


def _squeezed(text: str | None) -> str:
    """Return a text with its blanks as single ones, what HTML hides in its words undone, and nothing unprintable."""
    return _BROKEN.sub("\ufffd", " ".join(unescape(text).split())) if text else ""
