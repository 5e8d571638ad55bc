"""Where entries are read: many together, or one alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Room:
    """Lets readers in together; who has to be alone waits until all have left, and keeps the others out until then."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()
        self._inside, self._apart = 0, 0  # how many are inside, and how many are or wait to be alone

    @asynccontextmanager
    async def held(self, *, alone: bool) -> AsyncIterator[None]:
        """Be inside as long as the block runs."""
        self._apart += alone
        try:
            async with self._changed:
                await self._changed.wait_for(lambda: self._inside == 0 if alone else self._apart == 0)
                self._inside += 1
            try:
                yield
            finally:
                self._inside -= 1
        finally:
            self._apart -= alone
            async with self._changed:
                self._changed.notify_all()
