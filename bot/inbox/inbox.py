"""The inbox over DBOS Transact: one workflow an update, its two steps checkpointed, a queue partitioned by lanes.

Several things about DBOS 3.4 that its defaults get wrong for a bot are set right here and in `lease`: the version is
pinned (else a changed line strands what is pending), executors have stable names (else they take each other's work),
numbers are padded (of updates stored at the same moment the id decides), the file logs ahead, contents are JSON, and
workflows have names of their own.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol, Self, cast

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID, WorkflowStatus
from dbos._dbos import _get_dbos_instance
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError
from bot.inbox.entry import Doubt, Entry, GivenUpError, Json, Outcome, Worker
from bot.inbox.lease import Lease, local_lease, shared_lease
from bot.inbox.place import inbox_url, is_local, prepare
from bot.inbox.racing import WithdrawnError, unless
from bot.inbox.room import Room
from bot.telemetry.observing import Outcome as Came
from bot.telemetry.observing import Stage, note, observed, stage, took
from bot.telemetry.queue import QueueState

_log = logging.getLogger(__name__)

_NAME: Final = "manqal"
_VERSION: Final = "1"  # of what the steps are; a change of their order or number needs DBOS.patch, not another version
_QUEUE: Final = "chats"
_WORKFLOW: Final = "update"
_POLL: Final = 0.1  # seconds between two looks into the queue; a fifth of it takes four times the idle CPU
_AT_ONCE: Final = 32  # entries that one process works on, most of them waiting: for quiet, for a site, for Telegram
_STARTS: Final = 1_000  # of one entry, whatever it was killed in; what is read at each crash is given up long before
_AGAIN: Final = 3  # times that an entry is read again after a crash while it was; then it is given up
_PATIENCE: Final = 20.0  # seconds for a store that is down
_GOODBYE: Final = 5.0  # seconds for what is being worked on to be finished when the inbox is closed
_LOOK: Final = 1.0  # seconds between two looks whether another process has settled an entry
_OPEN: Final = ["PENDING", "ENQUEUED"]
_DONE: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_COUNTED: Final = 10_000  # entries of a kind; no line is longer, or all that matters is that it is that long
_BATCH: Final = 500
_LEFT: Final = 5.0  # seconds between two looks whether something was left
_LATE: Final = 20  # updates of a lane; most of them were answered
_SENDING: Final = "sending"
_AGAIN_READ: Final = "again"


class Inbox:
    """Updates that are kept until they are answered.

    One a process, since DBOS is: opened with a worker it works on what any process persisted, without it only persists.
    """

    def __init__(self, worker: Worker | None) -> None:
        self._worker = worker
        self._lease: Lease | None = None
        self._looks: set[_Look] = set()  # two at one entry where this process stalled and got it back
        self._room = Room()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._running: set[str] = set()
        self._looking_after: asyncio.Task[None] | None = None
        self._closing = False

    @classmethod
    async def open(cls, database_url: str, worker: Worker | None) -> Self:
        """Return the inbox that belongs to a store's database, once what a crash left behind is taken up again.

        `worker` has to be ready. Raises StorageError where the inbox cannot be opened.
        """
        url, inbox = inbox_url(database_url), cls(worker)
        local = is_local(url)
        if local:
            await asyncio.to_thread(prepare, url)
        lease = inbox._lease = await (local_lease(url) if local else shared_lease(url))
        try:
            await asyncio.wait_for(inbox._launch(url, lease.name), 2 * _PATIENCE)
        except Exception as error:
            await inbox.close()
            raise StorageError(f"The inbox cannot be opened: {type(error).__name__}") from error
        if worker is not None and local:
            inbox._looking_after = asyncio.create_task(inbox._look_after(lease.name))
        return inbox

    async def persist(self, lane: str, number: int, raw: Json, *, at_once: bool = False) -> None:
        """Keep an update; one that is kept already is not kept again. Returns when it is on the disk.

        `at_once` lets it overtake its lane. Raises StorageError where the store stays down.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                with (
                    SetWorkflowID(_id(lane, number)),
                    SetEnqueueOptions(queue_partition_key=_queue_of(lane, at_once=at_once)),
                ):
                    await DBOS.enqueue_workflow_async(_QUEUE, self._workflow, lane, number, raw, time.time())
        except Exception as error:
            raise StorageError(f"An update cannot be kept: {type(error).__name__}") from error

    async def lead(self) -> None:
        """Return once this process alone may poll, of all that share the inbox."""
        if self._lease is not None:
            await self._lease.lead()

    async def follow(self) -> None:
        """Return once another process may poll: the server of the inbox was away, or this process stalled."""
        if self._lease is not None:
            await self._lease.follow()

    async def tidy(self, older: timedelta) -> int:
        """Delete what was finished that long ago; returns how many updates."""
        return await _delete(completed_before=(datetime.now(UTC) - older).isoformat())

    async def state(self) -> QueueState:
        """Return how many updates wait, for how long the first of them has, and how many were given up."""
        found = await DBOS.list_workflows_async(status="ENQUEUED", limit=_COUNTED, load_input=False, load_output=False)
        dead = await DBOS.list_workflows_async(status="ERROR", limit=_COUNTED, load_input=False, load_output=False)
        first = min((_seconds(each) for each in found), default=time.time())
        return QueueState(len(found), max(0.0, time.time() - first), len(dead))

    async def close(self) -> None:
        """Finish what takes no longer than a moment; the rest is taken up by the next that opens the inbox."""
        if self._lease is None:
            return
        self._closing = True
        if self._looking_after is not None:
            self._looking_after.cancel()
            await asyncio.gather(self._looking_after, return_exceptions=True)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_GOODBYE)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
        # the loop was lent DBOS's threads, which are no more
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        await self._lease.give_back()
        self._lease = None

    async def _launch(self, url: str, executor: str) -> None:
        logging.getLogger("dbos").setLevel(logging.WARNING)
        await asyncio.to_thread(_make, url)
        DBOS(
            config={
                "name": _NAME,
                "system_database_url": url,
                "application_version": _VERSION,
                "executor_id": executor,
                "serializer": DBOSPortableJSONSerializer(),
                "use_listen_notify": False,
                "notification_listener_polling_interval_sec": 0.1,  # nothing listens, and a stop waits for it
                "log_level": "WARNING",
            }
        )
        self._workflow = DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_STARTS)(self._runner())
        if self._worker is None:
            DBOS.listen_queues([])
        DBOS.launch()
        if self._lease is not None:  # of DBOS's two ways to recover the public one forgets the attempts
            self._lease.watch(None if self._worker is None else DBOS._recover_pending_workflows)  # noqa: SLF001

    def _runner(self) -> Callable[[str, int, Json, float], Any]:
        async def update(lane: str, number: int, raw: Json, received: float) -> int | None:
            if self._closing:  # it stays as it is for the next that opens the inbox
                raise asyncio.CancelledError
            task = cast("asyncio.Task[Any]", asyncio.current_task())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            entry = Entry(_id(lane, number), lane, number, raw, received)
            self._running.add(entry.id)
            try:
                with observed(number, lane):
                    return await self._run(entry)
            except DBAPIError as error:  # of a file that cannot be written; for a server DBOS waits
                _log.warning("update %d waits for the inbox: %s", number, type(error).__name__)
                raise asyncio.CancelledError from error
            finally:
                self._running.discard(entry.id)

        return update

    async def _look_after(self, executor: str) -> None:
        """Take up again what was left because it could not be noted how far it came: the disk was full.

        A server that cannot is waited for by DBOS; for a file it does nothing before the next start.
        """
        before: set[str] = set()
        while True:
            await asyncio.sleep(_LEFT)
            try:
                found = await DBOS.list_workflows_async(
                    status="PENDING", executor_id=executor, limit=_BATCH, load_input=False, load_output=False
                )
                left = {each.workflow_id for each in found} - self._running
                for each in left & before:  # seen twice: it is neither about to begin nor being noted
                    _log.warning("%s was left and is taken up again", each.rpartition(":")[2])
                    await asyncio.to_thread(_reenqueue, each, executor)
                before = left
            except DBAPIError as error:
                _log.warning("the inbox cannot be looked into: %s", type(error).__name__)

    async def _run(self, entry: Entry) -> int | None:
        """Work on an entry: read it, settle what it settles, send; each of the steps counts once it is noted.

        Returns the number of what was sent last, for those behind it in the lane.
        """
        executed = False

        async def read() -> Json:
            nonlocal executed
            executed = True
            return (await self._read(entry, run)).form()

        run = _Run(time.monotonic())
        outcome = Outcome.of(await DBOS.run_step_async({"name": "read"}, read))
        surely = executed  # what was read before a crash may have been sent before it too
        if outcome.settled:
            await self._settle(outcome.settled)
        last: int | None = None
        for place, message in enumerate(outcome.sends):

            async def send(place: int = place, message: Json = message, last: int | None = last) -> int | None:
                nonlocal surely
                doubt, surely = None if surely else await _begun(entry, run, place), True
                is_ours = partial(self._is_ours, entry, run)
                return await self._send(entry, message, _Way(entry, place, is_ours, doubt=doubt, last=last))

            last = await DBOS.run_step_async({"name": "send"}, send) or last
        if outcome.sends and not executed:
            note(outcome=Came.ANSWERED)
        if outcome.given_up:
            raise GivenUpError  # which lets it stand among what failed
        return last

    async def _send(self, entry: Entry, message: Json, way: "_Way") -> int | None:
        async with self._looking(entry) as look:
            with stage(Stage.SENT), suppress(WithdrawnError):
                return await unless(look.withdrawn(), self._working().send(message, way))
        return None

    async def _is_ours(self, entry: Entry, run: "_Run") -> bool:
        """Say whether nobody has taken an entry over: this process may have stalled or been cut off from the server."""
        if self._lease is None or self._lease.held_since <= run.began:
            return True
        record = await DBOS.get_workflow_status_async(entry.id)
        mine = (self._lease.name, run.attempt)  # it may be ours once more, by another run
        return record is not None and record.status == "PENDING" and (record.executor_id, _attempts(record)) == mine

    async def _read(self, entry: Entry, run: "_Run") -> Outcome:
        record = await DBOS.get_workflow_status_async(entry.id)
        known = entry
        if record is not None:
            run.attempt = _attempts(record)
            known = replace(entry, running=True, again=_attempts(record) > 1)
        async with self._looking(known, record) as look:
            took(Stage.WAITED, time.time() - known.received)
            try:
                return await self._working().read(known, look)
            except GivenUpError:
                _log.error("update %d is given up: each crash found it being read", entry.number)
                return replace(await self._working().give_up(known), given_up=True)

    @asynccontextmanager
    async def _looking(self, entry: Entry, record: WorkflowStatus | None = None) -> AsyncIterator["_Look"]:
        async with AsyncExitStack() as inside:
            ready = partial(self._enter, inside, entry)
            look = _Look(entry, record, ready)
            self._looks.add(look)
            try:
                yield look
            finally:
                self._looks.discard(look)

    async def _enter(self, inside: AsyncExitStack, entry: Entry, *, alone: bool) -> None:
        if entry.again:
            await self._working().prepare()
        await inside.enter_async_context(self._room.held(alone=alone))

    async def _settle(self, ids: Iterable[str]) -> None:
        settled = list(ids)
        await DBOS.cancel_workflows_async(settled)
        for look in self._looks:
            if look.id in settled:
                look.stop()

    def _working(self) -> Worker:
        return cast("Worker", self._worker)


class _Look:
    """A look at an entry that is being worked on, and at its lane; `record` is how it stood when that began.

    `ready` waits until it can be read, with no other beside it where it is to be read alone.
    """

    def __init__(self, entry: Entry, record: WorkflowStatus | None, ready: "_Ready") -> None:
        self.id = entry.id
        self._entry, self._record, self._ready = entry, record, ready
        self._stopped, self._beginning = asyncio.Event(), asyncio.Lock()
        self._is_ready = self._is_begun = False

    def stop(self) -> None:
        """Note that the entry was settled by another in this process."""
        self._stopped.set()

    async def others(self) -> list[Entry]:
        """Return the other entries of the lane that are not finished, in order."""
        found = await DBOS.list_workflows_async(
            status=_OPEN, workflow_id_prefix=f"{self._entry.lane}:", limit=_BATCH, load_output=False
        )
        entries = [_entry(each) for each in found if each.workflow_id != self._entry.id]
        return sorted(entries, key=lambda entry: entry.number)

    async def ready(self) -> None:
        """Return once the entry can be read.

        What was being read at two crashes is read alone, so that the next counts for none that was merely beside it.
        Raises GivenUpError where it has been often enough.
        """
        if self._crashes() >= _AGAIN:
            raise GivenUpError
        if not self._is_ready:
            await self._ready(alone=self._crashes() > 0)
            self._is_ready = True

    async def begin(self) -> None:
        """Note that the entry is read again after a crash, should that be what brings us down."""
        async with self._beginning:
            if self._is_again() and not self._is_begun:
                await DBOS.update_workflow_attributes_async(self._entry.id, {_AGAIN_READ: self._crashes() + 1})
                self._is_begun = True

    def _is_again(self) -> bool:
        return self._record is not None and _attempts(self._record) > 1

    def _crashes(self) -> int:
        """Return how many crashes found the entry being read again."""
        return int(((self._record and self._record.attributes) or {}).get(_AGAIN_READ, 0))

    async def forget(self) -> None:
        """Delete what is kept of the lane's finished entries."""
        await _delete(workflow_id_prefix=f"{self._entry.lane}:")

    async def withdrawn(self) -> None:
        """Return when another entry has settled this one, in whichever process."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await self._stopped.wait()
                    return
            record = await DBOS.get_workflow_status_async(self._entry.id)
            if record is not None and record.status == "CANCELLED":
                return


@dataclass
class _Run:
    """One run of an entry: when it began, on the monotonic clock, and which attempt at the entry it is."""

    began: float
    attempt: int = 0


class _Ready(Protocol):
    async def __call__(self, *, alone: bool) -> None: ...


class _Way:
    """The way of the message that has a place in what an entry led to."""

    def __init__(
        self,
        entry: Entry,
        place: int,
        is_ours: Callable[[], Awaitable[bool]],
        *,
        doubt: Doubt | None,
        last: int | None,
    ) -> None:
        self._entry, self._place, self._is_ours = entry, place, is_ours
        self.doubt, self.last = doubt, last

    async def begin(self, behind: int) -> None:
        """Note that the message goes out now and will stand behind that number."""
        await self._check()
        await DBOS.update_workflow_attributes_async(self._entry.id, {_SENDING: [self._place, behind, time.time()]})
        await self._check()

    async def before(self) -> int:
        """Return the highest number of what was sent in the lane of late for what came before the entry."""
        found = await DBOS.list_workflows_async(
            status="SUCCESS", workflow_id_prefix=f"{self._entry.lane}:", limit=_LATE, sort_desc=True
        )
        earlier = [each.output for each in found if _entry(each).number < self._entry.number]
        return max((sent for sent in earlier if isinstance(sent, int)), default=0)

    async def _check(self) -> None:
        if not await self._is_ours():
            _log.warning("update %d is answered by another worker by now", self._entry.number)
            raise asyncio.CancelledError

    async def recent(self) -> list[tuple[Entry, int | None]]:
        """Return what was kept of late, each with the number of what was sent last for it."""
        found = await DBOS.list_workflows_async(limit=_BATCH, sort_desc=True)
        return [(_entry(each), each.output if isinstance(each.output, int) else None) for each in found]


def _make(url: str) -> None:
    """Make the tables and the queue: one that comes after the launch is looked into a second later."""
    DBOS.migrate(url)
    client = DBOSClient(system_database_url=url, application_name=_NAME, serializer=DBOSPortableJSONSerializer())
    try:
        client.register_queue(_QUEUE, partition_concurrency=1, worker_concurrency=_AT_ONCE, polling_interval_sec=_POLL)
    finally:
        client.destroy()


def _reenqueue(workflow: str, executor: str) -> None:
    # what `DBOS._recover_pending_workflows` does with all of an executor, those among them that run
    _get_dbos_instance()._sys_db.reenqueue_for_recovery(workflow, [executor], _QUEUE)  # noqa: SLF001


async def _delete(*, workflow_id_prefix: str | None = None, completed_before: str | None = None) -> int:
    """Delete what is finished, returns how many workflows."""
    deleted = 0
    while True:
        found = await DBOS.list_workflows_async(
            status=_DONE,
            workflow_id_prefix=workflow_id_prefix,
            completed_before=completed_before,
            limit=_BATCH,
            load_input=False,
            load_output=False,
        )
        if found:
            await DBOS.delete_workflows_async([each.workflow_id for each in found])
        deleted += len(found)
        if len(found) < _BATCH:
            return deleted


async def _begun(entry: Entry, run: _Run, place: int) -> Doubt | None:
    """Return whether the message at a place in what an entry led to was begun to be sent."""
    record = await DBOS.get_workflow_status_async(entry.id)
    if record is not None:
        run.attempt = _attempts(record)
    begun = record and (record.attributes or {}).get(_SENDING)
    return Doubt(*begun[1:]) if begun and begun[0] == place else None


def _id(lane: str, number: int) -> str:
    return f"{lane}:{number:012d}"


def _queue_of(lane: str, *, at_once: bool) -> str:
    return f"{lane}!" if at_once else lane


def _entry(record: WorkflowStatus) -> Entry:
    lane, number, raw, received = record.input["args"] if record.input else ("", 0, {}, 0.0)
    return Entry(record.workflow_id, lane, number, raw, received, running=record.status == "PENDING")


def _attempts(record: WorkflowStatus) -> int:
    """Return how often an update was begun."""
    return record.recovery_attempts or 0


def _seconds(record: WorkflowStatus) -> float:
    """Return when an update was kept; on SQLite the second alone is right."""
    return (record.created_at or 0) / 1000
