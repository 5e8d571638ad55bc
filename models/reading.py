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

    def statements(self) -> tuple[int, ...]:
        """Return the quotes that are statements of their own, by number.

        One inside another by the same speaker, or inside one and by nobody known, is a part of that: in
        `قال الوزير إن الخطة "جاهزة"` the word between the marks is no second statement.
        """
        return tuple(n for n, quote in enumerate(self.quotes) if not self._is_part(quote))

    def _is_part(self, quote: Quote) -> bool:
        within = None if quote.nested_in is None else self.quotes[quote.nested_in]
        return within is not None and quote.speaker in (None, within.speaker)


@dataclass(frozen=True, slots=True)
class Reading(Attribution):
    """All that was read in an article."""

    summary: Summary


Counted = Literal["speakers", "number_of_speakers", "quotes", "mentions"]
"""What an answer lists or counts: who speaks, how many do, how often one does, how often one is named."""

Lack = Literal["another", "unsaid", "silent", "unnamed", "no_role"]
"""Why there is no answer. another: somebody else said it; unsaid: who is named says nothing of that; silent: he is
named and no word of his is told; unnamed: the article has no such name; no_role: it does not say who he is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, or that the article does not give one.

    `quotes` index the reading's quotes that answer it; `evidence` is the sentence that proves the answer. `counted`
    says what is listed or counted: speakers and statements by `quotes`, mentions by `places`. Where there is no answer
    and `lack` says why, `speaker` is who is meant, as the article names him, and `quotes` and `evidence` tell more.
    `also` are other sentences that prove an answer; `wording` are words of an engine's own for it, which what is shown
    supports.
    """

    answerable: bool
    text: str = ""
    speaker: str | None = None
    quotes: tuple[int, ...] = ()
    evidence: Span | None = None
    also: tuple[Span, ...] = ()
    wording: str | None = None
    counted: Counted | None = None
    places: tuple[Span, ...] = ()
    lack: Lack | None = None
