"""Telegram's HTML as its servers read it: tags become entities, and what is malformed is refused."""

import re
from html import unescape
from typing import Any

NAMES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strikethrough",
         "code": "code", "pre": "pre", "blockquote": "blockquote"}  # fmt: skip

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-z0-9-]*)(?P<rest>[^>]*)(?P<end>>?)|&(?:lt|gt|amp|quot|#\d+);|[^<&]+|&")


class MalformedError(ValueError):
    """Markup that Telegram refuses, with the words that it gives."""


def units(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and its entities, or raise MalformedError."""
    text, entities, open_tags = "", [], []
    for token in _TOKEN.finditer(html):
        if not token[0].startswith("<"):
            text += unescape(token[0]) if token[0].endswith(";") else token[0]
        elif not token["end"]:
            raise MalformedError("Unclosed start tag")
        elif token["close"]:
            if not open_tags or open_tags[-1]["tag"] != token["tag"]:
                raise MalformedError(f"Unexpected end tag </{token['tag']}>")
            start = open_tags.pop()["start"]
            entities.append({"type": NAMES[token["tag"]], "offset": start, "length": units(text) - start})
        elif token["tag"] not in NAMES or token["rest"]:
            raise MalformedError(f'Unsupported start tag "{token["tag"]}"')
        elif token["tag"] == "blockquote" and any(each["tag"] == "blockquote" for each in open_tags):
            raise MalformedError("Nested blockquote")
        else:
            open_tags.append({"tag": token["tag"], "start": units(text)})
    if open_tags:
        raise MalformedError(f"Can't find end tag corresponding to start tag {open_tags[-1]['tag']}")
    return text, [entity for entity in entities if entity["length"]]


def under(kind: str, text: str, entities: list[dict[str, Any]]) -> list[str]:
    """Return the stretches of the text that stand under a kind of entity."""
    coded = text.encode("utf-16-le")
    return [
        coded[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in entities
        if entity["type"] == kind
    ]
