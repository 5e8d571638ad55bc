"""What a person sends in several messages, waited for: each chat's turns, one after the other.

A message opens a wait of its sender in that chat, which ends when nothing more has come for a short while; what came is
then answered turn by turn. Commands and pressed buttons never wait for that, and no handler does.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Final

from telegram import Bot, Message

from bot.telegram import incoming
from bot.telegram.deliver import Place, typing
from bot.telegram.incoming import Sender, sender_of
from bot.telegram.paste import LONG
from bot.telegram.pieces import units
from bot.telegram.turns import Turn, turns

_COMMENT: Final = 0.2  # of the quiet time: a post follows its sender's words on it within a tenth of a second
_LONGEST: Final = 30.0  # seconds; whoever never pauses is answered in between
_MOST: Final = 500  # messages; four times what the longest article takes

Answer = Callable[[Sequence[Turn]], Awaitable[None]]
"""Answers turns one after the other."""


@dataclass
class _Waiting:
    """What has come so far, by the message's id, and when it is enough (both on the monotonic clock)."""

    until: float
    latest: float
    messages: dict[int, Message] = field(default_factory=dict)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def quiet(self) -> None:
        """Wait until nothing more has come for long enough."""
        while (left := min(self.until, self.latest) - time.monotonic()) > 0:
            self.more.clear()
            try:
                async with asyncio.timeout(left):
                    await self.more.wait()
            except TimeoutError:
                return


class Intake:
    """Takes updates' messages, and hands over what of them is for the bot, turn by turn.

    `quiet` is how many seconds a long paste, a forwarded post or a file is waited on; `answer` raises nothing.
    """

    def __init__(self, bot: Bot, quiet: float, answer: Answer) -> None:
        self._bot, self._quiet, self._answer = bot, quiet, answer
        self._waiting: dict[Sender, _Waiting] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, message: Message) -> None:
        """Take a message; what it belongs to is answered when the rest of it has come."""
        key = sender_of(message)
        waiting = self._waiting.get(key)
        now = time.monotonic()
        if waiting is None:
            waiting = self._waiting[key] = _Waiting(now, now + _LONGEST)
            task = asyncio.create_task(self._answer_when_quiet(key, waiting))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        waiting.messages[message.message_id] = message
        waiting.until = max(waiting.until, now + self._quiet * (1 if _may_go_on(message) else _COMMENT))
        if len(waiting.messages) >= _MOST:
            waiting.latest = now
        waiting.more.set()

    def correct(self, message: Message) -> bool:
        """Put an edited message in the place of what is still waited on; False where it no longer is."""
        waiting = self._waiting.get(sender_of(message))
        if waiting is None or message.message_id not in waiting.messages:
            return False
        waiting.messages[message.message_id] = message
        return True

    def drop(self, sender: Sender) -> bool:
        """Forget what a sender is still waited on for; False where that is nothing."""
        waiting = self._waiting.get(sender)
        if waiting is None:
            return False
        waiting.messages.clear()
        waiting.latest = 0
        waiting.more.set()
        return True

    async def close(self) -> None:
        """Wait for nothing more, and answer what has come."""
        for waiting in self._waiting.values():
            waiting.latest = 0
            waiting.more.set()
        await asyncio.gather(*self._tasks)

    async def _answer_when_quiet(self, key: Sender, waiting: _Waiting) -> None:
        async with AsyncExitStack() as shown:
            first = next(iter(waiting.messages.values()))
            if incoming.is_for(self._bot, first):
                await shown.enter_async_context(typing(self._bot, Place.of(first)))
            await waiting.quiet()
            del self._waiting[key]
        mine = [turn for turn in turns(waiting.messages.values()) if turn.addressed(self._bot)]
        if mine:
            await self._answer(mine)


def _may_go_on(message: Message) -> bool:
    """Say whether more of the same is likely to follow."""
    brought = message.forward_origin or incoming.file_of(message) or message.media_group_id
    return bool(brought) or units(incoming.text_of(message)) >= LONG
