"""Many chats at once, each in its own order."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.incoming import chat_id
from bot.telegram.polling import raw_of

_WAITING: Final = 1024  # updates taken off the queue, most of them waiting for their chat's turn


class ChatOrder(BaseUpdateProcessor):
    """Handles up to `at_once` updates at a time, and of one chat one after the other.

    Whoever waits for their chat's turn takes no place, so a chat that sends fifty messages holds up no other.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__(max_concurrent_updates=_WAITING)
        self._places = asyncio.Semaphore(at_once)
        self._turns: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine that handles the update when its chat's turn has come."""
        chat = chat_id(raw_of(update)) if isinstance(update, Update) else None
        turn = self._turns.setdefault(chat, asyncio.Lock())
        async with turn, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""
