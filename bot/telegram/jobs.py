"""Long jobs: what a person waits for says how it stands, and how it can be stopped."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, TelegramError

from bot.telegram.attempts import may_have_arrived
from bot.telegram.deliver import Place, edit, send
from bot.telegram.render import Part
from bot.texts import count, say

STOP: Final = "stop"
"""What the button carries that stops a job; whose job it is, the press itself tells."""

_FIRST: Final = 3.0  # seconds; until then the typing sign says enough
_OFTEN: Final = 5.0  # seconds between two words on it at first, longer later: edits count as messages
_SELDOM: Final = 20.0  # seconds; a draft is shown for thirty


class Progress:
    """A line that says how a long job stands, with a way to stop it; `message` is its id where it is one."""

    def __init__(
        self, bot: Bot, place: Place, ahead: Callable[[], int], language: Callable[[], Awaitable[str]]
    ) -> None:
        self._bot, self._place, self._ahead, self._language = bot, place, ahead, language
        self._began = time.monotonic()
        self._drafts = place.answers is None  # a private chat
        self.message: int | None = None

    @asynccontextmanager
    async def shown(self) -> AsyncIterator["Progress"]:
        """Show the line from when the block has run for long until it ends."""
        telling = asyncio.create_task(self._tell())
        try:
            yield self
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def stopped(self) -> None:
        """Let the line say that the job was stopped, where it is a message; who stopped it is told so anyway."""
        if self.message is not None:
            text = say("job.stopped", await self._language())
            with suppress(TelegramError):
                await edit(self._bot, self._place, self.message, Part(text, text))
            self.message = None

    async def take_away(self) -> None:
        """Delete the line where it is a message that nothing took the place of."""
        if self.message is not None:
            with suppress(TelegramError):
                await self._bot.delete_message(self._place.chat, self.message)

    async def _tell(self) -> None:
        await asyncio.sleep(self._began + _FIRST - time.monotonic())
        language, pause = await self._language(), _OFTEN
        while True:
            try:
                await self._say(language)
            except TelegramError as error:  # a word on the way is not worth more than the answer
                if not self._drafts and self.message is None and may_have_arrived(error):
                    return  # it may stand there, where it cannot be changed, and another would stand beside it
            await asyncio.sleep(pause)
            pause = min(pause * 2, _SELDOM)

    async def _say(self, language: str) -> None:
        ahead = self._ahead()
        seconds = round(time.monotonic() - self._began)
        text = count("job.waiting", ahead, language) if ahead else count("job.working", seconds, language)
        if self._drafts:
            try:
                await self._draft(f"{text}\n{say('job.how_to_stop', language)}")
            except BadRequest:  # a Bot API server that is older than drafts
                self._drafts = False
        if not self._drafts:
            stop = InlineKeyboardMarkup([[InlineKeyboardButton(say("button.stop", language), callback_data=STOP)]])
            part = Part(text, text, stop)
            if self.message is None:
                self.message = await send(self._bot, self._place, part)
            else:
                await edit(self._bot, self._place, self.message, part)

    async def _draft(self, text: str) -> None:
        await self._bot.send_message_draft(self._place.chat, 1, text, message_thread_id=self._place.thread)
