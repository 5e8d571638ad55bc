"""What a page may cost before it is taken apart: libxml2 needs minutes for a tag of fifty thousand attributes."""

import re

from bot.errors import PageTooTangled

_TAG = re.compile(
    r"<!--|</?(?P<name>[A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+"
)  # a quotation mark opens a value only after "=": <img alt="5" tall">
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_GAP = re.compile(r"[\s/]+|=")
_COMMENT_END = re.compile(r"--!?>")
_CODE = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
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


def _gaps(tag: str) -> int:
    if len(tag) <= _MOST_GAPS:
        return 0
    return sum(1 for _ in _GAP.finditer(_VALUE.sub("=", tag)))
