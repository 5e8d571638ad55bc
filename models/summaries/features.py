"""What a ranker knows of each sentence that may become a point."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.words import words
from models.summaries.candidates import Candidate
from models.summaries.terms import terms

_FULL = 30  # words of a sentence that says much
_LONG = 40  # words of a sentence that says too much at once

Vector = dict[str, float]
"""Terms with their tf-idf weights, of length one."""


@dataclass(frozen=True, slots=True)
class Features:
    """One sentence as a ranker sees it; every figure runs from 0 to 1.

    `position`: 1 at the head of the article, falling with the root of the distance. `lead`: the head of the article
    where nothing joins it to a sentence before, and it speaks of what the title speaks of. `centrality`: cosine to the
    whole article. `title_shared`: the share of the title's terms in it; `title_cosine`: the same against the lengths of
    both. `frequency`: how often the article uses its terms. `length`: against thirty words. `long`: how far over forty.
    `joined`: it begins with a conjunction. `vague`: a pronoun among its first words points out of it, or
    its speaker had to be named.
    """

    position: float
    lead: float
    centrality: float
    title_shared: float
    title_cosine: float
    frequency: float
    length: float
    long: float
    joined: float
    vague: float


def features(found: Sequence[Candidate], title: str | None) -> tuple[list[Features], list[Vector]]:
    """Return what is known of each candidate, and its tf-idf vector."""
    counts = Counter(term for each in found for term in each.terms)
    vectors = tfidf([each.terms for each in found])
    middle = _sum(vectors)
    about = frozenset(terms(words(title))) if title else frozenset()
    most = max(counts.values(), default=1)
    return [_of(each, vectors[n], middle, about, counts, most) for n, each in enumerate(found)], vectors


def tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector of length one for each list of terms; their own collection gives the inverse frequencies."""
    frequency = Counter(term for each in texts for term in set(each))
    return [_unit({t: n * math.log(1 + len(texts) / frequency[t]) for t, n in Counter(each).items()}) for each in texts]


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length one."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def _of(
    each: Candidate, vector: Vector, middle: Vector, about: frozenset[str], counts: Counter[str], most: int
) -> Features:
    own = set(each.terms)
    shared = len(own & about)
    title_cosine = shared / math.sqrt(len(own) * len(about)) if shared else 0.0
    head = each.number == 0 and not each.opening.joined
    return Features(
        position=1 / math.sqrt(each.number + 1),
        lead=(min(1.0, title_cosine / 0.25) if about else 1.0) * (head and each.size > 7),
        centrality=cosine(vector, middle),
        title_shared=shared / len(about) if about else 0.0,
        title_cosine=title_cosine,
        frequency=sum(counts[term] for term in own) / len(own) / most if own else 0.0,
        length=min(each.size, _FULL) / _FULL,
        long=min(1.0, max(0, each.size - _LONG) / _LONG),
        joined=float(each.opening.joined),
        vague=float(each.opening.vague or bool(each.wording.notes)),
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def _sum(vectors: Sequence[Vector]) -> Vector:
    total: Counter[str] = Counter()
    for vector in vectors:
        for term, weight in vector.items():
            total[term] += weight  # type: ignore[assignment]
    return _unit(dict(total))
