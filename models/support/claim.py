"""A sentence held against an article: where each of its words can stand there, how much each stretch tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.arabic.quotation import Quoted, quotations
from models.arabic.words import Word, words
from models.quotes import attribute
from models.reading import Article, Attribution, Span
from models.support.figures import Day, Figure, days, figures
from models.support.source import SAME, Source
from models.support.terms import Term, term

LONGEST = 120
"""Words of a sentence that is read; a longer one is no sentence of a summary."""
_MOST_PLACES = 400  # of one word in the article
_FOUND = 0.5  # strength from which a word counts as told by the article
_COPIED = 5  # words on each side of a word that have to stand in the article as they do in the sentence
_SHIFTED = 2  # words by which it may stand elsewhere there
_FEWEST_COPIED = 2  # of them
_COPY = 0.8  # share of them, by weight

Places = dict[int, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the sentence with its places in the article: by row, each with its number there and how surely.

    `sure` holds by row how surely it has the word.
    """

    at: int
    term: Term
    places: Places
    sure: dict[int, float]

    @property
    def strength(self) -> float:
        """Return how surely the article has the word anywhere."""
        return max(self.sure.values(), default=0.0)

    def within(self, row: int) -> float:
        """Return how surely a row of the article has the word."""
        return self.sure.get(row, 0.0)

    @property
    def is_told(self) -> bool:
        """Say whether the article has the word or one for it."""
        return self.strength >= _FOUND


class Claim:
    """A sentence with its words looked up in an article."""

    def __init__(self, sentence: str, source: Source) -> None:
        self.sentence = sentence
        self.source = source
        self.words: tuple[Word, ...] = tuple(words(sentence)[: LONGEST + 1])
        self.norms: tuple[str, ...] = tuple(word.norm for word in self.words)
        self.figures: tuple[Figure, ...] = tuple(figures(self.words))
        self.days: tuple[Day, ...] = tuple(days(self.words, self.figures))

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Return the words that say something, numbers left out, in order."""
        counted = {at for each in self.figures if not each.dual for at in range(each.first, each.last)}
        known = ((at, term(norm)) for at, norm in enumerate(self.norms) if at not in counted)
        found = ((at, each) for at, each in known if each is not None and each.kind != "number")
        return tuple(_match(self.source, at, each) for at, each in found)

    @cached_property
    def topical(self) -> tuple[Match, ...]:
        """Return the words that tell what the sentence is about: those of saying are left out."""
        return tuple(each for each in self.matches if each.term.kind != "cue")

    @cached_property
    def anchors(self) -> tuple[Match, ...]:
        """Return the words that name somebody or some place."""
        return tuple(each for each in self.matches if self.source.is_anchor(each.term))

    @cached_property
    def quotations(self) -> tuple[Quoted, ...]:
        """Return what stands between quotation marks."""
        return quotations(self.sentence)

    @cached_property
    def said(self) -> Attribution:
        """Return who says what in the sentence, read as an article is."""
        return attribute(Article(self.sentence))

    def spelled(self, first: int, last: int) -> str:
        """Return the words of the sentence from one number up to another as they stand."""
        return self.sentence[self.words[first].start : self.words[last - 1].end]

    def near(self, at: int, reach: int) -> tuple[Match, ...]:
        """Return the topical words that stand within so many words of a word, that word among them."""
        return tuple(each for each in self.topical if abs(each.at - at) <= reach)

    def inside(self, span: Span) -> tuple[Match, ...]:
        """Return the topical words in a stretch of the sentence."""
        return tuple(each for each in self.topical if span.covers(self.words[each.at]))

    def told(self, inside: Sequence[Match], row: int, span: Span) -> float:
        """Return how much of some words stands in a row within a span of the article, by weight, from 0 to 1."""
        placed = self.source.rows[row]
        total = sum(each.term.weight for each in inside) or 1.0
        found = (
            each.term.weight * max((how for at, how in each.places.get(row, ()) if span.covers(placed[at])), default=0)
            for each in inside
        )
        return sum(found) / total

    def copies(self, at: int) -> list[tuple[int, int]]:
        """Return the rows of the article that have the words beside a word as they stand, with its place in each."""
        near = [
            each
            for each in self.matches
            if 0 < abs(each.at - at) <= _COPIED and each.is_told and not self.source.is_anchor(each.term)
        ]
        found = ((row, _expected(at, near, row)) for row in {row for each in near for row in each.places})
        return sorted((row, place) for row, place in found if place is not None)


def coverage(matches: Sequence[Match], rows: int) -> list[float]:
    """Return how much of some words each of so many rows of the article has, by weight, from 0 to 1."""
    total = sum(each.term.weight for each in matches) or 1.0
    covered = [0.0] * rows
    for each in matches:
        for row, how in each.sure.items():
            covered[row] += each.term.weight * how / total
    return covered


def _expected(at: int, near: Sequence[Match], row: int) -> int | None:
    """Return where a word should stand in a row that has the words beside it, None for a row that has few of them."""
    same = [(each, [there for there, how in each.places.get(row, ()) if how >= SAME]) for each in near]
    same = [(each, places) for each, places in same if places]
    total = sum(each.term.weight for each in near)
    if len(same) < _FEWEST_COPIED or sum(each.term.weight for each, _ in same) < _COPY * total:
        return None
    meant = {there + at - each.at for each, places in same for there in places}
    return max(sorted(meant), key=lambda place: _agreeing(place, at, same))


def _agreeing(place: int, at: int, same: Sequence[tuple[Match, list[int]]]) -> float:
    """Return how much of the words beside a word stand where they should if it stood at a place, near ones first."""
    return sum(
        each.term.weight / abs(each.at - at)
        for each, places in same
        if any(abs(there + at - each.at - place) <= _SHIFTED for there in places)
    )


def _match(source: Source, at: int, asked: Term) -> Match:
    found: dict[int, list[tuple[int, float]]] = {}
    for norm, how in source.matches(asked).items():
        for row, there in source.places[norm][:_MOST_PLACES]:
            found.setdefault(row, []).append((there, how))
    places = {row: tuple(placed) for row, placed in found.items()}
    return Match(at, asked, places, {row: max(how for _, how in placed) for row, placed in found.items()})
