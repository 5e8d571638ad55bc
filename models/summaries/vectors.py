"""Sentences as vectors of their terms, and how near two of them are."""

import math
from collections import Counter
from collections.abc import Sequence

Vector = dict[str, float]
"""Terms with their tf-idf weights, of length one."""


def tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector of length one for each list of terms; their own collection gives the inverse frequencies."""
    frequency = Counter(term for each in texts for term in set(each))
    return [_unit({t: n * math.log(1 + len(texts) / frequency[t]) for t, n in Counter(each).items()}) for each in texts]


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length one."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}
