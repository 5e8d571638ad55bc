"""Work that is given up as soon as it is withdrawn."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class WithdrawnError(Exception):
    """Another entry settled the one that was being worked on: whoever sent it stopped it."""


async def unless(withdrawn: Coroutine[Any, Any, None], work: Coroutine[Any, Any, _Result]) -> _Result:
    """Return what the work returns, or raise WithdrawnError as soon as `withdrawn` returns."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(withdrawn)
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise WithdrawnError
    finally:
        working.cancel()
        stopping.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
