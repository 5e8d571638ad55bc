"""An article made ready for questions: which terms stand in which sentence and quote."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import numpy as np

from models.answers.terms import NEARLY_SPELLED, Term, agreement, nearly_spelled, term
from models.answers.vectors import Matrix, vectors
from models.arabic.page import leftovers
from models.arabic.words import Word, words
from models.reading import Attribution, Sentence, Span

_CHANCE = 0.25  # nearness that unrelated stems reach by chance
_AKIN = 0.9  # agreement of two stems that keep the same company
_ARTICLES_KEPT = 8  # indices kept, for the questions that follow one another about one article


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a quote, of the rest of its sentences and of the sentences beside them."""

    own: frozenset[str]
    around: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A term of a question, what it weighs in this article, and the words that agree with it, with how far they do."""

    asked: Term
    weight: float
    words: dict[str, float]

    def within(self, norms: frozenset[str]) -> float:
        """Return how far the best of some words agrees, 0 where none does."""
        return max((how for norm, how in self.words.items() if norm in norms), default=0.0)


class Index:
    """The terms of an article's sentences and quotes; nothing in it changes once it is made."""

    def __init__(self, attribution: Attribution) -> None:
        self.attribution = attribution
        self.text = attribution.article.text
        self.sentences: tuple[Sentence, ...] = _running(attribution)
        self.words: tuple[Word, ...] = tuple(words(self.text))
        self._starts = [word.start for word in self.words]

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Return the terms of the sentences by their normal forms."""
        norms = {word.norm for each in self.sentences for word in self.within(each)}
        found = ((norm, term(norm)) for norm in norms)
        return {norm: each for norm, each in found if each is not None}

    @cached_property
    def by_sentence(self) -> tuple[frozenset[str], ...]:
        """Return the normal forms in each sentence."""
        return tuple(self.norms(each) for each in self.sentences)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Return the words in and around each quote."""
        return tuple(self._said(number) for number in range(len(self.attribution.quotes)))

    @cached_property
    def _spread(self) -> Counter[str]:
        """Count the sentences that each stem stands in."""
        stems = ({self.terms[n].stem for n in norms if n in self.terms} for norms in self.by_sentence)
        return Counter(stem for each in stems for stem in each)

    def within(self, span: Span) -> tuple[Word, ...]:
        """Return the words that begin inside a span."""
        return self.words[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def norms(self, span: Span) -> frozenset[str]:
        """Return the normal forms of the words inside a span."""
        return frozenset(word.norm for word in self.within(span))

    def weight(self, asked: Term) -> float:
        """Return how much a term of a question tells the sentences of this article apart."""
        spread = self._spread.get(asked.stem, 0)
        return asked.weight * (1 - 0.5 * log(1 + spread) / log(2 + len(self.sentences)))

    def match(self, topic: tuple[Term, ...]) -> tuple[Match, ...]:
        """Look up every term of a question, each once."""
        return tuple(Match(each, self.weight(each), self.agreeing(each)) for each in dict.fromkeys(topic))

    def agreeing(self, asked: Term) -> dict[str, float]:
        """Return the words of the article that agree with a term of a question, with how far they do."""
        found = self._near_in_meaning(asked)
        for norm, each in self.terms.items():
            how = agreement(asked, each)
            if how > found.get(norm, 0.0):
                found[norm] = how
        if found:
            return found
        return {n: NEARLY_SPELLED for n, each in self.terms.items() if nearly_spelled(asked.stem, each.stem)}

    def _near_in_meaning(self, asked: Term) -> dict[str, float]:
        """Return the words that keep the company of a term of a question in the news: "أسعار" for "غلاء"."""
        nearness = self._vectors @ vectors([asked.stem])[0]
        near = np.flatnonzero(nearness > _CHANCE)
        norms = tuple(self.terms)
        return {norms[n]: float((nearness[n] - _CHANCE) / (1 - _CHANCE) * _AKIN) for n in near}

    @cached_property
    def _vectors(self) -> Matrix:
        return vectors([each.stem for each in self.terms.values()])

    def sentences_of(self, span: Span) -> range:
        """Return the numbers of the sentences that a span meets."""
        first = next((n for n, each in enumerate(self.sentences) if each.end > span.start), len(self.sentences))
        last = first
        while last < len(self.sentences) and self.sentences[last].start < span.end:
            last += 1
        return range(first, last)

    def sentence_at(self, span: Span) -> Span:
        """Return the sentence that a span begins in; the span itself where it begins in none."""
        at = self.sentences_of(Span(span.start, span.start + 1))
        return self.sentences[at[0]] if at else span

    def _said(self, number: int) -> Said:
        quote = self.attribution.quotes[number]
        reach = Span(min(quote.start, quote.cue.start), max(quote.end, quote.cue.end))
        held = self.sentences_of(reach)
        around = frozenset[str]().union(*(self.by_sentence[n] for n in held))
        beside = [n for n in (held.start - 1, held.stop) if 0 <= n < len(self.sentences)]
        near = frozenset[str]().union(*(self.by_sentence[n] for n in beside))
        return Said(self.norms(quote), around, near)


@lru_cache(maxsize=_ARTICLES_KEPT)
def index(attribution: Attribution) -> Index:
    """Return the index of an article, made once for the questions that follow one another about it."""
    return Index(attribution)


def _running(attribution: Attribution) -> tuple[Sentence, ...]:
    """Return the sentences that are no leftovers of the article's page."""
    left = leftovers(attribution.article.text)
    return tuple(each for each in attribution.sentences if not any(line.covers(each) for line in left))
