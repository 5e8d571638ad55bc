"""How many updates wait: asked of whatever keeps them when somebody wants to know, never counted beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.telemetry.lines import logger
from bot.telemetry.metrics import DEAD, OLDEST, WAITING

_PATIENCE: Final = 2.0  # seconds; a scrape does not wait for a database that hangs

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many updates wait, for how many seconds the oldest has, and how many were given up."""

    waiting: int
    oldest: float
    dead: int


_ask: Callable[[], Awaitable[QueueState]] | None = None


def watch_queue(ask: Callable[[], Awaitable[QueueState]] | None) -> None:
    """Ask this for the state of the queue from now on; None where there is no queue any more."""
    global _ask  # noqa: PLW0603 - one queue a process
    _ask = ask


async def queue_check() -> str | None:
    """Say why the queue cannot be worked on; None where it can."""
    if _ask is None:
        return "not open"
    return "no answer" if await queue_state() is None else None


async def queue_state() -> QueueState | None:
    """Return how the queue is now, and set its metrics; None where there is no queue or it does not answer."""
    if _ask is None:
        return None
    try:
        async with asyncio.timeout(_PATIENCE):
            state = await _ask()
    except Exception as error:  # what is not known is told as such, and keeps nobody from the rest
        _log.warning("the queue cannot be asked", error=type(error).__name__)
        for gauge in (WAITING, OLDEST, DEAD):
            gauge.set(float("nan"))
        return None
    WAITING.set(state.waiting)
    OLDEST.set(state.oldest)
    DEAD.set(state.dead)
    return state
