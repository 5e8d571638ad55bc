"""What of an article could become a point, how much of the news each carries, and which to take."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.reading import Attribution
from models.summaries.candidates import Candidate, candidates
from models.summaries.diversity import distinct
from models.summaries.engine import Length
from models.summaries.headline import title_of
from models.summaries.salience import expected
from models.summaries.vectors import Vector, tfidf

_POINTS = {Length.SHORT: 1, Length.NORMAL: 3, Length.LONG: 5}
_WORDS_A_POINT = 80  # of the article: 60 words give one point, 200 three


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of an article in its order, what each weighs, and the article's own title, None without one."""

    title: str | None
    found: tuple[Candidate, ...]
    weights: tuple[float, ...]
    vectors: tuple[Vector, ...]

    def taken(self, length: Length) -> list[Candidate]:
        """Return those that become points, the weightiest first and the others in the article's order.

        They are such as stand alone; where none does, one of those that read best.
        """
        least = min((each.fault for each in self.found), default=0)
        pool = [n for n, each in enumerate(self.found) if each.fault == least]
        most = 1 if least else min(_POINTS[length], _room(self.found))
        taken = distinct([self.weights[n] for n in pool], [self.vectors[n] for n in pool], most)
        numbers = [pool[n] for n in taken]
        return [self.found[n] for n in (*numbers[:1], *sorted(numbers[1:]))]


def choice(attribution: Attribution) -> Choice:
    """Return what an article offers to a summary of any length."""
    title = title_of(attribution.article)
    found = candidates(attribution, title) or candidates(attribution, title, headings=True)
    vectors = tfidf([each.terms for each in found])
    return Choice(title, tuple(found), tuple(_weights(found, title)), tuple(vectors))


def _weights(found: Sequence[Candidate], title: str | None) -> list[float]:
    """Return what each candidate holds of a summary: the best, above 1, and the others as if it were not there.

    Beside a lead that says it all the others would weigh by how far they repeat it.
    """
    if not found:
        return []
    alone = expected(found, title)
    best = max(range(len(found)), key=lambda n: (-found[n].fault, alone[n]))
    others = expected([each for n, each in enumerate(found) if n != best], title)
    return [*others[:best], 1 + alone[best], *others[best:]]


def _room(found: Sequence[Candidate]) -> int:
    """Return how many points an article has room for: one for eighty words, and half of its sentences at most."""
    size = sum(each.size for each in found)
    return max(1, min(1 + size // _WORDS_A_POINT, (len(found) + 1) // 2))
