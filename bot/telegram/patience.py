"""Waiting for what is away for a while: Telegram, or the storage."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.storage import Unavailable

_log = logging.getLogger(__name__)

_FIRST: Final = 0.5  # seconds before the second try
_LONGEST: Final = 30.0  # seconds between two tries

_Result = TypeVar("_Result")


async def patiently(work: Callable[[], Awaitable[_Result]], longest: float) -> _Result:
    """Return what the work returns, tried again while a passing fault keeps it from it, for `longest` seconds."""
    last, pause = time.monotonic() + longest, _FIRST
    while True:
        try:
            return await work()
        except Exception as error:
            if not is_passing(error) or time.monotonic() + pause > last:
                raise
            _log.warning("tried again in %.1f s: %s", pause, type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST)


def is_passing(error: Exception) -> bool:
    """Say whether the same may succeed later: who was asked does not answer, or not in a way that can be understood."""
    if isinstance(error, BadRequest):
        return False
    return type(error) is TelegramError or isinstance(error, (NetworkError, RetryAfter, *Unavailable))
