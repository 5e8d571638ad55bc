"""The messages of all private chats, which Telegram counts together: where one that may have been sent can stand.

It stands behind all that were known when it went out, before any that went out later, and not where another does. What
is known of others comes from the inbox, where all processes keep what they take in and send, and from what this one saw
a moment ago. A group counts its own messages, most of which the bot is not shown.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count, islice
from typing import Any, Final

from bot.inbox import Doubt, Entry, Way
from bot.telegram.sending import Sending

_KEPT: Final = 1_000  # messages
_NEAR: Final = 30  # ids that are tried: other private chats with the bot go on counting while a message is on its way
_NEAR_IN_GROUP: Final = 10  # which is written to twenty times a minute at most, trials among them
_FLIGHT: Final = 1.0  # seconds from when a request is made until Telegram has numbered its message


class Seen:
    """The private messages that this process saw of late; `newest` is the highest id, `alone` who looks for one.

    One at a time looks: once the first has sent its own, the others know how far they have to look.
    """

    def __init__(self) -> None:
        self.newest = 0
        self.alone = asyncio.Lock()
        self.ids: deque[int] = deque(maxlen=_KEPT)
        self._sent: deque[tuple[float, int]] = deque(maxlen=_KEPT)

    def see(self, message: int | None, begun: float | None = None) -> None:
        """Note a message, and when its sending was begun where it is ours."""
        if message is None:
            return
        self.newest = max(self.newest, message)
        self.ids.append(message)
        if begun is not None:
            self._sent.append((begun, message))

    def sent_after(self, time: float) -> int | None:
        """Return the lowest message of ours whose sending was begun after a time."""
        return min((message for begun, message in self._sent if begun > time), default=None)


class Traffic:
    """What goes on beside a message that is being sent."""

    def __init__(self, sending: Sending, way: Way, seen: Seen) -> None:
        self._sending, self._way, self._seen = sending, way, seen
        self._begun: float | None = None

    async def begin(self) -> int:
        """Note that the message goes out now, and return the newest that it will stand behind."""
        behind = max(self._sending.place.behind, self._seen.newest if self._sending.is_private else 0)
        await self._way.begin(behind)
        self._begun = time.time()
        return behind

    @asynccontextmanager
    async def places(self, doubt: Doubt) -> AsyncIterator[Iterator[int]]:
        """Yield the ids that the message can have; until the block ends no other private one is looked for."""
        behind = max(doubt.behind, await self._way.before())  # what is tried on another message of ours overwrites it
        if not self._sending.is_private:
            yield islice(count(behind + 1), _NEAR_IN_GROUP)
            return
        async with self._seen.alone:
            taken = await self._taken()
            yield islice(self._before_later(doubt, (each for each in count(behind + 1) if each not in taken)), _NEAR)

    def sent(self, message: int | None) -> None:
        """Note that the message stands in its chat."""
        if self._sending.is_private:
            self._seen.see(message, self._begun)

    def _before_later(self, doubt: Doubt, places: Iterator[int]) -> Iterator[int]:
        for each in places:
            later = self._seen.sent_after(doubt.at + _FLIGHT)
            if later is not None and each > later:
                return
            yield each

    async def _taken(self) -> set[int]:
        """Return the ids that other messages have."""
        found = set(self._seen.ids)
        for entry, sent in await self._way.recent():
            brought = private_id(entry.raw)
            found.update({brought} if brought is not None else ())
            found.update({sent} if sent is not None and _is_private(entry) else ())
        return found


def private_id(raw: dict[str, Any]) -> int | None:
    """Return the id of the message that an update brings from a private chat."""
    message = raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    number = message.get("message_id")
    return number if isinstance(number, int) else None


def _is_private(entry: Entry) -> bool:
    """Say whether an entry's lane is a person's: the ids of groups and channels are negative."""
    return not entry.lane.rpartition(":")[2].startswith("-")
