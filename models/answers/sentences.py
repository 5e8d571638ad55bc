"""What speaks for each sentence of an article as the place where a question is answered, whatever the answer's kind.

A question about an article names what the article is about, and the sentence that answers it often does not: "يحده من
الشرق العراق" answers "ما الدول التي تحد سوريا". So words of the question that the article begins with tell little.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

from models.answers.index import Index, Match
from models.answers.questions import Question
from models.answers.ranking import Features
from models.arabic.words import words

_BESIDE = 0.3  # of its weight that a term in the sentence before or after adds
_LETTERS = (3, 4)  # runs of letters by which words agree that no stem joins
_BEGINNING = 5  # words from the start of an article that name what it is about
_SURELY = 0.7  # agreement of a word that names the same
_UNDERSTOOD = 0.8  # of a term that the article begins with which every sentence is taken to hold
_LIKE = 0.5  # agreement of a word that counts where words stand together
_TOGETHER = 12  # words that stand together
_STEP = 3  # words from one stretch that is looked at to the next
_COUNTED = ("number", "duration")

Runs = frozenset[str]


def features(index: Index, asked: Question, topic: tuple[Match, ...]) -> list[Features]:
    """Return what speaks for each sentence of an article, in their order; `topic` is looked up already."""
    told = [[word.norm for word in index.words_of(n)] for n in range(len(index.sentences))]
    near, subject = coverage(index, topic, _BESIDE), _subject(topic, told)
    rest = tuple(each for each in topic if each not in subject)
    own, others = coverage(index, rest, 0.0), coverage(index, topic, 0.0)
    means = index.nearness(asked.text, index.sentences, near)
    question = [word.norm for word in words(asked.text)]
    telling = _letters(question, told)
    return [
        {
            "near": near[n],
            "rest": own[n],
            "understood": others[n] + _left_out(subject, topic, n),
            "before": _before(topic, n),
            "together": _together(topic, norms),
            "means": means[n],
            "telling": telling[n],
            "first": float(n == 0),
            "missing": max((each.weight * (1 - each.sentences[n]) for each in topic), default=0.0),
            "long": log(1 + len(norms)),
            "new": log(1 + sum(norm not in question and norm in index.terms for norm in norms)),
            "digits": float(asked.wants in _COUNTED and _has_digits(index, n)),
        }
        for n, norms in enumerate(told)
    ]


def coverage(index: Index, topic: tuple[Match, ...], beside: float) -> list[float]:
    """Return how much of a topic each sentence covers, 0 to 1; a term in its neighbours counts `beside` as much."""
    total = sum(each.weight for each in topic) or 1.0
    covered = [0.0] * len(index.sentences)
    for each in topic:
        for n, how in enumerate(each.sentences):
            around = max(each.sentences[max(0, n - 1) : n + 2])
            covered[n] += each.weight * max(how, around * beside) / total
    return covered


def _subject(topic: tuple[Match, ...], told: list[list[str]]) -> tuple[Match, ...]:
    """Return the terms of a question that the article begins with: what it is about.

    Where it begins with all of them ("متى افتتح الجسر" of "افتتاح الجسر"), they are what is asked about.
    """
    beginning = told[0][:_BEGINNING] if told else []
    found = tuple(each for each in topic if any(each.words.get(norm, 0.0) >= _SURELY for norm in beginning))
    return found if len(found) < len(topic) else ()


def _left_out(subject: tuple[Match, ...], topic: tuple[Match, ...], number: int) -> float:
    """Return how much of a topic a sentence need not say, since it is what the whole article is about."""
    total = sum(each.weight for each in topic) or 1.0
    left = (each.weight * max(0.0, _UNDERSTOOD * each.sentences[0] - each.sentences[number]) for each in subject)
    return sum(left) / total


def _before(topic: tuple[Match, ...], number: int) -> float:
    """Return how much of a topic the sentence before holds beyond this one, which may go on about it."""
    if number == 0:
        return 0.0
    total = sum(each.weight for each in topic) or 1.0
    return sum(each.weight * max(0.0, each.sentences[number - 1] - each.sentences[number]) for each in topic) / total


def _together(topic: tuple[Match, ...], norms: list[str]) -> float:
    """Return how much of a topic stands together in the best stretch of a sentence."""
    total = sum(each.weight for each in topic) or 1.0
    how = [[each.weight * _liked(each, norm) for norm in norms] for each in topic]
    starts = range(0, max(1, len(norms)), _STEP)
    return max(sum(max(row[n : n + _TOGETHER], default=0.0) for row in how) for n in starts) / total


def _liked(each: Match, norm: str) -> float:
    how = each.words.get(norm, 0.0)
    return how if how >= _LIKE else 0.0


def _has_digits(index: Index, number: int) -> bool:
    """Say whether a sentence has a number in digits that is no share: not in "60% من المزارع"."""
    found = (word for word in index.words_of(number) if word.norm[0].isdigit())
    return any(index.text[word.end : word.end + 2].strip()[:1] not in ("%", "٪") for word in found)


def _letters(question: list[str], told: Sequence[list[str]]) -> list[float]:
    """Return how many of the runs of letters that a question shares with the article stand in each sentence, 0 to 1.

    Each counts by how few of the sentences hold it.
    """
    asked = runs(question)
    shared = [asked & runs(norms) for norms in told]
    spread = Counter(run for each in shared for run in each)
    rarity = {run: log((len(told) + 1) / (count + 0.5)) for run, count in spread.items()}
    total = sum(rarity.values()) or 1.0
    return [sum(rarity[run] for run in sorted(each)) / total for each in shared]


def runs(norms: list[str]) -> Runs:
    """Return the runs of letters that folded words hold, a blank at each end of a word."""
    text = f" {' '.join(norms)} "
    return frozenset(text[n : n + size] for size in _LETTERS for n in range(len(text) - size + 1))
