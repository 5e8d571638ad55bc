"""The JSON lines that other programs rely on: what a batch takes, and what `read` and `ask` print.

All offsets count characters of the text that was given, half open.
"""

from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import Any, NotRequired

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from typing_extensions import TypedDict

from bot.errors import BadLine, EmptyText, ReaderError, TooLong
from bot.texts import say
from models.reading import Answer, Article, Attribution, Point, Quote, Reading, Span

Line = dict[str, Any]
"""One JSON object."""

LINE_LIMIT = 16 * 1024 * 1024
"""How many bytes a line of a batch may have."""


class _ToRead(TypedDict):
    id: str | int
    text: str
    title: NotRequired[str | None]


class _ToAsk(_ToRead):
    questions: list[str]


_TO_READ = TypeAdapter(_ToRead)
_TO_ASK = TypeAdapter(_ToAsk)


@dataclass(frozen=True, slots=True)
class Request:
    """One article of a batch and what is asked about it; `questions` is empty where it is only read."""

    id: str | int
    article: Article
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of a batch that cannot be used: the id where it has one, and why."""

    id: str | int | None
    error: str


def request(line: bytes, limit: int, *, asks: bool) -> Request | Refusal:
    """Return what a line of a batch asks for; `limit` is the longest text, in characters.

    A text is taken as it stands, however short and in whatever language: whoever sends a batch knows what is in
    it, and gets an object for every article.
    """
    if len(line) > LINE_LIMIT:
        return Refusal(None, f"{BadLine.code}: longer than {LINE_LIMIT} bytes")
    try:
        found = from_json(line.removeprefix(BOM_UTF8))
    except ValueError as error:
        return Refusal(None, f"{BadLine.code}: {error}")
    try:
        given: Line = dict((_TO_ASK if asks else _TO_READ).validate_python(found, strict=True))
    except ValidationError as error:
        return Refusal(_id(found), f"{BadLine.code}: {_faults(error)}")
    if not given["text"].strip():
        return refused(given["id"], EmptyText())
    if len(given["text"]) > limit:
        return refused(given["id"], TooLong(length=len(given["text"]), limit=limit))
    article = Article(given["text"], given.get("title") or None)
    return Request(given["id"], article, tuple(given.get("questions", ())))


def refused(name: str | int | None, error: ReaderError) -> Refusal:
    """Return the refusal for an error that a reader can make: its stable code and its English words."""
    return Refusal(name, f"{error.code}: {say(error.text_key, 'en', **error.details)}")


def refusal_line(refusal: Refusal) -> Line:
    """Return what stands in the place of a line that cannot be used."""
    return {"id": refusal.id, "error": refusal.error}


def reading_line(name: str | int, reading: Reading) -> Line:
    """Return what `read` prints of an article: headline, summary, quotes, speakers, and which engine summarised it."""
    return {
        "id": name,
        "headline": reading.summary.headline,
        "summary": [_point(point) for point in reading.summary.points],
        "quotes": [_quote(reading, quote) for quote in reading.quotes],
        "speakers": [
            {
                "name": speaker.name,
                "aliases": list(speaker.aliases),
                "quotes": [at for at, quote in enumerate(reading.quotes) if quote.speaker == number],
            }
            for number, speaker in enumerate(reading.speakers)
        ],
        "engine": reading.summary.engine,
        "shortfall": reading.summary.shortfall,
    }


def answer_line(name: str | int, question: str, answer: Answer, attribution: Attribution) -> Line:
    """Return what `ask` prints of a question; `also` and `wording` where a language model gave some."""
    text = attribution.article.text
    return {
        "id": name,
        "question": question,
        "answerable": answer.answerable,
        "answer": answer.text,
        "speaker": answer.speaker,
        "quotes": [attribution.quotes[at].of(text) for at in answer.quotes],
        "evidence": None if answer.evidence is None else _stretch(answer.evidence, text),
        **({"also": [_stretch(each, text) for each in answer.also]} if answer.also else {}),
        **({} if answer.wording is None else {"wording": answer.wording}),
    }


def article_part(article: Article) -> Line:
    """Return the article as it was read, with the text that the offsets count in."""
    return {
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "url": article.url,
    }


def _point(point: Point) -> Line:
    return {"text": point.text, "start": point.evidence.start, "end": point.evidence.end}


def _quote(reading: Reading, quote: Quote) -> Line:
    text, speaker = reading.article.text, reading.speaker_of(quote)
    return _stretch(quote, text) | {
        "kind": quote.kind,
        "cue": quote.cue.of(text),
        "mention": quote.mention and quote.mention.of(text),
        "speaker": speaker and speaker.name,
        "nested_in": quote.nested_in,
        "confidence": round(quote.confidence, 3),
    }


def _stretch(span: Span, text: str) -> Line:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _id(found: object) -> str | int | None:
    name = found.get("id") if isinstance(found, dict) else None
    return name if isinstance(name, str | int) and not isinstance(name, bool) else None


def _faults(error: ValidationError) -> str:
    """Return one clause a fault, without what was given, which may be long: "text: Field required"."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(": ".join([*map(str, each["loc"]), each["msg"]]) for each in found[:5])
