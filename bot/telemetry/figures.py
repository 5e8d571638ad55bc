"""The figures of this process for a person to read: what it did today and since it started, and how fast."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Final

from bot.telemetry.metrics import REGISTRY, STAGES, value


class Tally:
    """Counts what came of updates, of this day (UTC) and of all."""

    def __init__(self) -> None:
        self.began = datetime.now(UTC)
        self._day = self.began.date()
        self._today: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, outcome: str, now: date | None = None) -> None:
        """Count an update."""
        self.today(now)[outcome] += 1
        self.all[outcome] += 1

    def today(self, now: date | None = None) -> Counter[str]:
        """Return the counts of this day, which begin anew with each."""
        day = now or datetime.now(UTC).date()
        if day != self._day:
            self._day, self._today = day, Counter()
        return self._today


TALLY: Final = Tally()
"""The updates of this process."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a stage is, in milliseconds: half of the updates were no slower than `median`, 95 % than `most`."""

    stage: str
    median: int
    most: int


def paces() -> list[Pace]:
    """Return how fast each stage was since the start, as exactly as the histogram tells."""
    stages = {sample.labels["stage"]: None for each in STAGES.collect() for sample in each.samples}
    return [Pace(stage, _within(stage, 0.5), _within(stage, 0.95)) for stage in stages]


def _within(stage: str, share: float) -> int:
    buckets = sorted(
        (float(sample.labels["le"]), sample.value)
        for each in STAGES.collect()
        for sample in each.samples
        if sample.name.endswith("_bucket") and sample.labels["stage"] == stage
    )
    return round(1000 * quantile(buckets, share))


def quantile(buckets: Iterable[tuple[float, float]], share: float) -> float:
    """Return the value that a share of all is within, given (bound, how many are within it) in order.

    Within a bucket values are taken to be spread evenly; beyond the last bound it is that bound.
    """
    counts = [(0.0, 0.0), *buckets]
    wanted = share * counts[-1][1]
    for (low, below), (high, within) in pairwise(counts):
        if within >= wanted and within > below:
            return low if high == float("inf") else low + (high - low) * (wanted - below) / (within - below)
    return 0.0


def engine() -> str:
    """Return the summary engine that runs, "" where none was named."""
    samples = (sample for each in REGISTRY.collect() if each.name == "manqal" for sample in each.samples)
    return next((sample.labels.get("engine", "") for sample in samples), "")


def megabytes() -> int | None:
    """Return how much memory the process takes, None where the system does not tell (it does on Linux)."""
    taken = value("process_resident_memory_bytes")
    return round(taken / 1_000_000) if taken else None
