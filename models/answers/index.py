"""An article made ready for questions: which words stand in which sentence and quote."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import numpy as np

from models.answers.encoder import Matrix, meaning_of, meanings_of
from models.answers.terms import NEARLY_SPELLED, Term, agreement, term
from models.answers.vectors import vectors
from models.arabic.page import running
from models.arabic.stems import alike
from models.arabic.words import Word, words
from models.reading import Attribution, Quote, Sentence, Span

_CHANCE = 0.25  # nearness that the vectors of unrelated stems reach by chance
_AKIN = 0.9  # agreement of two stems that keep the same company
_COMMON = 0.5  # of its weight that a term loses which stands in every sentence of the article
_LONGEST_SENTENCE = 400  # words; what runs on longer is no sentence that can be read for a short answer
_MOST_MEANT = 64  # spans whose meaning is looked at for one question: those that share most words with it
_ARTICLES_KEPT = 8  # indices kept, for the questions that follow one another about one article

Places = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A term of a question in an article: what it weighs there and the words that agree with it, with how far.

    `sentences` and `quotes` hold how far the best word of each agrees, 0 where none does.
    """

    weight: float
    words: dict[str, float]
    sentences: list[float]
    quotes: list[float]


class Index:
    """The words of an article's sentences and quotes; nothing in it changes once it is made."""

    def __init__(self, attribution: Attribution) -> None:
        self.attribution = attribution
        self.text = attribution.article.text
        self.sentences: tuple[Sentence, ...] = running(attribution.article.text, attribution.sentences)
        self.words: tuple[Word, ...] = tuple(words(self.text))
        self._meanings: dict[Span, Matrix] = {}
        self._word_starts = [word.start for word in self.words]
        self._sentence_starts = [each.start for each in self.sentences]
        self._sentence_ends = [each.end for each in self.sentences]

    def within(self, span: Span) -> tuple[Word, ...]:
        """Return the words that begin inside a span."""
        return self.words[bisect_left(self._word_starts, span.start) : bisect_left(self._word_starts, span.end)]

    def words_of(self, sentence: int) -> tuple[Word, ...]:
        """Return the words of a sentence by its number, the first few hundred of an endless one."""
        return self.within(self.sentences[sentence])[:_LONGEST_SENTENCE]

    def sentences_of(self, span: Span) -> range:
        """Return the numbers of the sentences that a span meets."""
        return range(bisect_right(self._sentence_ends, span.start), bisect_left(self._sentence_starts, span.end))

    def sentence_at(self, span: Span) -> Span:
        """Return the sentence that a span begins in; the span itself where it begins in none."""
        at = self.sentences_of(Span(span.start, span.start + 1))
        found: Span = self.sentences[at[0]] if at else span
        return Span(found.start, found.end)

    def has(self, norms: list[str]) -> bool:
        """Say whether folded words stand in the article one behind the other."""
        return f" {' '.join(norms)} " in self._folded

    def match(self, topic: tuple[Term, ...]) -> tuple[Match, ...]:
        """Look up the terms of a question, each once."""
        return tuple(self._match(each) for each in dict.fromkeys(topic))

    def nearness(self, text: str, spans: Sequence[Span], worth: Sequence[float]) -> list[float]:
        """Return how near in meaning each span is to a text, from -1 to 1; of very many the worthiest, else 0."""
        wanted = sorted(range(len(spans)), key=lambda n: -worth[n])[:_MOST_MEANT]
        plain = {n: Span(spans[n].start, spans[n].end) for n in wanted}
        new = list(dict.fromkeys(span for span in plain.values() if span not in self._meanings))
        self._meanings.update(zip(new, meanings_of([span.of(self.text) for span in new]), strict=True))
        asked = meaning_of(text)
        found = [0.0] * len(spans)
        for n, span in plain.items():
            found[n] = float(self._meanings[span] @ asked)
        return found

    @cached_property
    def held(self) -> tuple[range, ...]:
        """Return the sentences that each quote and its cue stand in."""
        return tuple(self.sentences_of(_reach(quote)) for quote in self.attribution.quotes)

    @cached_property
    def mentions(self) -> dict[int, list[str]]:
        """Return the words that name each speaker beside the cues of his quotes."""
        found: dict[int, list[str]] = defaultdict(list)
        for quote in self.attribution.quotes:
            if quote.speaker is not None and quote.mention is not None:
                found[quote.speaker].append(quote.mention.of(self.text))
        return {speaker: list(dict.fromkeys(names)) for speaker, names in found.items()}

    @cached_property
    def _folded(self) -> str:
        return f" {' '.join(word.norm for word in self.words)} "

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Return the terms that the words of the article's sentences make, by their normal form."""
        found = ((norm, term(norm)) for norm in self._by_sentence)
        return {norm: each for norm, each in found if each is not None}

    @cached_property
    def _by_sentence(self) -> Places:
        return self._places(self.sentences)

    @cached_property
    def _by_quote(self) -> Places:
        return self._places(self.attribution.quotes)

    @cached_property
    def _by_trait(self) -> dict[str | int, list[str]]:
        """Return the words of the article by all that a term of a question can agree with: stem, root, meanings."""
        found: dict[str | int, list[str]] = defaultdict(list)
        for norm, each in self.terms.items():
            for trait in _traits(each):
                found[trait].append(norm)
        return found

    @cached_property
    def _spread(self) -> Counter[str]:
        """Count the sentences that each stem stands in."""
        stems = {(each.stem, n) for norm, each in self.terms.items() for n in self._by_sentence[norm]}
        return Counter(stem for stem, _ in stems)

    @cached_property
    def _vectors(self) -> Matrix:
        return vectors([each.stem for each in self.terms.values()])

    def _places(self, spans: Iterable[Span]) -> Places:
        found: Places = defaultdict(list)
        for n, span in enumerate(spans):
            for norm in {word.norm for word in self.within(span)}:
                found[norm].append(n)
        return found

    def _match(self, asked: Term) -> Match:
        agreeing = self._agreeing(asked)
        return Match(
            self._weight(asked),
            agreeing,
            _best(agreeing, self._by_sentence, len(self.sentences)),
            _best(agreeing, self._by_quote, len(self.attribution.quotes)),
        )

    def _weight(self, asked: Term) -> float:
        """Return how much a term of a question tells the sentences of this article apart."""
        spread = self._spread.get(asked.stem, 0)
        return asked.weight * (1 - _COMMON * log(1 + spread) / log(2 + len(self.sentences)))

    def _agreeing(self, asked: Term) -> dict[str, float]:
        """Return the words of the article that agree with a term of a question, with how far they do."""
        found = self._akin(asked)
        for trait in _traits(asked):
            for norm in self._by_trait.get(trait, ()):
                found[norm] = max(found.get(norm, 0.0), agreement(asked, self.terms[norm]))
        if found:
            return found
        return {n: NEARLY_SPELLED for n, each in self.terms.items() if alike(asked.stem, each.stem)}

    def _akin(self, asked: Term) -> dict[str, float]:
        """Return the words that keep the company of a term of a question in the news: "أسعار" for "غلاء"."""
        nearness = self._vectors @ vectors([asked.stem])[0]
        norms = tuple(self.terms)
        near = np.flatnonzero(nearness > _CHANCE)
        return {norms[n]: float((nearness[n] - _CHANCE) / (1 - _CHANCE) * _AKIN) for n in near}


@lru_cache(maxsize=_ARTICLES_KEPT)
def index(attribution: Attribution) -> Index:
    """Return the index of an article, made once for the questions that follow one another about it."""
    return Index(attribution)


def _reach(quote: Quote) -> Span:
    return Span(min(quote.start, quote.cue.start), max(quote.end, quote.cue.end))


def _traits(of: Term) -> tuple[str | int, ...]:
    return (of.stem, *(["√" + of.root] if of.root else []), *of.meanings)


def _best(agreeing: dict[str, float], places: Places, size: int) -> list[float]:
    best = [0.0] * size
    for norm, how in agreeing.items():
        for n in places.get(norm, ()):
            best[n] = max(best[n], how)
    return best
