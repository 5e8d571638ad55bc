"""Questions of fact: which sentence agrees with the question and holds an answer of the kind that is asked for."""

from dataclasses import dataclass

from models.answers import sentences
from models.answers.candidates import candidates
from models.answers.counting import Candidate
from models.answers.index import Index, Match
from models.answers.questions import Question, Wants
from models.answers.ranking import Features, Scale
from models.arabic.words import Word

_REACH = 12  # words from a candidate within which the words asked about count as beside it

TYPED: frozenset[Wants] = frozenset(("number", "duration", "date", "name"))
"""Kinds of answer whose candidates are known by their form."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that may answer a question, the candidate in it, and what speaks for it."""

    sentence: int
    candidate: Candidate | None
    alone: bool
    topic: tuple[Match, ...]
    features: Features


def offered(index: Index, asked: Question) -> list[Fact]:
    """Return what the sentences of an article offer as answers, one by one."""
    topic = index.match(asked.topic)
    found = []
    for n, features in enumerate(sentences.features(index, asked, topic)):
        found += _in_sentence(index, asked, topic, n, features)
    return found


def by_sentence(index: Index, asked: Question, by: Scale) -> list[float]:
    """Return how much speaks for each sentence of an article, by the best that it offers."""
    worths = [float("-inf")] * len(index.sentences)
    for fact in offered(index, asked):
        worths[fact.sentence] = max(worths[fact.sentence], by.worth(fact.features))
    return worths


def _in_sentence(index: Index, asked: Question, topic: tuple[Match, ...], number: int, shared: Features) -> list[Fact]:
    """Return what a sentence offers: one fact a candidate, or the sentence alone where it has none."""
    found = candidates(index, asked, number)
    typed = asked.wants in TYPED
    if not found:
        return [Fact(number, None, alone=False, topic=topic, features=shared | {"untyped": float(typed)})]
    at = _places(index.words_of(number), topic)
    fits, beside = ("fits", "beside") if typed else ("fits_loosely", "beside_loosely")
    return [
        Fact(number, each, len(found) == 1, topic, shared | {fits: each.fit, beside: _closeness(at, each)})
        for each in found
    ]


def _places(found: tuple[Word, ...], topic: tuple[Match, ...]) -> list[tuple[float, list[int]]]:
    """Return for each term of a question its weight and where words that agree with it stand in a sentence."""
    return [(each.weight, [n for n, word in enumerate(found) if word.norm in each.words]) for each in topic]


def _closeness(places: list[tuple[float, list[int]]], candidate: Candidate) -> float:
    """Return how near the words asked about stand to a candidate in its sentence, from 0 to 1."""
    near = sum(
        weight * max(0.0, 1 - min(max(candidate.first - n, n - candidate.last + 1, 0) for n in at) / _REACH)
        for weight, at in places
        if at
    )
    return near / (sum(weight for weight, _ in places) or 1.0)
