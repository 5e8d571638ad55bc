"""Many chats at once, each in its own order."""

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

    @asynccontextmanager
    async def turn(self, chat: int | None) -> AsyncIterator[None]:
        """Wait for the chat's turn, which lasts as long as the block runs."""
        turn = self._turns.setdefault(chat, asyncio.Lock())
        async with turn, self._places:
            yield
