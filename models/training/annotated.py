"""The articles that were annotated for training: offsets are kept here, the texts stay with the corpus.

    python -m models.training.annotated ARTICLES.jsonl.xz GOLD.jsonl

writes them, with the questions that were written about some, in the format that `models.evaluate quotes` and `answers`
read. ARTICLES is the ANT corpus (Chouigui, Ben Khiroun, Elayeb, "An Arabic Multi-source News Corpus", AJSE 2021) as
JSON lines with `id`, `source`, `title` and `text`.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.reading import Kind, Span

_INSIDE, _BEHIND = 60.0, 1.3
ANNOTATIONS = Path(__file__).parent / "annotations" / "news.jsonl"
QUESTIONS = ANNOTATIONS.with_name("questions.jsonl")

Question = dict[str, Any]
"""A question as it is kept: `type`, `q`, `answers` and `evidence`, the span of a sentence or None."""


@dataclass(frozen=True, slots=True)
class AnnotatedQuote:
    """A quote as it was marked; `speaker` indexes the article's speakers, `mention` is None where nobody is named."""

    content: Span
    kind: Kind
    cue: Span
    mention: Span | None
    speaker: int


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article of the corpus with its quotes; a speaker is the places of its names, the fullest name first."""

    id: str
    outlet: str
    title: str
    text: str
    speakers: tuple[tuple[Span, ...], ...]
    quotes: tuple[AnnotatedQuote, ...]


def annotated(corpus: Path, annotations: Path = ANNOTATIONS) -> Iterator[AnnotatedArticle]:
    """Yield the annotated articles in the order of the annotations; ValueError names a text that has changed."""
    told = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines()]
    wanted = {each["id"] for each in told}
    texts = {article["id"]: article for article in articles(corpus) if article["id"] in wanted}
    for each in told:
        article = texts.get(each["id"])
        if article is None or digest(article["text"]) != each["digest"]:
            raise ValueError(f"{each['id']}: the corpus does not hold the text that was annotated")
        yield _article(each, article)


def articles(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of the corpus as they stand in it."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def digest(text: str) -> str:
    """Return what tells whether a text is the one that was annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _article(told: dict[str, Any], article: dict[str, Any]) -> AnnotatedArticle:
    return AnnotatedArticle(
        told["id"],
        article["source"],
        article["title"] or "",
        article["text"],
        tuple(tuple(Span(*name) for name in names) for names in told["speakers"]),
        tuple(_quote(quote) for quote in told["quotes"]),
    )


def _quote(told: list[Any]) -> AnnotatedQuote:
    start, end, kind, cue, cue_end, mention, speaker = told
    named = Span(*mention) if mention is not None else None
    return AnnotatedQuote(Span(start, end), kind, Span(cue, cue_end), named, speaker)


def from_gold(path: Path) -> Iterator[AnnotatedArticle]:
    """Yield the articles of a gold file; a cue and a mention are taken where they stand nearest to their quote."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        text = told["text"]
        names = {quote["speaker"]: [quote["speaker"], *quote["aliases"]] for quote in told["quotes"]}
        speakers = tuple(tuple(place for name in each for place in _first(text, name)) for each in names.values())
        numbers = {name: number for number, name in enumerate(names)}
        quotes = tuple(_from_gold(text, quote, numbers[quote["speaker"]]) for quote in told["quotes"])
        yield AnnotatedArticle(told["id"], told["source"], told["title"] or "", text, speakers, quotes)


def _from_gold(text: str, told: dict[str, Any], speaker: int) -> AnnotatedQuote:
    places = places_of(text, told["text"])
    content = places[told.get("occurrence", 0)]
    cue = min(places_of(text, told["cue"]), key=lambda place: _apart(place, content))
    mentions = places_of(text, told["mention"]) if told["mention"] else []
    mention = min(mentions, key=lambda place: _apart(place, cue), default=None)
    return AnnotatedQuote(content, told["kind"], cue, mention, speaker)


def places_of(text: str, words: str) -> list[Span]:
    """Return every place where some words stand in a text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _first(text: str, name: str) -> list[Span]:
    return places_of(text, name)[:1]


def _apart(one: Span, other: Span) -> float:
    """Return how far apart two spans stand; one inside the other counts as far, one behind as a little further."""
    if one.meets(other):
        return _INSIDE
    return other.start - one.end if one.end <= other.start else (one.start - other.end) * _BEHIND


def asked(path: Path = QUESTIONS) -> dict[str, list[Question]]:
    """Return the questions that were written about annotated articles, by the article's id."""
    return {told["id"]: told["questions"] for told in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def as_gold(article: AnnotatedArticle, questions: Iterable[Question] = ()) -> dict[str, Any]:
    """Return an article in the format of the gold files, with the questions about it."""
    return {
        "id": article.id,
        "source": article.outlet,
        "title": article.title,
        "text": article.text,
        "quotes": [_as_gold(article, quote) for quote in article.quotes],
        "questions": [_asked(article, question) for question in questions],
    }


def _asked(article: AnnotatedArticle, question: Question) -> Question:
    """Return a question with names for the speakers' numbers and words for its evidence's place."""
    answers, evidence = question["answers"], question["evidence"]
    if question["type"] == "who_said":
        answers = [name.of(article.text) for speaker in answers for name in article.speakers[speaker]]
    return question | {"answers": answers, "evidence": None if evidence is None else Span(*evidence).of(article.text)}


def _as_gold(article: AnnotatedArticle, quote: AnnotatedQuote) -> dict[str, Any]:
    text = quote.content.of(article.text)
    fullest, *others = (name.of(article.text) for name in article.speakers[quote.speaker])
    return {
        "text": text,
        "occurrence": _occurrence(article.text, text, quote.content.start),
        "kind": quote.kind,
        "cue": quote.cue.of(article.text),
        "mention": quote.mention.of(article.text) if quote.mention is not None else None,
        "speaker": fullest,
        "aliases": others,
    }


def _occurrence(text: str, words: str, start: int) -> int:
    """Return how many times some words stand in a text before a place."""
    count, at = 0, text.find(words)
    while 0 <= at < start:
        count, at = count + 1, text.find(words, at + 1)
    return count


def main(corpus: Path, out: Path) -> None:
    """Write the annotated articles as a gold file."""
    about = asked()
    with out.open("w", encoding="utf-8") as lines:
        for each in annotated(corpus):
            lines.write(json.dumps(as_gold(each, about.get(each.id, ())), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
