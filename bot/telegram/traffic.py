"""The messages of all private chats, which Telegram counts together: which ids are taken by others than the one sought.

What is known of them comes from the inbox, where other processes keep what they take in and send, and from what this
process saw a moment ago.
"""

from collections import deque
from typing import Any, Final

from bot.inbox import Entry, Way
from bot.telegram.sending import Sending

_KEPT: Final = 1_000  # ids


class Seen:
    """The ids that this process saw of late in private chats; `newest` is the highest so far."""

    def __init__(self) -> None:
        self.newest = 0
        self.ids: deque[int] = deque(maxlen=_KEPT)

    def see(self, message: int | None) -> None:
        """Note an id."""
        if message is not None:
            self.newest = max(self.newest, message)
            self.ids.append(message)


class Traffic:
    """What goes on beside a message that is being sent."""

    def __init__(self, sending: Sending, way: Way, seen: Seen) -> None:
        self._sending, self._way, self._seen = sending, way, seen

    async def begin(self) -> int:
        """Note that the message goes out now, and return the newest that it will stand behind."""
        behind = max(self._sending.place.behind, self._seen.newest if self._sending.is_private else 0)
        await self._way.begin(behind)
        return behind

    async def taken(self) -> set[int]:
        """Return the ids that other messages have; a group counts its own, most of which the bot is not shown."""
        if not self._sending.is_private:
            return set()
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
