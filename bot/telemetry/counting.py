"""Counting what comes of a piece of work."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter

from bot.errors import ReaderError


@contextmanager
def counted(counter: Counter, done: str) -> Iterator[None]:
    """Count the block by its outcome: `done`, the code of the ReaderError that it raises, "stopped" or "failed"."""
    outcome = "failed"
    try:
        yield
        outcome = done
    except ReaderError as error:
        outcome = error.code
        raise
    except asyncio.CancelledError:
        outcome = "stopped"
        raise
    finally:
        counter.labels(outcome).inc()
