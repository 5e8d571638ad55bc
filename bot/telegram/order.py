"""Many chats at once, each in its own order, and who waits for how many."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class ChatOrder:
    """Lets up to `at_once` turns run at a time, and of one chat one after the other.

    Whoever waits for their chat's turn takes no place, so a chat that sends fifty messages holds up no other.
    """

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._turns: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()
        self._waiting: list[Ticket] = []

    @asynccontextmanager
    async def turn(self, chat: int | None) -> AsyncIterator[None]:
        """Wait for the chat's turn, which lasts as long as the block runs."""
        ticket = self.ticket(chat)
        await ticket.wait()
        try:
            yield
        finally:
            ticket.give_back()

    def ticket(self, chat: int | None) -> "Ticket":
        """Return a ticket for the chat's next turn."""
        return Ticket(self._waiting, self._turns.setdefault(chat, asyncio.Lock()), self._places)


class Ticket:
    """A place in line: waited with, then held for the length of a turn, then given back."""

    def __init__(self, line: list["Ticket"], turn: asyncio.Lock, places: asyncio.Semaphore) -> None:
        self._line, self._turn, self._places = line, turn, places

    @property
    def ahead(self) -> int:
        """How many are to be answered before this one, 0 once it is its turn."""
        return self._line.index(self) + 1 if self in self._line else 0

    async def wait(self) -> None:
        """Wait for the turn; cancelled, it leaves the line."""
        self._line.append(self)
        try:
            await self._turn.acquire()
            try:
                await self._places.acquire()
            except BaseException:
                self._turn.release()
                raise
        finally:
            self._line.remove(self)

    def give_back(self) -> None:
        """End the turn."""
        self._places.release()
        self._turn.release()
