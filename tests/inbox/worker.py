"""A worker that writes down what it does, in a process of its own: `python -m tests.inbox.worker URL FOLDER`.

What an update brings says what happens to it: {"say": ["a", "b"]} sends two messages, "slow" takes so many seconds to
read, "dies" kills the process while it is read, and "dies_sending" after the message of that name was sent.
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.inbox import Entry, Inbox, Look, Outcome


class Scribe:
    """Notes each read and each message in files that outlive the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, file: str, line: str) -> None:
        with (self._folder / file).open("a", encoding="utf-8") as notes:
            notes.write(f"{line}\n")

    async def read(self, entry: Entry, look: Look) -> Outcome:
        self.note("read", f"{entry.lane} {entry.number}")
        await look.begin()
        if entry.raw.get("dies"):
            os._exit(9)
        await asyncio.sleep(entry.raw.get("slow", 0))
        settled = [other.id for other in await look.others() if other.raw.get("with") == entry.number]
        sends = [{"lane": entry.lane, "text": text, **entry.raw} for text in entry.raw.get("say", [])]
        return Outcome(tuple(sends), tuple(settled))

    async def send(self, message: dict, *, doubt: bool, last: int | None) -> int | None:
        self.note("sent", f"{message['lane']} {message['text']} {'doubt' if doubt else 'sure'} {last}")
        if message.get("dies_sending") == message["text"] and not doubt:
            os._exit(9)
        await asyncio.sleep(message.get("slow_to_send", 0))
        return len(message["text"])

    async def give_up(self, entry: Entry) -> Outcome:
        return Outcome(({"lane": entry.lane, "text": f"gave up {entry.number}"},))


async def work(url: str, folder: Path) -> None:
    inbox = await Inbox.open(url, Scribe(folder))
    (folder / "ready").touch()
    try:
        await asyncio.Event().wait()
    finally:
        await inbox.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
