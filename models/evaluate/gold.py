"""Annotated articles: JSON lines with the quotes that an article holds and who said them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.reading import Article, Span

Asks = Literal["who_said", "what_said", "fact", "unanswerable"]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quote as people marked it: its span, its kind, its cue's words and every name of its speaker."""

    span: Span
    kind: str
    cue: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question as a reader typed it.

    `accepted` are the names or the short answers that count; `quotes` number the article's quotes that all together
    answer what somebody said. Both are empty where the article holds no answer.
    """

    asks: Asks
    text: str
    accepted: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its quotes and what was asked about it; `outlet` is where it was published."""

    id: str
    outlet: str
    article: Article
    quotes: tuple[GoldQuote, ...]
    questions: tuple[GoldQuestion, ...] = ()


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """Yield the annotated articles of a file; ValueError names a quote that its article does not hold."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _article(json.loads(line))


def _article(told: dict[str, Any]) -> GoldArticle:
    article = Article(told["text"], told.get("title"), told.get("source"))
    quotes = tuple(_quote(told["id"], article.text, quote) for quote in told["quotes"])
    questions = tuple(_question(asked) for asked in told.get("questions", ()))
    return GoldArticle(told["id"], told.get("source") or "?", article, quotes, questions)


def _question(told: dict[str, Any]) -> GoldQuestion:
    answers = tuple(told["answers"])
    if told["type"] == "what_said":
        return GoldQuestion("what_said", told["q"], quotes=answers)
    return GoldQuestion(told["type"], told["q"], answers)


def _quote(name: str, text: str, told: dict[str, Any]) -> GoldQuote:
    at = -1
    for _ in range(told.get("occurrence", 0) + 1):
        at = text.find(told["text"], at + 1)
    if at < 0:
        raise ValueError(f"{name}: the article does not hold {told['text'][:40]!r}")
    names = (told["speaker"], *told.get("aliases", ()))
    return GoldQuote(Span(at, at + len(told["text"])), told["kind"], told["cue"], names)
