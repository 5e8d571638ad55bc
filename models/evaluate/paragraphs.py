"""Answers from single paragraphs: is the sentence that holds the answer found, and the answer in it?

The questions come from the paragraphs themselves and every one has an answer, so this measures nothing but the search
for a fact: on ARCD (Mozannar et al. 2019), paragraphs of Arabic Wikipedia.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.answers import answer, facts
from models.answers.index import index
from models.answers.questions import understand
from models.answers.ranking import scales
from models.evaluate.answers import agreement, norms
from models.quotes import attribute
from models.reading import Article, Attribution, Span

PLACES = 3
"""How many of the best sentences are looked at."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about a paragraph, and the words in it that answer it."""

    question: str
    answer: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what is asked about it."""

    text: str
    asks: tuple[Ask, ...]


@dataclass(slots=True)
class Found:
    """Sums over all questions.

    `within[k]` counts where the sentence with the answer is among the k + 1 best, `chance[k]` how many would be by
    chance; `answered` counts the questions that got an answer, `shown` those whose evidence is that sentence, `exact`
    those whose answer is the words that were wanted; `f1` sums their agreement.
    """

    within: list[int]
    chance: list[float]
    asked: int = 0
    answered: int = 0
    shown: int = 0
    exact: int = 0
    f1: float = 0.0


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file in the form of SQuAD."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for told in article["paragraphs"]:
            yield Paragraph(told["context"], tuple(_asks(told["qas"])))


def measure(paragraphs: Iterable[Paragraph]) -> Found:
    """Return how the answers to the questions of some paragraphs do."""
    found = Found([0] * PLACES, [0.0] * PLACES)
    for paragraph in paragraphs:
        read = attribute(Article(paragraph.text))
        for ask in paragraph.asks:
            _add(found, read, ask)
    return found


def ranked(read: Attribution, question: str) -> list[Span]:
    """Return the sentences of an article that a question may be about, the likeliest first.

    The one that proves the answer comes first where there is an answer, then those for which most speaks.
    """
    asked, article = understand(question), index(read)
    given = answer(read, question)
    worths = [0.0] * len(article.sentences) if asked is None else facts.by_sentence(article, asked, scales()["fact"])
    first = [given.evidence] if given.evidence is not None else []
    others = sorted(zip(worths, article.sentences, strict=True), key=lambda each: (-each[0], each[1].start))
    return [*first, *(each for _, each in others if not any(each.meets(shown) for shown in first))]


def paragraph_tables(found: Found) -> Iterator[str]:
    """Yield the lines of the figures in Markdown."""
    share = max(1, found.asked)
    yield f"| of {found.asked} questions | share | by chance |"
    yield "| --- | --- | --- |"
    for place in range(PLACES):
        by_chance = found.chance[place] / share
        yield f"| sentence among the {place + 1} best | {found.within[place] / share:.3f} | {by_chance:.3f} |"
    for name, count in (
        ("answered", found.answered),
        ("answered from that sentence", found.shown),
        ("exact match of the answer", found.exact),
        ("F1 of the answer", found.f1),
    ):
        yield f"| {name} | {count / share:.3f} | |"


def _asks(told: Iterable[dict[str, Any]]) -> Iterator[Ask]:
    for each in told:
        right = each["answers"][0]  # where annotators agree to differ, the first
        at = right["answer_start"]
        yield Ask(each["question"].strip(" -"), Span(at, at + len(right["text"])))


def _add(found: Found, read: Attribution, ask: Ask) -> None:
    text, given = read.article.text, answer(read, ask.question)
    best = ranked(read, ask.question)[:PLACES]
    wanted = Span(ask.answer.start, ask.answer.start + 1)
    for place in range(PLACES):
        found.within[place] += any(each.covers(wanted) for each in best[: place + 1])
        found.chance[place] += min(1.0, (place + 1) / len(read.sentences))
    found.asked += 1
    found.answered += given.answerable
    found.shown += given.evidence is not None and given.evidence.covers(wanted)
    found.exact += norms(given.text) == norms(ask.answer.of(text))
    found.f1 += agreement(given.text, ask.answer.of(text))
