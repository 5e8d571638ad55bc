"""Who works on the inbox: names that are stable, held by whoever is alive, and what the dead leave is taken over.

DBOS recovers at a start only, and only what the executor of the same name left. On a server a worker holds an advisory
lock under its name on a session of its own, so the server knows who is dead: whoever can take the lock of a name that
has work pending may take that work. A worker that stalls keeps its session; one that has not been heard of for long
loses it, and what it finishes after waking up is refused by DBOS, which fences each run.
"""

import asyncio
import hashlib
import logging
import math
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

import psycopg
from filelock import FileLock, Timeout
from psycopg.sql import SQL
from sqlalchemy import make_url

from bot.errors import StorageError

_log = logging.getLogger(__name__)

Recover = Callable[[list[str]], Any]
"""Takes over what executors of these names left pending."""

_BEAT: Final = 1.0  # seconds between two signs of life, and between two looks for the dead
_GRACE: Final = 4.0  # seconds for which a lock is seen free before its holder counts as dead: servers restart too
_UNSEEN: Final = _GRACE - _BEAT  # seconds without a look at it in which nobody can have taken it for free
_STALLED: Final = 15.0  # seconds without a sign of life after which a holder counts as stalled
_SLOTS: Final = 64  # workers of one machine
_LONGEST: Final = 48  # bytes of a name
_POLLER: Final = "the one that polls"
_CONNECT: Final = 10  # seconds
_KEEPALIVE: Final[dict[str, Any]] = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "connect_timeout": _CONNECT,
}
_LOCK: Final = SQL("SELECT pg_try_advisory_lock(hashtextextended(%s, 42))")
_UNLOCK: Final = SQL("SELECT pg_advisory_unlock(hashtextextended(%s, 42))")
_LEFT: Final = SQL("SELECT DISTINCT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'")
_END_STALLED: Final = SQL(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND datname = "
    "current_database() AND application_name = %s AND state_change < now() - make_interval(secs => %s)"
)


class Lease(Protocol):
    """The right to work under a name."""

    name: str

    @property
    def held_since(self) -> float:
        """Since when it holds, on the monotonic clock: nobody can have taken over what was begun under it since then.

        Infinite where it was not seen to hold a moment ago.
        """

    def watch(self, recover: Recover | None) -> None:
        """Keep the lease from now on, and look after those who hold another on the same inbox, unless with None."""

    async def lead(self) -> None:
        """Return once nobody else does what one alone may do."""

    async def follow(self) -> None:
        """Return once another may do it."""

    async def give_back(self) -> None:
        """Let the name go."""


class LocalLease:
    """A file that one process at a time holds."""

    name, held_since = "local", 0.0

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def watch(self, recover: Recover | None) -> None:
        """Look after nobody: what the one before left is taken up at the start."""

    async def lead(self) -> None:
        """Return at once: there is nobody else."""

    async def follow(self) -> None:
        """Never return."""
        await asyncio.Event().wait()

    async def give_back(self) -> None:
        """Let the file go."""
        self._lock.release()


async def local_lease(url: str) -> LocalLease:
    """Return the lease on a SQLite inbox; raises StorageError where another process has it."""
    lock = FileLock(Path(f"{make_url(url).database}.lock"), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StorageError("Another process answers from this SQLite file; several need PostgreSQL") from None
    return LocalLease(lock)


class SharedLease:
    """A name on a server: "host-0", the first that nobody on this machine holds."""

    def __init__(self, url: str, name: str, session: psycopg.AsyncConnection[Any]) -> None:
        self.name = name
        self._url, self._session = url, session
        self._free_since: dict[str, float] = {}
        self._broken = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._since = self._seen = time.monotonic()  # which goes on while this process stalls

    @property
    def held_since(self) -> float:
        """Since when the name is held without a gap; infinite where it was not seen to be a moment ago."""
        return self._since if time.monotonic() - self._seen < _UNSEEN else math.inf

    def watch(self, recover: Recover | None) -> None:
        """Give signs of life, and take over what others leave behind, unless `recover` is None."""
        self._watching = asyncio.create_task(self._watch(recover))

    async def lead(self) -> None:
        """Return once nobody else polls, which holds until `follow` returns."""
        while not await self._leads():  # noqa: ASYNC110 - it is another process that lets go
            await asyncio.sleep(_BEAT)

    async def follow(self) -> None:
        """Return once the session broke, with which the server let another poll."""
        await self._broken.wait()

    async def _leads(self) -> bool:
        self._broken.clear()
        try:
            return await _taken(self._session, _POLLER)
        except (psycopg.Error, OSError):  # whoever watches opens another session
            return False

    async def give_back(self) -> None:
        """Stop looking after others and let the name go."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        with suppress(psycopg.Error):
            await self._session.close()

    async def _watch(self, recover: Recover | None) -> None:
        while True:
            await asyncio.sleep(_BEAT)
            began = time.monotonic()
            try:
                if recover is None:
                    await self._session.execute("SELECT 1")
                else:
                    await self._look(recover)
                if began - self._seen >= _UNSEEN:
                    self._since = began
                self._seen = began
            except (psycopg.Error, OSError) as error:
                _log.warning("the inbox's server does not answer: %s", type(error).__name__)
                self._broken.set()
                self._free_since.clear()
                with suppress(psycopg.Error, OSError):
                    await self._again()
            except Exception:
                _log.exception("what others left could not be taken over")

    async def _look(self, recover: Recover) -> None:
        left = [row[0] for row in await (await self._session.execute(_LEFT)).fetchall()]
        others = [name for name in left if name != self.name]
        self._free_since = {name: since for name, since in self._free_since.items() if name in others}
        for name in others:
            await self._session.execute(_END_STALLED, (_application(name), _STALLED))
            if not await _taken(self._session, name):
                self._free_since.pop(name, None)
                continue
            try:
                first = self._free_since.setdefault(name, time.monotonic())
                if time.monotonic() - first >= _GRACE:
                    _log.warning("worker %s is gone, its work is taken over", name)
                    await asyncio.to_thread(recover, [name])
            finally:
                await self._session.execute(_UNLOCK, (name,))

    async def _again(self) -> None:
        """Hold the name on a new session after the old one broke."""
        await self._session.close()
        self._session = await _session(self._url, self.name)
        if not await _taken(self._session, self.name):  # somebody is looking whether we are dead; they let go at once
            await self._session.close()
            raise psycopg.OperationalError


async def shared_lease(url: str) -> SharedLease:
    """Return a lease on a PostgreSQL inbox; raises StorageError where the server does not answer."""
    host = socket.gethostname()
    try:
        for slot in range(_SLOTS):
            name = f"{host}-{slot}"
            session = await _session(url, name)
            if await _taken(session, name):
                return SharedLease(url, name, session)
            await session.close()
    except (psycopg.Error, OSError) as error:
        raise StorageError(f"The inbox's server does not answer: {type(error).__name__}") from error
    raise StorageError(f"{_SLOTS} workers run on this machine already")


async def _session(url: str, name: str) -> psycopg.AsyncConnection[Any]:
    return await psycopg.AsyncConnection.connect(
        url, autocommit=True, application_name=_application(name), **_KEEPALIVE
    )


async def _taken(session: psycopg.AsyncConnection[Any], name: str) -> bool:
    found: Sequence[Any] | None = await (await session.execute(_LOCK, (name,))).fetchone()
    return bool(found and found[0])


def _application(name: str) -> str:
    """Return what a session is called: the server cuts names at 63 bytes, and two that are cut alike would be one."""
    told = name if len(name.encode()) <= _LONGEST else hashlib.sha256(name.encode()).hexdigest()[:_LONGEST]
    return f"manqal-lease:{told}"
