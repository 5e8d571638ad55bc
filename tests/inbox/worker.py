"""A worker that writes down what it does, in a process of its own: `python -m tests.inbox.worker URL FOLDER`.

What an update brings says what happens to it: {"say": ["a", "b"]} sends two messages, "slow" takes so many seconds to
read, "dies" kills the process while it is read, "dies_sending" after the message of that name was sent, and
"dies_before" when it is its turn and it was not; "forgets" forgets the lane.
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.inbox import Entry, Inbox, Look, Outcome, Way


class Scribe:
    """Notes each read and each message in files that outlive the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, file: str, line: str) -> None:
        with (self._folder / file).open("a", encoding="utf-8") as notes:
            notes.write(f"{line}\n")

    def count(self, file: str, words: str) -> int:
        return (self._folder / file).read_text(encoding="utf-8").count(words)

    async def prepare(self) -> None:
        self.note("prepared", "")

    async def read(self, entry: Entry, look: Look) -> Outcome:
        self.note("read", f"{entry.lane} {entry.number}")
        await look.ready()
        await look.begin()
        if entry.raw.get("dies"):
            os._exit(9)
        if entry.raw.get("forgets"):
            await look.forget()
        await asyncio.sleep(entry.raw.get("slow", 0))
        settled = [other.id for other in await look.others() if other.raw.get("with") == entry.number]
        sends = [{"lane": entry.lane, "text": text, **entry.raw} for text in entry.raw.get("say", [])]
        return Outcome(tuple(sends), tuple(settled))

    async def send(self, message: dict, way: Way) -> int | None:
        doubt = "sure" if way.doubt is None else f"doubt behind {way.doubt.behind}"
        self.note("sent", f"{message['lane']} {message['text']} {doubt} {way.last}")
        if message.get("dies_before") == message["text"] and self.count("sent", f" {message['text']} ") == 1:
            os._exit(9)
        await way.begin((way.last or 0) + 10)
        if message.get("dies_sending") == message["text"] and way.doubt is None:
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
