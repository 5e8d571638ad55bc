"""So many at once: who waits for a place, and how many are before them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Line:
    """Lets up to `at_once` work at a time, in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._waiting: list[Ticket] = []

    def ticket(self) -> "Ticket":
        """Return a ticket for the next place."""
        return Ticket(self._waiting, self._places)


class Ticket:
    """A place in the line: waited for, then held for the length of a block."""

    def __init__(self, line: list["Ticket"], places: asyncio.Semaphore) -> None:
        self._line, self._places = line, places

    @property
    def ahead(self) -> int:
        """How many have their place before this one, 0 once it has its own."""
        return self._line.index(self) + 1 if self in self._line else 0

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Wait for the place, which lasts as long as the block runs; cancelled, it leaves the line."""
        self._line.append(self)
        try:
            await self._places.acquire()
        finally:
            self._line.remove(self)
        try:
            yield
        finally:
            self._places.release()
