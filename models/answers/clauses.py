"""The part of a long sentence that is shown as an answer where no short one can be cut out."""

from models.answers.index import Index, Match
from models.arabic.words import Word
from models.reading import Span

LONGEST = 28  # words that an answer may run to


def clause(index: Index, sentence: int, topic: tuple[Match, ...], anchor: Span | None) -> Span:
    """Return the words of a sentence that lie around what was asked about and around a short answer in it."""
    words = index.words_of(sentence)
    if len(words) <= LONGEST:
        return index.sentences[sentence]
    pull = [_pull(word, topic, anchor) for word in words]
    starts = range(len(words) - LONGEST + 1)
    best = max(starts, key=lambda n: (_pulled(words, pull, n), -abs(_middle(pull) - n - LONGEST / 2)))
    return Span(words[best].start, words[best + LONGEST - 1].end)


def _pull(word: Word, topic: tuple[Match, ...], anchor: Span | None) -> float:
    """Return how much a word should be shown: by the terms asked about, and a short answer before all."""
    asked = max((each.weight * each.words.get(word.norm, 0.0) for each in topic), default=0.0)
    return asked + float(anchor is not None and anchor.meets(word))


def _pulled(words: tuple[Word, ...], pull: list[float], first: int) -> float:
    """Return the pull of the words in a window, each word counted once: a name that recurs draws no more."""
    best: dict[str, float] = {}
    for word, how in zip(words[first : first + LONGEST], pull[first : first + LONGEST], strict=True):
        best[word.norm] = max(best.get(word.norm, 0.0), how)
    return round(sum(best.values()), 3)


def _middle(pull: list[float]) -> float:
    total = sum(pull) or 1.0
    return sum(n * how for n, how in enumerate(pull)) / total
