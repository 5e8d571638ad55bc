"""Whether the process can do its work now."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.errors import OperatorError

Check = Callable[[], Awaitable[str | None]]
"""Says what is wrong, in words that are safe to print, None where nothing is; it may also raise."""

_PATIENCE: Final = 3.0  # seconds for one check


class Heartbeat:
    """Something that has to happen every so often: `beat` when it does, `check` says if it is `late` (seconds)."""

    def __init__(self, late: float) -> None:
        self._late, self._last = late, -1.0

    def beat(self) -> None:
        """Note that it happened now."""
        self._last = time.monotonic()

    async def check(self) -> str | None:
        """Say that it has not happened yet, or not lately; None where it has."""
        if self._last < 0:
            return "not yet"
        silent = time.monotonic() - self._last
        return f"not for {silent:.0f} seconds" if silent > self._late else None


async def findings(checks: Mapping[str, Check]) -> dict[str, str | None]:
    """Return what each check finds, None where it finds nothing wrong; all run at once and none waits for long."""
    found = await asyncio.gather(*(_found(check) for check in checks.values()))
    return dict(zip(checks, found, strict=True))


async def _found(check: Check) -> str | None:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await check()
    except TimeoutError:
        return f"no answer within {_PATIENCE:g} seconds"
    except OperatorError as error:
        return str(error)
    except Exception as error:  # its words may hold anything
        return type(error).__name__
