"""What a page may cost before it is taken apart: libxml2 needs minutes for a tag of fifty thousand attributes."""

import re

from lxml.html import HtmlElement

from bot.errors import PageTooTangled

_TAG = re.compile(
    r"<!--|</?(?P<name>[A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+"
)  # a quotation mark opens a value only after "=": <img alt="5" tall">
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_GAP = re.compile(r"[\s/]+|=")
_COMMENT_END = re.compile(r"--!?>")
_CODE = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_MOST_ELEMENTS = 15_000  # the front page of a large site has some 8,000
_MOST_WEIGHT = 500_000  # depths and attributes of all elements together; a large site's are some 200,000
_MOST_TEXT = 1_000_000  # characters, menus and comments among them
_MOST_GAPS = 400  # in a tag: an attribute has two at most, and no honest tag has two hundred attributes


def check_tags(source: str) -> None:
    """Raise PageTooTangled where a tag of a page has more attributes than a parser can take in reasonable time.

    One pass from left to right. Where pages can be read in two ways, the one with more tags is taken.
    """
    at = 0
    while (tag := _TAG.search(source, at)) is not None:
        at = tag.end()
        if tag["name"] is None:
            end = _COMMENT_END.search(source, tag.start() + 2)  # "<!-->" is a whole comment
        else:
            if _gaps(tag.group()) > _MOST_GAPS:
                raise PageTooTangled
            opens = not tag.group().startswith("</") and not tag.group().endswith("/")
            code = _CODE.get(tag["name"].lower()) if opens else None
            if code is None:
                continue
            end = code.search(source, at)
        if end is None:
            return
        at = end.end() if tag["name"] is None else end.start()


def check_tree(tree: HtmlElement) -> None:
    """Raise PageTooTangled where a page has more elements, more of them inside each other or more text than is read.

    What looks for the article takes time in proportion to their number, their depth and the text below them.
    """
    depths: dict[HtmlElement | None, int] = {None: 0}
    weight = text = 0
    for count, element in enumerate(tree.iter("*")):
        depths[element] = depth = depths[element.getparent()] + 1
        weight += depth + len(element.attrib)
        text += len(element.text or "") + len(element.tail or "") if element.tag not in _CODE else 0
        if count > _MOST_ELEMENTS or weight > _MOST_WEIGHT or text > _MOST_TEXT:
            raise PageTooTangled


def _gaps(tag: str) -> int:
    if len(tag) <= _MOST_GAPS:
        return 0
    return sum(1 for _ in _GAP.finditer(_VALUE.sub("=", tag)))
