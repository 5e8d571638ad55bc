"""Whether the names and numbers of a sentence stand in the article where the rest of their clause stands.

A summary that joins true pieces in a false way has all its words from the article and none of them together: "طردت كندا
13 دبلوماسيا" where the article has 13 with أوكرانيا. What is named all over an article is bound to no place in it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from math import ceil

from models.arabic.words import bare
from models.support.claim import Claim, Match, coverage
from models.support.counts import places
from models.support.figures import weekday
from models.support.lexicon import listed
from models.support.naming import TOLD, kind_of
from models.support.source import SAME, Source
from models.support.terms import Term
from models.support.verdict import Fault
from models.support.voices import Voices

_REACH = 12  # words on each side of a name among which its clause stands
_FEWEST = 2  # of them that have to be told by the article
_NEARLY = 0.85  # of the best row's share from which another row tells of the clause too
_BESIDE = 1  # rows from one that tells of the clause in which the name may stand
_FOREIGN = 0.25  # by how much the clause agrees better with rows that do not have the name than with those that do
_FOREIGN_COUNT = 0.32  # … that do not have the number
_EVERYWHERE = 0.3  # share of an article's rows from which a name is its topic
_FEWEST_ROWS = 3  # … and how many rows that is at least
_SLACK = 2  # words by which a place may stand elsewhere in a copy of what stands beside it
_MODIFIED = 4  # words from a noun within which its adjective or its place stands


class Topics:
    """What an article names all over."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems that stand in so many rows that no one of them is bound to the others."""
        terms = self._source.terms
        rows = ({terms[norm].stem for norm in norms if norm in terms} for norms in self._source.norms)
        spread = Counter(stem for row in rows for stem in row)
        enough = max(_FEWEST_ROWS, ceil(_EVERYWHERE * len(self._source.rows)))
        return frozenset(stem for stem, count in spread.items() if count >= enough)


def binding_faults(claim: Claim, topics: Topics, voices: Voices) -> Iterator[Fault]:
    """Yield the names and numbers of a sentence that the article has, but with other things."""
    for each in claim.anchors:
        if each.strength < TOLD:
            continue
        if _is_moved(claim, topics, voices, each) or _is_misapplied(claim, each) or _is_replaced(claim, each):
            yield Fault(kind_of(each), claim.spelled(each.at, each.at + 1))
    for figure in claim.figures:
        if figure.value is None or figure.value == 1 or figure.dual:
            continue
        rows = {row for row, _ in places(claim.source, figure.value)}
        if rows and _distance(claim, topics, figure.first, rows) > _FOREIGN_COUNT:
            yield Fault("number", claim.spelled(figure.first, figure.last))
    for at, norm in enumerate(claim.norms):
        day = weekday(norm)
        rows = {row for row, norms in enumerate(claim.source.norms) if day and day in map(weekday, norms)}
        if rows and _distance(claim, topics, at, rows) > _FOREIGN_COUNT:
            yield Fault("date", claim.spelled(at, at + 1))


def _is_moved(claim: Claim, topics: Topics, voices: Voices, each: Match) -> bool:
    """Say whether the clause of a name stands where the article neither has the name nor its bearer's words."""
    if each.term.stem in topics.stems or _is_adjective(each.term):
        return False
    heard = (
        row
        for row in range(len(claim.source.rows))
        if any(each.term.stem in voices.stems[who] for who in voices.heard(row))
    )
    return _distance(claim, topics, each.at, {*each.places, *heard}) > _FOREIGN


def _distance(claim: Claim, topics: Topics, at: int, rows: set[int]) -> float:
    """Return by how much the words round a word agree better with the rows that tell of them than with others."""
    near = [
        each
        for each in claim.near(at, _REACH)
        if each.at != at and each.is_told and not (claim.source.is_anchor(each.term) and each.term.stem in topics.stems)
    ]
    if len(near) < _FEWEST:
        return 0.0
    covered = coverage(near, len(claim.source.rows))
    best = max(covered)
    telling = [row for row, share in enumerate(covered) if share >= _NEARLY * best]
    if any(row + step in rows for row in telling for step in range(-_BESIDE, _BESIDE + 1)):
        return 0.0
    return best - max((covered[row] for row in rows), default=0.0)


def _is_adjective(of: Term) -> bool:
    """Say whether a word is a definite adjective of belonging, which a writer puts anywhere: "الرئيس الأميركي"."""
    return bare(of.norm) != of.norm and of.norm.endswith(("ي", "يه", "يون", "يين"))


def _is_misapplied(claim: Claim, each: Match) -> bool:
    """Say whether a place names a noun on that the article names on by other places only: "البنك الأوروبي"."""
    head = next((other for other in claim.matches if other.at == each.at - 1), None)
    if head is None or each.term.kind not in ("place", "name") or head.term.kind != "word" or head.strength < SAME:
        return False
    definite = head.term.norm.startswith("ال") and each.term.norm.startswith("ال")
    if not definite and bare(head.term.norm) not in listed("words.toml", "binding", "regions"):
        return False
    stands = [(row, at) for row, found in head.places.items() for at, how in found if how >= SAME]
    if any(_is_same(each.term, other) for row, at in stands for other in _terms(claim, row, at - _MODIFIED, at)):
        return False
    if any(_is_same(each.term, other) for row, at in stands for other in _terms(claim, row, at, at + _MODIFIED + 1)):
        return False
    return any(other.kind == each.term.kind for row, at in stands for other in _terms(claim, row, at + 1, at + 3))


def _is_replaced(claim: Claim, each: Match) -> bool:
    """Say whether the article has the words beside a place one for one, and another place between them."""
    if each.term.kind != "place" or _is_adjective(each.term):
        return False
    there = [
        other for row, at in claim.copies(each.at) for other in _terms(claim, row, at - _SLACK, at + _SLACK + 1)
    ]  # fmt: skip
    if any(_is_same(each.term, other) for other in there):
        return False
    return any(
        other.kind == "place" and not any(_is_same(named.term, other) for named in claim.anchors) for other in there
    )


def _terms(claim: Claim, row: int, first: int, last: int) -> list[Term]:
    """Return the terms that stand in a row from one number up to another."""
    terms = claim.source.terms
    return [terms[norm] for norm in claim.source.norms[row][max(0, first) : max(0, last)] if norm in terms]


def _is_same(one: Term, other: Term) -> bool:
    return one.stem == other.stem or bool({*one.places, *one.stands_for} & {*other.places, *other.stands_for})
