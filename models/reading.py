"""The data that walks through the program: an article, who said what in it, its summary, an answer.

All offsets count characters of `Article.text` as it was given, half open: `article.text[start:end]`.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["direct", "indirect", "mixed"]
"""direct: words between quotation marks; indirect: a reported clause; mixed: a clause that holds quoted words."""


Shortfall = Literal["missing", "unreachable", "unusable", "unsupported"]
"""missing: the engine is not set up; unreachable: it did not answer in time or at all; unusable: what it answered
cannot be read; unsupported: the article does not support all that it wrote."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span stands for."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was given; `text` holds the title too where the paste held it."""

    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "ar"


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """One sentence of the article, a heading or a list line among them."""


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """What was said, word for word, and the words that say who said it.

    `speaker` indexes the reading's speakers, None where the source is not known; `nested_in` indexes the quote
    that this one stands inside; `confidence` runs from 0 to 1.
    """

    kind: Kind
    cue: Span
    mention: Span | None
    speaker: int | None
    nested_in: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source of quotes under the fullest name that the article gives, with its other names there."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a summary and the span of the article that proves it.

    `text` is that span's words with some left out, words of ours in square brackets; or a sentence of an engine that
    writes, which the span supports.
    """

    text: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Summary:
    """A headline and the points below it: the weightiest first, then the others in the article's order.

    `engine` is what wrote it; `shortfall` says why the engine that was asked for is not, or not alone, what wrote it.
    """

    headline: str
    points: tuple[Point, ...] = ()
    engine: str = "extractive"
    shortfall: Shortfall | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """An article with who said what in it."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]

    def speaker_of(self, quote: Quote) -> Speaker | None:
        """Return who said the quote, None where that is not known."""
        return None if quote.speaker is None else self.speakers[quote.speaker]


@dataclass(frozen=True, slots=True)
class Reading(Attribution):
    """All that was read in an article."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, or that the article does not give one.

    `quotes` index the reading's quotes that answer it; `evidence` is the sentence that proves the answer. Where the
    question takes for granted that somebody said what another did, there is no answer, and `speaker`, `quotes` and
    `evidence` tell who did. `also` are other sentences that prove it; `wording` are words of an engine's own for it,
    which what is shown supports.
    """

    answerable: bool
    text: str = ""
    speaker: str | None = None
    quotes: tuple[int, ...] = ()
    evidence: Span | None = None
    also: tuple[Span, ...] = ()
    wording: str | None = None
