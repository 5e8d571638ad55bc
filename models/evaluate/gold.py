"""Annotated articles: JSON lines with the quotes that an article holds and who said them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.reading import Article, Span


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quote as people marked it: its span, its kind, its cue's words and every name of its speaker."""

    span: Span
    kind: str
    cue: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its quotes; `outlet` is where it was published."""

    id: str
    outlet: str
    article: Article
    quotes: tuple[GoldQuote, ...]


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """Yield the annotated articles of a file; ValueError names a quote that its article does not hold."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _article(json.loads(line))


def _article(told: dict[str, Any]) -> GoldArticle:
    article = Article(told["text"], told.get("title"), told.get("source"))
    quotes = tuple(_quote(told["id"], article.text, quote) for quote in told["quotes"])
    return GoldArticle(told["id"], told.get("source") or "?", article, quotes)


def _quote(name: str, text: str, told: dict[str, Any]) -> GoldQuote:
    at = -1
    for _ in range(told.get("occurrence", 0) + 1):
        at = text.find(told["text"], at + 1)
    if at < 0:
        raise ValueError(f"{name}: the article does not hold {told['text'][:40]!r}")
    names = (told["speaker"], *told.get("aliases", ()))
    return GoldQuote(Span(at, at + len(told["text"])), told["kind"], told["cue"], names)
