"""What stands around an article on its page, by the words that pages use for it: menus, comments, boxes, walls."""

import re
import tomllib
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from models.arabic.normalise import fold

_WORD = re.compile(r"[A-Z]?[a-z]+")
_CLASS_LONGEST = 300
_KEPT = ("html", "body", "main", "article", "h1")
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


def clear(tree: HtmlElement) -> None:
    """Take the parts out of a page that their class or id shows to be none of the article."""
    sizes = _sizes(tree)
    for element in tree.xpath("//body//*[@class or @id]"):
        named = _named(element)
        if element.tag in _KEPT or not named & lists()["parts"] or _is_around_title(element, tree):
            continue
        if named & lists()["talk"] or sizes[element] <= _MOST * sizes[tree]:
            element.drop_tree()


def _named(element: HtmlElement) -> set[str]:
    """Return the words of an element's class and id in small letters: "n-comments", "shareBar"."""
    names = f"{element.get('class', '')} {element.get('id', '')}"[:_CLASS_LONGEST]
    return {word.lower() for word in _WORD.findall(names)}


def _is_around_title(element: HtmlElement, tree: HtmlElement) -> bool:
    title = next(tree.iter("h1"), None)
    return title is not None and any(parent is element for parent in title.iterancestors())


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Return how many characters of text each element holds."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter("*"))):
        own = 0 if element.tag in ("script", "style") else len((element.text or "").strip())
        inside = sum(sizes[child] + len((child.tail or "").strip()) for child in element.iterchildren("*"))
        sizes[element] = own + inside
    return sizes
