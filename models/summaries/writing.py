"""The engines that write: what a model wrote is shown only where the article supports it."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.arabic.words import words
from models.reading import Attribution, Point, Shortfall, Summary
from models.summaries.choice import Choice, choice
from models.summaries.condensing import around, condensed
from models.summaries.engine import Draft, Length, Task, Writer, WriterError
from models.summaries.extractive import summary_of
from models.summaries.headline import cleaned_title, without_stop
from models.summaries.terms import terms
from models.summaries.wording import tidy
from models.support import Checker

_SAME = 0.7  # share of one point's terms in another at which the two say the same
_SHORTEST, _LONGEST = 5, 60  # words of a point
_LONGEST_HEADLINE = 18

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Written:
    """What was made of one draft: a point for each focus, None where there is none, and what was refused."""

    points: tuple[Point | None, ...]
    refused: tuple[str, ...]
    headline: str | None


class WritingSummarizer:
    """Lets a writer tell an article, holds each sentence against it, and falls back on the article's own sentences.

    A sentence that is not supported is written again once, then the extractive point stands in its place.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def summarize(self, attribution: Attribution, length: Length = Length.NORMAL) -> Summary:
        """Return a headline and as many points as the extractive engine finds, all supported by the article."""
        offered = choice(attribution)
        plain = summary_of(attribution.article.text, offered, length)
        if not plain.points:
            return plain
        checker, task = Checker(attribution), self._task(attribution, offered, plain)
        try:
            first = self._write(checker, task, [])
        except WriterError as error:
            _log.warning("%s wrote nothing: %s", self._writer.name, error)
            return replace(plain, shortfall=error.shortfall)
        points, shortfall = self._again(checker, task, first)
        return self._joined(plain, offered, points, first.headline, shortfall)

    def _task(self, attribution: Attribution, offered: Choice, plain: Summary) -> Task:
        room = self._writer.capacity
        text = condensed(attribution, offered, room)
        sentences = [each.sentence for each in offered.found]
        others = [next(each for each in sentences if each == point.evidence) for point in plain.points[1:]]
        return Task(offered.title, text, (text, *(around(attribution, each, room) for each in others)))

    def _write(self, checker: Checker, task: Task, beside: Sequence[Point]) -> _Written:
        draft = self._writer.write([task])[0]
        return _checked(checker, draft, len(task.focuses), beside)

    def _again(self, checker: Checker, task: Task, first: _Written) -> tuple[list[Point | None], Shortfall | None]:
        """Have those points written once more that the article does not support, and say if some are still missing."""
        points = list(first.points)
        missing = [n for n, point in enumerate(points) if point is None]
        if not missing:
            return points, None
        task = replace(task, focuses=tuple(task.focuses[n] for n in missing), rejected=first.refused)
        try:
            second = self._write(checker, task, [point for point in points if point is not None])
        except WriterError as error:
            _log.warning("%s wrote nothing the second time: %s", self._writer.name, error)
            return points, error.shortfall
        for n, point in zip(missing, second.points, strict=True):
            points[n] = point
        return points, "unsupported" if any(point is None for point in points) else None

    def _joined(
        self,
        plain: Summary,
        offered: Choice,
        points: Sequence[Point | None],
        headline: str | None,
        shortfall: Shortfall | None,
    ) -> Summary:
        """Put the extractive points where none was written, those left out that say what a written one says."""
        written = [point for point in points if point is not None]
        if not written:
            return replace(plain, shortfall=shortfall)
        filled = [
            point or (None if _repeats(own.text, [each.text for each in written]) else own)
            for point, own in zip(points, plain.points, strict=True)
        ]
        first, *others = [point for point in filled if point is not None]
        ordered = (first, *sorted(others, key=lambda point: point.evidence.start))
        title = offered.title or headline or plain.headline
        return Summary(title, ordered, self._writer.name, shortfall)


def _checked(checker: Checker, draft: Draft, wanted: int, beside: Sequence[Point]) -> _Written:
    """Hold a draft against the article; a sentence that says what another says makes no point."""
    points: list[Point | None] = []
    refused = []
    for sentence in _sentences(draft, wanted):
        point = _supported(checker, sentence) if sentence else None
        if sentence and point is None:
            refused.append(sentence)
        told = [each.text for each in (*beside, *points) if each is not None]
        points.append(None if point is None or _repeats(sentence, told) else point)
    points += [None] * (wanted - len(points))
    return _Written(tuple(points), tuple(refused), _headline(checker, draft))


def _supported(checker: Checker, sentence: str) -> Point | None:
    verdict = checker.check(sentence)
    if verdict.supported and verdict.evidence is not None:
        return Point(sentence, verdict.evidence)
    _log.info("A written sentence is not supported: %s", ", ".join(sorted({fault.kind for fault in verdict.faults})))
    return None


def _sentences(draft: Draft, wanted: int) -> Iterator[str]:
    """Yield the sentences in order for display, "" for one that is too short or too long for a point."""
    for sentence in draft.sentences[:wanted]:
        line = tidy(sentence)
        yield line if _SHORTEST <= len(words(line)) <= _LONGEST else ""


def _headline(checker: Checker, draft: Draft) -> str | None:
    line = without_stop(cleaned_title(draft.headline or ""))
    if not 1 < len(line.split()) <= _LONGEST_HEADLINE:
        return None
    return line if checker.check(line).supported else None


def _repeats(sentence: str, others: Sequence[str]) -> bool:
    own = set(terms(words(sentence)))
    for other in others:
        theirs = set(terms(words(other)))
        if len(own & theirs) >= _SAME * max(1, min(len(own), len(theirs))):
            return True
    return False
