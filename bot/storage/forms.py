"""The forms in which articles and readings are kept: JSON, checked when it is read back."""

from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from models.reading import Article, Reading

ARTICLE = TypeAdapter(Article)
READING = TypeAdapter(Reading)


def reading_of(article: str, reading: str | None) -> Reading | None:
    """Return the reading kept as two JSON texts, None where there is none or it is of another version's form."""
    if reading is None:
        return None
    both: dict[str, Any] = {"article": from_json(article), **from_json(reading)}
    try:
        return READING.validate_python(both)
    except ValidationError:
        return None
