"""What stands around an article on its page, by the words that pages use for it: menus, comments, boxes, walls."""

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import islice
from pathlib import Path

from lxml.html import HtmlElement

from models.arabic.normalise import fold

_WORD = re.compile(r"[A-Z]?[a-z]+")
_CLASS_LONGEST = 300
_LINE_LONGEST = 100
_AROUND_WORDS = ' \t\r\n"«»*#:：-–—|•()[]0123456789'
_KEPT = ("html", "body", "main", "article")
_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_CARDS, _CARD_DEPTH = 3, 3  # headings that are links, and how far above one its card may be
_CELL_LONGEST = 300  # characters of a cell of a table of figures
_MOST = 0.5  # of the page's text: a box that holds more is what the page is about, whatever its class says


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the lists of furniture.toml."""
    listed = tomllib.loads((Path(__file__).parent / "furniture.toml").read_text(encoding="utf-8"))
    return {name: frozenset(entries) for name, entries in listed.items()}


def holds(text: str, name: str) -> bool:
    """Say whether a text holds an entry of one of the lists in folded spelling."""
    plain = fold(text).lower()
    return any(entry in plain for entry in lists()[name])


def ends(line: str) -> bool:
    """Say whether a line is the heading of what stands below an article: "تعليقات القراء (5)"."""
    return fold(line[:_LINE_LONGEST]).strip(_AROUND_WORDS) in lists()["ends"]


def clear(tree: HtmlElement) -> None:
    """Take the parts out of a page that are none of its article by their class, their id or their make."""
    sizes = _sizes(tree)
    title = next(tree.iter("h1"), None)
    around = set() if title is None else {title, *title.iterancestors()}
    _flatten_tables(tree, sizes)
    for heading in list(tree.iter(*_LEVELS)):
        after = [heading, *heading.itersiblings()]
        if ends("".join(islice(heading.itertext(), 5))) and not around.intersection(after):
            _drop([part for part in after if isinstance(part.tag, str)], sizes, tree)
    for element in _teasers(tree):
        if element not in around:
            _drop([element], sizes, tree)
    for element in tree.xpath("//body//*[@class or @id]"):
        named = _named(element)
        if not named & lists()["parts"] or named & lists()["states"] or element in around or element.tag in _KEPT:
            continue
        if named & lists()["talk"] and element.find(".//article") is None:
            element.drop_tree()
        else:
            _drop([element], sizes, tree)


def _drop(parts: list[HtmlElement], sizes: dict[HtmlElement, int], tree: HtmlElement) -> None:
    """Take parts out of a page unless they are most of it."""
    if sum(sizes[part] for part in parts) <= _MOST * sizes[tree]:
        for part in parts:
            part.drop_tree()


def _flatten_tables(tree: HtmlElement, sizes: dict[HtmlElement, int]) -> None:
    """Make boxes of the tables that only lay a page out: those with a cell that no table of figures has."""
    for cell in list(tree.iter("td")):
        if sizes[cell] > _CELL_LONGEST:
            table = next(cell.iterancestors("table"), None)
            for part in () if table is None else table.iter("table", "tbody", "tr", "td"):
                part.tag = "div"


def _teasers(tree: HtmlElement) -> list[HtmlElement]:
    """Return the boxes that only lead to other articles: three parts or more, each with a heading that is a link."""
    linked = [heading for level in _LEVELS for heading in tree.iter(level) if _is_linked(heading)]
    cards = Counter(card for heading in linked for card in islice(heading.iterancestors(), _CARD_DEPTH))
    boxes = Counter(card.getparent() for card, count in cards.items() if count == 1)
    return [box for box, count in boxes.items() if box is not None and count >= _CARDS and box.tag not in _KEPT]


def _is_linked(heading: HtmlElement) -> bool:
    return heading.find(".//a[@href]") is not None or any(
        parent.tag == "a" for parent in islice(heading.iterancestors(), 2)
    )


def _named(element: HtmlElement) -> set[str]:
    """Return the words of an element's class and id in small letters: "n-comments", "shareBar"."""
    names = f"{element.get('class', '')} {element.get('id', '')}"[:_CLASS_LONGEST]
    return {word.lower() for word in _WORD.findall(names)}


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Return how many characters of text each element holds."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter("*"))):
        own = 0 if element.tag in ("script", "style") else len((element.text or "").strip())
        inside = sum(sizes[child] + len((child.tail or "").strip()) for child in element.iterchildren("*"))
        sizes[element] = own + inside
    return sizes
