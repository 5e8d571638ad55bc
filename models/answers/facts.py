"""Questions of fact: which sentence agrees with the question and holds an answer of the kind that is asked for."""

from dataclasses import dataclass

from models.answers import said
from models.answers.candidates import candidates
from models.answers.counting import Candidate
from models.answers.index import Index, Match
from models.answers.questions import Question, Wants
from models.answers.ranking import Features, Scale
from models.arabic.words import Word, words

_BESIDE = 0.3  # of its weight that a term in the sentence before or after adds
_REACH = 12  # words from a candidate within which the words asked about count as beside it
_LETTERS = (3, 4)  # runs of letters by which words agree that no stem joins

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
    near, own = coverage(index, topic, _BESIDE), coverage(index, topic, 0.0)
    means = index.nearness(asked.text, index.sentences, near)
    letters = _runs([word.norm for word in words(asked.text)])
    nowhere = said.weightiest_absent(topic)
    found = []
    for n in range(len(index.sentences)):
        shared = {
            "near": near[n],
            "own": own[n],
            "means": means[n],
            "letters": _shared(letters, index.words_of(n)),
            "first": float(n == 0),
            "missing": max((each.weight * (1 - each.sentences[n]) for each in topic), default=0.0),
            "nowhere": nowhere,
        }
        found += _in_sentence(index, asked, topic, n, shared)
    return found


def by_sentence(index: Index, asked: Question, by: Scale) -> list[float]:
    """Return how much speaks for each sentence of an article, by the best that it offers."""
    worths = [float("-inf")] * len(index.sentences)
    for fact in offered(index, asked):
        worths[fact.sentence] = max(worths[fact.sentence], by.worth(fact.features))
    return worths


def coverage(index: Index, topic: tuple[Match, ...], beside: float) -> list[float]:
    """Return how much of a topic each sentence covers, 0 to 1; a term in its neighbours counts `beside` as much."""
    total = sum(each.weight for each in topic) or 1.0
    covered = [0.0] * len(index.sentences)
    for each in topic:
        for n, how in enumerate(each.sentences):
            around = max(each.sentences[max(0, n - 1) : n + 2])
            covered[n] += each.weight * max(how, around * beside) / total
    return covered


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


def _runs(norms: list[str]) -> frozenset[str]:
    text = f" {' '.join(norms)} "
    return frozenset(text[n : n + size] for size in _LETTERS for n in range(len(text) - size + 1))


def _shared(asked: frozenset[str], found: tuple[Word, ...]) -> float:
    """Return how many of the runs of letters of a question stand in a sentence, from 0 to 1."""
    return len(asked & _runs([word.norm for word in found])) / (len(asked) or 1)


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
