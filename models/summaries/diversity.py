"""Which sentences to take so that no two say the same."""

from collections.abc import Sequence

from models.summaries.vectors import Vector, cosine

_SAME = 0.26  # cosine at which two sentences say the same
_CONTAINED = 0.5  # share of one's weight in terms that the other holds too
_CLOSENESS = 0.1  # how much a weight (an expected F, 0 to 1) falls for each unit of cosine to what has been taken


def distinct(weights: Sequence[float], vectors: Sequence[Vector], most: int) -> list[int]:
    """Return the indices of at most `most` sentences, the weightiest first, none a repetition of another.

    After Carbonell and Goldstein, "The Use of MMR" (SIGIR 1998): each next one is weighty and unlike those taken.
    """
    taken: list[int] = []
    closest = [0.0] * len(weights)
    waiting = set(range(len(weights)))
    while waiting and len(taken) < most:
        best = max(waiting, key=lambda n: (weights[n] - _CLOSENESS * closest[n], -n))
        taken.append(best)
        waiting.remove(best)
        for n in tuple(waiting):
            nearness = cosine(vectors[n], vectors[best])
            closest[n] = max(closest[n], nearness)
            if nearness >= _SAME or _is_contained(vectors[n], vectors[best]):
                waiting.remove(n)
    return taken


def _is_contained(one: Vector, other: Vector) -> bool:
    """Say whether half of what weighs in one of two sentences stands in the other."""
    shared = one.keys() & other.keys()
    return max(sum(vector[term] ** 2 for term in shared) for vector in (one, other)) >= _CONTAINED
