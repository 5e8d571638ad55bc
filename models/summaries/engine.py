"""What every summary engine offers, and what those that write sentences of their own are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from models.reading import Attribution, Shortfall, Summary


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


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer is to write about.

    `text` is the article, or as much of it as `capacity` allows; `focuses` holds, for each sentence that is wanted, the
    stretch of the article that it may tell, the weightiest first; `rejected` are sentences that it wrote before and
    that the article does not support.
    """

    title: str | None
    text: str
    focuses: tuple[str, ...]
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer wrote: a sentence for each focus, "" where there is none, and a headline where it makes one.

    A writer that reads the whole text may give them in an order of its own. None of it has been held against the
    article yet.
    """

    sentences: tuple[str, ...]
    headline: str | None = None


class Writer(Protocol):
    """A model that writes sentences about an article; nothing that it writes is shown unchecked."""

    name: str
    """The engine's name, as `SUMMARIZER` gives it."""

    capacity: int
    """How many words of text, and of each focus, it reads at most."""

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return a draft for each task, in order; raises WriterError where there is none to be had."""
        ...

    def check(self) -> str:
        """Return words for the operator on what is ready to write; raises WriterError where nothing is."""
        ...


class WriterError(Exception):
    """A writer has nothing to give: `shortfall` says why, the message says it to the operator and holds no secret."""

    def __init__(self, shortfall: Shortfall, told: str) -> None:
        super().__init__(told)
        self.shortfall = shortfall
