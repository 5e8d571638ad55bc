"""Articles behind links that a person is still typing somewhere: read in passing, and kept in memory only.

Every keystroke is a query. So a link is asked for when nothing else has been typed for a moment, once for however many
queries name it, and one link at a time for each person: the newest wins.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from bot.errors import LinkTooSlow
from models.reading import Reading

_PAUSE: Final = 0.6  # seconds without another link; a link is typed on, or pasted whole
_PATIENCE: Final = 7.0  # seconds; Telegram takes no answer after ten
_AT_ONCE: Final = 8
_MOST: Final = 32  # readings
_MOST_PEOPLE: Final = 256  # whose links are read or wait for it
_LASTS: Final = 600.0  # seconds; a page may change


@dataclass(frozen=True, slots=True)
class _UnderWay:
    link: str
    since: float
    task: asyncio.Task[Reading]


class LinkedReadings:
    """Readings of links, by `read` for a person, which may raise ReaderError."""

    def __init__(self, read: Callable[[str, str], Awaitable[Reading]]) -> None:
        self._read = read
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._kept: dict[str, Reading] = {}
        self._under_way: dict[str, _UnderWay] = {}

    async def reading(self, person: str, link: str, since: float) -> Reading | None:
        """Return how the article behind a link reads; None where the person has gone on to another link meanwhile.

        `since` is when the link was typed, by a clock that only goes forward: queries may overtake one another.
        Raises what `read` raises, and LinkTooSlow where it takes longer than a person can be kept waiting: it goes on
        all the same, so that the next query finds it.
        """
        if link in self._kept:
            return self._kept[link]
        task = self._task(person, link, since)
        if task is None:
            return None
        await asyncio.wait([task], timeout=_PATIENCE)
        if not task.done():
            raise LinkTooSlow
        return None if task.cancelled() else task.result()

    def _task(self, person: str, link: str, since: float) -> asyncio.Task[Reading] | None:
        """Return what reads the link, begun now where it was not; None where a newer one is being read.

        Raises LinkTooSlow where too many wait already.
        """
        other = self._under_way.get(person)
        if other is not None and other.link == link:
            return other.task
        if other is not None and other.since > since:
            return None
        if other is None and len(self._under_way) >= _MOST_PEOPLE:
            raise LinkTooSlow
        if other is not None:
            other.task.cancel()
        task = asyncio.create_task(self._read_and_keep(person, link))
        self._under_way[person] = _UnderWay(link, since, task)
        task.add_done_callback(lambda done: self._over(person, done))
        return task

    async def _read_and_keep(self, person: str, link: str) -> Reading:
        await asyncio.sleep(_PAUSE)
        async with self._slots:
            reading = await self._read(person, link)
        self._kept[link] = reading
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        asyncio.get_running_loop().call_later(_LASTS, self._kept.pop, link, None)
        return reading

    def _over(self, person: str, task: asyncio.Task[Reading]) -> None:
        if not task.cancelled():
            task.exception()  # taken note of: whoever waited for it may have gone
        other = self._under_way.get(person)
        if other is not None and other.task is task:
            del self._under_way[person]


def is_whole(link: str) -> bool:
    """Say whether a link may lead to an article: the name of a site alone does not, and is how typing one begins."""
    parts = urlsplit(link)
    return bool(parts.path.strip("/") or parts.query)
