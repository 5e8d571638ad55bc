"""Who speaks in which stretch of an article, and whom of them a name can mean."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.arabic.stems import alike, stem
from models.arabic.words import bare, words
from models.quotes.names import WEAK
from models.reading import Quote
from models.support.lexicon import listed
from models.support.source import Source
from models.support.terms import is_own, term

_NAMED = 0.5  # share of a name's words that a speaker of the article has to bear
_THERE = 0.6  # … that have to stand in a sentence for it to be about the named one
_BACK = 2  # sentences before one in which somebody is named whom it may mean by a pronoun
_LAND = 2  # words of a name that may be a land's: "طهران", "الحكومة الإيرانية"


@dataclass(frozen=True, slots=True)
class Named:
    """The words of a name, bare and as stems; the stems that only one person bears; the places that it names."""

    bare: tuple[str, ...]
    stems: tuple[str, ...]
    proper: frozenset[str]
    places: frozenset[int]


def named(name: str) -> Named:
    """Return the words of a name that tell it from others."""
    norms = [word.norm for word in words(name) if word.norm not in WEAK and len(word.norm) > 1]
    terms = [known for norm in norms if (known := term(norm)) is not None]
    return Named(
        tuple(bare(norm) for norm in norms),
        tuple(stem(norm) for norm in norms),
        frozenset(stem(norm) for norm in norms if is_own(norm)),
        frozenset(place for each in terms for place in (*each.places, *each.stands_for)),
    )


class Voices:
    """The speakers of an article by their names, and their quotes by the rows that they stand in."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def names(self) -> tuple[tuple[Named, ...], ...]:
        """Return the names of each speaker."""
        speakers = self._source.attribution.speakers
        return tuple(tuple(named(name) for name in (who.name, *who.aliases)) for who in speakers)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """Return the stems of all names of each speaker."""
        return tuple(frozenset(stem for name in known for stem in name.stems) for known in self.names)

    @cached_property
    def quotes(self) -> tuple[tuple[Quote, ...], ...]:
        """Return the quotes that meet each row and whose speaker is known."""
        starts = [each.start for each in self._source.sentences]
        found: list[list[Quote]] = [[] for _ in self._source.rows]
        for quote in self._source.attribution.quotes:
            first = max(0, bisect_left(starts, quote.start) - 1)
            for row in range(first, bisect_left(starts, quote.end)):
                if quote.speaker is not None and self._source.sentences[row].meets(quote):
                    found[row].append(quote)
        return tuple(map(tuple, found))

    def heard(self, row: int) -> frozenset[int]:
        """Return the speakers whose words stand in a row."""
        return frozenset(quote.speaker for quote in self.quotes[row] if quote.speaker is not None)

    def has_name(self, who: int) -> bool:
        """Say whether the article gives a speaker a name of his own, and not only an office or a body."""
        return any(known.proper for known in self.names[who])

    def is_relaying(self, who: int) -> bool:
        """Say whether a speaker passes on what others say: "أكد مراسل الإذاعة، وفق ما صرح به رئيس المجلس"."""
        relays = listed("words.toml", "speech", "relays")
        return any(known.bare and known.bare[0] in relays for known in self.names[who])

    def is_vague(self, who: int) -> bool:
        """Say whether a speaker is only told by one word that may stand for many: "الشركة", "المغنية"."""
        return not any(known.proper or len(known.bare) > 1 for known in self.names[who])

    def meant(self, name: Named) -> frozenset[int]:
        """Return the speakers whom a name can mean."""
        return frozenset(who for who in range(len(self.names)) if self._can_mean(name, who))

    def rows_of(self, name: Named, meant: frozenset[int]) -> tuple[list[bool], list[bool]]:
        """Say of each sentence whether it names somebody, and whether it or one shortly before tells of them."""
        named_there = [self._is_named(name, row) for row in range(len(self._source.sentences))]
        here = [there or bool(meant & self.heard(row)) for row, there in enumerate(named_there)]
        return named_there, [any(here[max(0, row - _BACK) : row + 1]) for row in range(len(here))]

    def _can_mean(self, name: Named, who: int) -> bool:
        if any(set(known.stems) <= set(name.stems) for known in self.names[who] if known.stems):
            return True  # "رئيس المفوضية" is part of "رئيس المفوضية جان كلود يونكر"
        borne = self.stems[who]
        agreed = [each for each in name.stems if each in borne or any(alike(each, other) for other in borne)]
        part = len(agreed) >= _NAMED * len(name.stems) and bool(name.proper & set(agreed))
        return part or len(agreed) == len(name.stems)

    def _is_named(self, name: Named, row: int) -> bool:
        norms = self._source.norms[row]
        here = {stem(norm) for norm in norms}
        if name.proper & here or _share(name.stems, here) >= _THERE:
            return True
        terms = (self._source.terms[norm] for norm in norms if norm in self._source.terms)
        land = bool(name.places) and len(name.bare) <= _LAND
        return land and any(name.places & {*each.places, *each.stands_for} for each in terms)


def _share(stems: Sequence[str], here: set[str]) -> float:
    return sum(each in here for each in stems) / len(stems) if stems else 0.0
