"""Articles with a summary that a person wrote: JSON lines {"title"?, "summary", "text", "text_without_lead"?}."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIELDS = ("text", "text_without_lead")
"""The texts that a summary is held against: the whole article, and the article without the lead that it repeats."""

_LONGEST = 200_000  # characters of a text
_LONGEST_LINE = 4_000_000  # bytes


@dataclass(frozen=True, slots=True)
class SummarisedArticle:
    """An article, the summary of it that a person wrote, and its texts by those of FIELDS that it has."""

    title: str | None
    summary: str
    texts: Mapping[str, str]


def read_summarised(path: Path) -> list[SummarisedArticle]:
    """Return the articles of a file; ValueError names the first line that holds none."""
    found: list[SummarisedArticle] = []
    with path.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE + 1), b""), start=1):
            try:
                found += _articles(line)
            except (ValueError, RecursionError) as error:
                raise ValueError(f"{path.name}, line {number}: {_reason(error)}") from None
    if not found:
        raise ValueError(f"{path.name} holds no article")
    return found


def _articles(line: bytes) -> Iterator[SummarisedArticle]:
    """Yield the article of a line, nothing for a blank one."""
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"longer than {_LONGEST_LINE:,} bytes")
    if line.strip():
        yield _article(json.loads(line.decode("utf-8")))


def _article(told: Any) -> SummarisedArticle:  # noqa: ANN401 - whatever JSON can hold
    if not isinstance(told, dict):
        raise ValueError("not an object")  # noqa: TRY004 - what is wrong is the line
    summary, text = _string(told, "summary"), _string(told, "text")
    if not summary or not text:
        raise ValueError('no "summary"' if not summary else 'no "text"')
    texts = {field: found for field in FIELDS if (found := _string(told, field))}
    return SummarisedArticle(_string(told, "title") or None, summary, texts)


def _string(told: Mapping[str, Any], field: str) -> str:
    """Return a field's words, "" where it has none."""
    value = told.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{field}" is not a string')  # noqa: TRY004 - what is wrong is the line
    if len(value) > _LONGEST:
        raise ValueError(f'"{field}" is longer than {_LONGEST:,} characters')
    return value if value.strip() else ""


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "not a line of JSON"
    return str(error)
