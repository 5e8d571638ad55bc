"""Summaries against those that people wrote: an engine, the first sentences, the best one, and what others choose."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.arabic.words import words
from models.evaluate.peers import PEERS, Peer
from models.evaluate.rouge import rouge, stems, tokens, word_rouge_1
from models.evaluate.summarised import FIELDS, SummarisedArticle
from models.reading import Article, Attribution
from models.summaries.engine import Length, Summarizer

MEASURES = ("word R-1", "R-1", "R-2", "R-L", "unstemmed R-1", "unstemmed R-2", "unstemmed R-L")
"""F of the words as they stand; the official scoring with its stemmer; the official scoring without."""

FIRST_POINT, WHOLE = "first point", "whole summary"
LEADS = ("lead-1", "lead-2", "lead-3")
BEST = "best sentence"
ROWS = (*LEADS, BEST, *PEERS, FIRST_POINT, WHOLE)
"""What is measured, in the order of the tables."""

Support = Callable[[Attribution], Callable[[str], bool]]
"""For an article, what says whether it supports a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one of ROWS says of an article: its sentences, the seconds that they took, whether the engine fell short.

    The last two are None where there is nothing to measure.
    """

    sentences: tuple[str, ...]
    seconds: float | None = None
    shortfall: bool | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was told of one article: the figures of MEASURES from 0 to 1, its words, its sentences, those supported."""

    told: Told
    figures: tuple[float, ...]
    words: int
    supported: int


@dataclass(slots=True)
class Report:
    """What was measured: for each of FIELDS and of ROWS, the articles in the file's order."""

    articles: int = 0
    fields: dict[str, dict[str, list[Measured]]] = field(
        default_factory=lambda: {name: {row: [] for row in ROWS} for name in FIELDS}
    )


@dataclass(frozen=True, slots=True)
class Systems:
    """What is measured and what it takes: who reads an article, the engine, the others, and the support check."""

    attribute: Callable[[Article], Attribution]
    summarizer: Summarizer
    peers: Mapping[str, Peer]
    support: Support


def evaluate(articles: Iterable[SummarisedArticle], systems: Systems) -> Report:
    """Return how near to a person's summary each of ROWS comes, on every text that the articles have."""
    report = Report()
    for each in articles:
        report.articles += 1
        reference = _Reference(each.summary)
        for name, text in each.texts.items():
            attribution = systems.attribute(Article(text, each.title))
            for row, measured in _measured(attribution, reference, systems).items():
                report.fields[name][row].append(measured)
    return report


def _measured(attribution: Attribution, reference: "_Reference", systems: Systems) -> dict[str, Measured]:
    sentences = [sentence.of(attribution.article.text) for sentence in attribution.sentences]
    supported = _remembering(systems.support(attribution))
    found = {row: reference.measure(told, supported) for row, told in _told(attribution, sentences, systems).items()}
    return found | {BEST: reference.best(sentences, supported)}


def _told(attribution: Attribution, sentences: Sequence[str], systems: Systems) -> dict[str, Told]:
    """Return what each of ROWS but the best sentence says of an article."""
    told = {row: Told(tuple(sentences[: n + 1])) for n, row in enumerate(LEADS)}
    for name, choose in systems.peers.items():
        started = time.perf_counter()
        chosen = choose(sentences)
        told[name] = Told(() if chosen is None else (chosen,), time.perf_counter() - started)
    started = time.perf_counter()
    summary = systems.summarizer.summarize(attribution, Length.NORMAL)
    seconds = time.perf_counter() - started
    points = tuple(point.text for point in summary.points)
    fell = summary.shortfall is not None
    return told | {FIRST_POINT: Told(points[:1], seconds, fell), WHOLE: Told(points, seconds, fell)}


class _Reference:
    """The summary that a person wrote, ready to be compared with."""

    def __init__(self, summary: str) -> None:
        self._text = summary
        self._tokens = tokens(summary)
        self._stems = stems(self._tokens)

    def measure(self, told: Told, supported: Callable[[str], bool]) -> Measured:
        said = " ".join(told.sentences)
        held = sum(supported(sentence) for sentence in told.sentences)
        return Measured(told, self._figures(said), len(words(said)), held)

    def best(self, sentences: Sequence[str], supported: Callable[[str], bool]) -> Measured:
        """Return the best single sentence: by words, and in each figure the best by that figure."""
        figures = [self._figures(sentence) for sentence in sentences]
        if not figures:
            return self.measure(Told(()), supported)
        chosen = max(range(len(sentences)), key=lambda n: figures[n][0])
        measured = self.measure(Told((sentences[chosen],)), supported)
        return Measured(measured.told, tuple(map(max, zip(*figures, strict=True))), measured.words, measured.supported)

    def _figures(self, said: str) -> tuple[float, ...]:
        own = tokens(said)
        stemmed, plain = rouge(stems(own), self._stems), rouge(own, self._tokens)
        official = (each.f for scores in (stemmed, plain) for each in (scores.one, scores.two, scores.longest))
        return (word_rouge_1(said, self._text), *official)


def _remembering(supported: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return a check that asks once for each sentence: the first sentence is in seven rows."""
    known: dict[str, bool] = {}

    def check(sentence: str) -> bool:
        if sentence not in known:
            known[sentence] = supported(sentence)
        return known[sentence]

    return check
