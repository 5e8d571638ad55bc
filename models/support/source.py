"""An article made ready for the check: which words, numbers and names stand in which of its sentences."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from models.arabic.page import running
from models.arabic.stems import alike
from models.arabic.words import Word, bare, words
from models.reading import Attribution, Sentence
from models.support.figures import Day, Figure, days, figures
from models.support.sizes import Size, sizes
from models.support.terms import Reading, Term, is_own, is_state, term

SAME, SAME_ROOT, SAME_SENSE, STANDS_FOR, SPELLED_ALIKE = 1.0, 0.85, 0.8, 0.75, 0.85
_LONGEST_SENTENCE = 400  # words; what runs on longer is cut there
_LONGEST_TITLE = 40  # words

Trait = tuple[str, str | int]


class Source:
    """The sentences of an article that are no leftovers of its page; nothing in it changes once it is made.

    `rows` holds the words of each sentence; where the article has a title, its words are the last row.
    """

    def __init__(self, attribution: Attribution) -> None:
        self.attribution = attribution
        self.text = attribution.article.text
        self.sentences: tuple[Sentence, ...] = running(attribution.article.text, attribution.sentences)
        rows = [words(self.text, each.start, each.end)[:_LONGEST_SENTENCE] for each in self.sentences]
        title = words(attribution.article.title or "")[:_LONGEST_TITLE]
        self.rows: tuple[tuple[Word, ...], ...] = tuple(map(tuple, [*rows, title] if title else rows))
        self.norms: tuple[tuple[str, ...], ...] = tuple(tuple(word.norm for word in row) for row in self.rows)

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Return where each folded word stands: the number of its row and its number in it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, row in enumerate(self.norms):
            for at, norm in enumerate(row):
                found[norm].append((n, at))
        return found

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Return the terms of the article by their folded words."""
        found = ((norm, term(norm)) for norm in self.places)
        return {norm: each for norm, each in found if each is not None}

    @cached_property
    def figures(self) -> tuple[tuple[Figure, ...], ...]:
        """Return the numbers of each row."""
        return tuple(tuple(figures(row)) for row in self.rows)

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """Return what the article tells as a size or a share."""
        return tuple(each for row in zip(self.norms, self.figures, strict=True) for each in sizes(*row))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Return the dates of the article."""
        return tuple(day for row, among in zip(self.rows, self.figures, strict=True) for day in days(row, among))

    @cached_property
    def proper(self) -> frozenset[str]:
        """Return the bare words of its speakers' names that tell them from others."""
        names = (name for who in self.attribution.speakers for name in (who.name, *who.aliases))
        return frozenset(bare(word.norm) for name in names for word in words(name) if is_own(word.norm))

    @cached_property
    def names_states(self) -> bool:
        """Say whether the article names any state, its people or its capital."""
        return any(map(is_state, self.terms.values()))

    def is_anchor(self, of: Term) -> bool:
        """Say whether a term names somebody or some place here, and no thing or deed."""
        if of.kind in ("name", "place", "foreign"):
            return True
        norm = of.norm
        return bare(norm) in self.proper or (norm[:1] in "ولب" and bare(norm[1:]) in self.proper)

    def matches(self, asked: Term) -> dict[str, float]:
        """Return the words of the article that can stand for a word of a sentence, with how surely, from 0 to 1."""
        for reading in asked.readings:
            found = dict.fromkeys(self._by_trait.get(("stem", reading.stem), ()), SAME)
            for trait, how in _weaker(asked, reading):
                for norm in self._by_trait.get(trait, ()):
                    found[norm] = max(found.get(norm, 0.0), how)
            if found:
                return found
        return {
            norm: SPELLED_ALIKE
            for norm, each in self.terms.items()
            if any(alike(reading.stem, each.stem) for reading in asked.readings)
        }

    def has(self, norms: Sequence[str]) -> bool:
        """Say whether folded words stand in the article one behind the other."""
        return f" {' '.join(norms)} " in self._folded

    @cached_property
    def _folded(self) -> str:
        return "".join(f" {' '.join(norms)} " for norms in (*self.norms, [word.norm for word in words(self.text)]))

    @cached_property
    def _by_trait(self) -> dict[Trait, list[str]]:
        found: dict[Trait, list[str]] = defaultdict(list)
        for norm, each in self.terms.items():
            for trait in _traits(each):
                found[trait].append(norm)
        return found


def _traits(of: Term) -> Iterator[Trait]:
    yield from (("stem", reading.stem) for reading in of.readings)
    if of.readings[0].root:
        yield ("root", of.readings[0].root)
    yield from (("sense", n) for n in of.readings[0].senses)
    yield from (("place", n) for n in of.places)
    yield from (("capital", n) for n in of.stands_for)


def _weaker(asked: Term, reading: Reading) -> Iterator[tuple[Trait, float]]:
    """Yield the other traits by which a word of the article can stand for one that is asked for."""
    yield from ((("place", n), SAME) for n in asked.places)
    yield from ((("capital", n), STANDS_FOR) for n in asked.places)
    yield from ((("place", n), STANDS_FOR) for n in asked.stands_for)
    yield from ((("capital", n), SAME) for n in asked.stands_for)
    if reading.root:
        yield ("root", reading.root), SAME_ROOT
    yield from ((("sense", n), SAME_SENSE) for n in reading.senses)
