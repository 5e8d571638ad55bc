"""What is counted and timed, as Prometheus reads it; every label has a small set of values that is known beforehand.

They are counts of this process alone, from its start on.
"""

from importlib.metadata import version
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
)

REGISTRY: Final = CollectorRegistry()
"""Ours, and the process's memory, time and files: libraries that count in the default one do not mix in."""

ProcessCollector(registry=REGISTRY)  # Linux only; elsewhere it tells nothing
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

VERSION: Final = version("manqal")
"""The version of the program that runs."""

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""The bounds between which durations are counted."""

_INFO: Final = Info("manqal", "The version and the summary engine that runs.", registry=REGISTRY)

UPDATES: Final = Counter(
    "manqal_updates",
    "Updates handled, by what they were and what came of them.",
    ["kind", "outcome"],
    registry=REGISTRY,
)
STAGES: Final = Histogram(
    "manqal_stage_seconds", "How long each stage of an update took.", ["stage"], buckets=SECONDS, registry=REGISTRY
)
ARTICLES: Final = Counter("manqal_articles", "Articles read: read, or failed.", ["outcome"], registry=REGISTRY)
ANSWERS: Final = Counter(
    "manqal_answers",
    "Questions: answered, absent (the article does not say), or failed.",
    ["outcome"],
    registry=REGISTRY,
)
SUMMARIES: Final = Counter(
    "manqal_summaries", "Summaries, by the engine that wrote them (failed: none did).", ["engine"], registry=REGISTRY
)
SHORTFALLS: Final = Counter(
    "manqal_summary_shortfalls",
    "Summaries that the chosen engine did not write, or not alone, by why.",
    ["reason"],
    registry=REGISTRY,
)
UNSUPPORTED: Final = Counter(
    "manqal_unsupported_sentences",
    "Sentences that a model was told to write again because the article does not support them.",
    ["engine"],
    registry=REGISTRY,
)
ENGINE_SECONDS: Final = Histogram(
    "manqal_engine_seconds", "How long an engine took for a summary.", ["engine"], buckets=SECONDS, registry=REGISTRY
)
LINKS: Final = Counter(
    "manqal_links", "Links fetched, or the code of the error that kept them from it.", ["outcome"], registry=REGISTRY
)
SANDBOX: Final = Counter(
    "manqal_sandbox_calls",
    "Files and pages read in a process of their own: read, refused, too demanding, or failed.",
    ["outcome"],
    registry=REGISTRY,
)
TELEGRAM: Final = Counter(
    "manqal_telegram_requests", "Requests to Telegram, each try by itself.", ["method", "outcome"], registry=REGISTRY
)
RETRIES: Final = Counter(
    "manqal_telegram_retries", "Requests to Telegram that were made again.", ["method"], registry=REGISTRY
)
WAITING: Final = Gauge("manqal_queue_length", "Updates that wait to be handled.", registry=REGISTRY)
OLDEST: Final = Gauge("manqal_queue_oldest_seconds", "How long the oldest of them has waited.", registry=REGISTRY)
DEAD: Final = Gauge("manqal_dead_letters", "Updates that were given up after every try.", registry=REGISTRY)


def describe(engine: str) -> None:
    """Note which summary engine runs."""
    _INFO.info({"version": VERSION, "engine": engine})


def value(name: str, **labels: str) -> float:
    """Return a sample's value, 0 where nothing was counted yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0
