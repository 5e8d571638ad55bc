"""Terms: the words of a text that carry its topic, and how far a word of a question agrees with one of the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from models.answers.lexicon import meanings, word_list
from models.arabic.numbers import value_of
from models.arabic.remembered import remembered
from models.arabic.stems import ARTICLES, alike, frequency, root, stem
from models.arabic.words import Word, bare

SAME_STEM, SAME_ROOT, SAME_MEANING = 1.0, 0.75, 0.7
NEARLY_SPELLED = 0.8  # "ترامب" and "ترمب"
_LIGHT = 0.35  # of the weight of a word that stands in nearly every question of its kind


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries meaning: its normal form, what it is matched by, and its weight from 0 to 1."""

    norm: str
    stem: str
    root: str
    meanings: frozenset[int]
    weight: float


@remembered
def term(norm: str) -> Term | None:
    """Return the term that a folded word makes, None for a word without a topic of its own."""
    if norm in word_list("stop", "words") or (len(norm) < 2 and not norm.isdigit()):
        return None
    value = value_of(norm)
    if value is not None:
        return Term(norm, f"#{value:g}", "", frozenset(), 0.8)
    light = norm in word_list("stop", "light") or bare(norm) in word_list("stop", "light")
    return Term(norm, stem(norm), root(norm), meanings(norm), _rarity(norm) * (_LIGHT if light else 1.0))


def terms(words: Iterable[Word]) -> list[Term]:
    """Return the terms of a run of words in order."""
    return [found for found in (term(word.norm) for word in words) if found is not None]


def _rarity(norm: str) -> float:
    """Return the weight of a word: 1 for one that the background never saw, near 0 for one in every article."""
    known = max(frequency(bare(norm)), frequency(stem(norm)), 1)
    return max(0.1, log(ARTICLES / known) / log(ARTICLES))


def agreement(asked: Term, found: Term) -> float:
    """Return how far a word of the article is the word asked for, from 0 to 1."""
    if asked.stem == found.stem:
        return SAME_STEM
    if asked.root and asked.root == found.root:
        return SAME_ROOT
    if asked.meanings & found.meanings:
        return SAME_MEANING
    return NEARLY_SPELLED if alike(asked.stem, found.stem) else 0.0
