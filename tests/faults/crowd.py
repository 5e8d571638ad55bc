"""The people of a scenario: they write when it is their time, press and edit what they have seen answered."""

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from tests.faults.scenario import Chat, Kind, Step, Visit, forwarded
from tests.telegram.botapi import BotApi
from tests.telegram.people import Person, Shown

_APART: Final = 10  # seconds between the dates of two messages: what is sent within five may be taken for one
_WHO: Final = "من قال ماذا"


class Reader:
    """One chat's person: `sent` is when each step was sent, `seen` is set when it is answered."""

    def __init__(self, api: BotApi, chat: Chat) -> None:
        self.chat = chat
        self.sent: dict[int, float] = {}
        self.seen = [asyncio.Event() for _ in chat.steps]
        member = int(str(chat.described["id"])) if not chat.is_group else 7_000 - chat.id % 1_000
        self._api = api
        self._person = Person(api, id=member, chat=dict(chat.described))
        self._shown: dict[int, Shown] = {}
        self._messages: dict[int, dict[str, object]] = {}
        self._date = int(time.time()) - _APART * (len(chat.steps) + 1)

    async def visit(self, began: float) -> None:
        """Send everything when its time has come; returns when it is sent, whether it is answered or not."""
        async with asyncio.TaskGroup() as sending:
            for visit in self.chat.visits:
                await asyncio.sleep(began + visit.at - time.monotonic())
                await self._send(visit, sending)

    async def read(self) -> None:
        """Look at what the bot shows, for ever."""
        while True:
            shown = await self._person.sees(within=float("inf"))
            for at, step in enumerate(self.chat.steps):
                if "text" in shown.raw and step.is_answered_by(shown.text):
                    self._shown.setdefault(at, shown)
                    self.seen[at].set()

    async def _send(self, visit: Visit, sending: asyncio.TaskGroup) -> None:
        for at in visit.steps:
            step = self.chat.steps[at]
            if step.of is None:
                await self._say(at, step)
            else:
                sending.create_task(self._go_on(at, step, step.of))

    async def _say(self, at: int, step: Step) -> None:
        self._date += _APART
        for text in step.texts:
            fields = {"forward_origin": forwarded(self._date - 60)} if step.kind is Kind.FORWARD else {}
            called = self.chat.is_group and text == step.texts[0]
            written = f"@{self._api.bot['username']} {text}" if called else text
            message = self._person.message(written, date=self._date, **fields)
            self._messages.setdefault(at, message)
            await self._api.push({"message": message})
        self.sent[at] = time.monotonic()

    async def _go_on(self, at: int, step: Step, of: int) -> None:
        """Press or edit once the article is answered; nobody does before."""
        await self.seen[of].wait()
        if step.kind is Kind.PRESS:
            shown = self._shown[of]
            await self._api.push(self._person.pressed(shown, shown.buttons[_WHO]))
        else:
            called = f"@{self._api.bot['username']} " if self.chat.is_group else ""
            edited = self._person.message(called + step.texts[0])
            first = self._messages[of]
            kept = {"message_id": first["message_id"], "date": first["date"], "edit_date": int(time.time())}
            await self._api.push({"edited_message": edited | kept})
        self.sent[at] = time.monotonic()


class Crowd:
    """The readers of all chats."""

    def __init__(self, api: BotApi, chats: Sequence[Chat]) -> None:
        self.readers = [Reader(api, chat) for chat in chats]

    @property
    def size(self) -> int:
        """How many steps there are."""
        return sum(len(reader.seen) for reader in self.readers)

    @property
    def unanswered(self) -> int:
        """How many steps have no answer yet."""
        return sum(not seen.is_set() for reader in self.readers for seen in reader.seen)

    async def talk(self, patience: float) -> None:
        """Send everything and wait until it is answered, or nothing more is for `patience` seconds."""
        began = time.monotonic()
        reading = [asyncio.create_task(reader.read()) for reader in self.readers]
        sending = [asyncio.create_task(reader.visit(began)) for reader in self.readers]
        try:
            await self._until_answered(patience, began + max(v.at for r in self.readers for v in r.chat.visits))
        finally:
            for task in (*reading, *sending):
                task.cancel()
            await asyncio.gather(*reading, *sending, return_exceptions=True)

    async def _until_answered(self, patience: float, last: float) -> None:
        left, moved = self.unanswered, time.monotonic()
        while left and time.monotonic() < max(moved, last) + patience:
            await asyncio.sleep(0.1)
            if self.unanswered < left:
                left, moved = self.unanswered, time.monotonic()
