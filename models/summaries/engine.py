"""What every summary engine offers."""

from enum import StrEnum
from typing import Protocol

from models.reading import Attribution, Summary


class Length(StrEnum):
    """How long a summary is asked for."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


class Summarizer(Protocol):
    """Something that tells an article in a few points, each with its evidence."""

    def summarize(self, attribution: Attribution, length: Length = Length.NORMAL) -> Summary:
        """Return the headline and 1, 3 or 5 points (short, normal, long; fewer for a short article)."""
        ...
