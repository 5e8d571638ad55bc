"""Questions of fact: which sentence agrees with the question and holds an answer of the kind that is asked for."""

from dataclasses import dataclass

from models.answers.candidates import candidates
from models.answers.counting import Candidate
from models.answers.index import Index, Match
from models.answers.questions import Question, Wants
from models.arabic.words import Word

_BESIDE = 0.3  # of its weight that a term in the sentence before or after adds
_FIT = 0.35  # what a candidate that wholly fits the question adds to its sentence's coverage
_CLOSE = 0.15  # what a candidate adds that stands beside the words asked about
_REACH = 12  # words from a candidate within which the words asked about count as beside it

_HELD: dict[Wants, float] = {
    "number": 0.35, "duration": 0.3, "date": 0.35, "place": 0.45, "reason": 0.45,
    "person": 0.6, "name": 0.7, "thing": 0.55, "manner": 0.55, "yes_or_no": 0.75,
}  # fmt: skip
"""How much of a question a sentence has to cover for each kind of answer; less where the kind itself is proof."""

_TYPED: frozenset[Wants] = frozenset(("number", "duration", "date", "name"))
"""Kinds of answer that a sentence must show: without a date in it no sentence says when."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that answers a question, the candidate in it, and how much of the question it covers."""

    sentence: int
    coverage: float
    score: float
    candidate: Candidate | None
    alone: bool
    topic: tuple[Match, ...]


def find(index: Index, question: Question) -> Fact | None:
    """Return the best answer to a question of fact, None where no sentence answers it."""
    topic = index.match(question.topic)
    covered = coverage(index, topic)
    held = [n for n, how in enumerate(covered) if how >= _HELD[question.wants]]
    found = [fact for n in held for fact in _in_sentence(index, question, topic, n, covered[n])]
    return max(found, key=lambda fact: fact.score, default=None)


def coverage(index: Index, topic: tuple[Match, ...]) -> list[float]:
    """Return how much of a topic each sentence covers, from 0 to 1; its neighbours help a little."""
    total = sum(each.weight for each in topic) or 1.0
    covered = [0.0] * len(index.sentences)
    for each in topic:
        for n, how in enumerate(each.sentences):
            beside = max(each.sentences[max(0, n - 1) : n + 2])
            covered[n] += each.weight * max(how, beside * _BESIDE) / total
    return covered


def _in_sentence(index: Index, question: Question, topic: tuple[Match, ...], number: int, covered: float) -> list[Fact]:
    """Return what a sentence offers: one fact a candidate, or the sentence alone where its kind needs none."""
    offered = candidates(index, question, number)
    if not offered:
        return [] if question.wants in _TYPED else [Fact(number, covered, covered, None, alone=False, topic=topic)]
    words = index.words_of(number)
    at = _places(words, topic)
    return [
        Fact(number, covered, covered + _FIT * each.fit + _CLOSE * _closeness(at, each), each, len(offered) == 1, topic)
        for each in offered
    ]


def _places(words: tuple[Word, ...], topic: tuple[Match, ...]) -> list[tuple[float, list[int]]]:
    """Return for each term of a question its weight and where words that agree with it stand in a sentence."""
    return [(each.weight, [n for n, word in enumerate(words) if word.norm in each.words]) for each in topic]


def _closeness(places: list[tuple[float, list[int]]], candidate: Candidate) -> float:
    """Return how near the words asked about stand to a candidate in its sentence, from 0 to 1."""
    near = sum(
        weight * max(0.0, 1 - min(max(candidate.first - n, n - candidate.last + 1, 0) for n in at) / _REACH)
        for weight, at in places
        if at
    )
    return near / (sum(weight for weight, _ in places) or 1.0)
