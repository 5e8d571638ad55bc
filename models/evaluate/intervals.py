"""How sure a difference is: bootstrap over the articles."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 10_000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean, and the ends between which it lies with 95 % if other articles had been drawn."""

    mean: float
    low: float
    high: float


def mean_interval(of: Sequence[float]) -> Interval:
    """Return the mean of paired differences with its percentile interval; the same each time."""
    values = np.asarray(of, dtype=np.float64)
    draw = np.random.default_rng(_SEED)
    means = [values[draw.integers(0, len(values), len(values))].mean() for _ in range(_DRAWS)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Interval(float(values.mean()), float(low), float(high))
