"""What is put in the inbox is worked on once, in order, and whatever DBOS's defaults would do to it does not happen."""

import asyncio
import inspect
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from importlib.metadata import version

import pytest
from dbos import DBOS
from dbos._sys_db import SystemDatabase

from bot.errors import StorageError
from bot.inbox import inbox as inboxes
from bot.telemetry.queue import QueueState
from tests.inbox.conftest import opened
from tests.inbox.worker import Scribe

LANE = "telegram:42"


async def test_an_update_that_is_brought_again_is_worked_on_once(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        for _ in range(3):
            await inbox.persist(LANE, 7, {"say": ["نعم"]})
        await notes.until(lambda it: it.sent)
        await inbox.persist(LANE, 7, {"say": ["لا"]})
        await inbox.persist(LANE, 8, {"say": ["بعده"]})
        await notes.until(lambda it: len(it.sent) == 2)

    assert notes.sent == [f"{LANE} نعم sure None", f"{LANE} بعده sure None"]
    assert notes.read == [f"{LANE} 7", f"{LANE} 8"]


async def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist("telegram:1", 8, {"slow": 3, "say": ["بطيء"]})
        for number in range(8, 13):
            await inbox.persist(LANE, number, {"say": [str(number)]})
        await notes.until(lambda it: len(it.sent) == 6)

    assert [line.split()[1] for line in notes.sent] == ["8", "9", "10", "11", "12", "بطيء"]


async def test_what_was_kept_at_the_same_moment_keeps_its_order(tmp_path, notes):
    url = f"sqlite+aiosqlite:///{tmp_path}/manqal.db"
    async with opened(url, None) as inbox:
        for number in (10, 9, 11, 8):
            await inbox.persist(LANE, number, {"say": [str(number)]})
    with closing(sqlite3.connect(tmp_path / "manqal-inbox.db")) as file:
        file.execute("UPDATE workflow_status SET created_at = 1")
        file.commit()
    async with opened(url, tmp_path):
        await notes.until(lambda it: len(it.sent) == 4)

    assert [line.split()[1] for line in notes.sent] == ["8", "9", "10", "11"]


async def test_what_overtakes_its_lane_is_worked_on_while_that_is_busy(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist(LANE, 1, {"slow": 2, "say": ["أول"]})
        await notes.until(lambda it: it.read)
        await inbox.persist(LANE, 2, {"say": ["ثان"]})
        await inbox.persist(LANE, 3, {"say": ["قف"]}, at_once=True)
        await notes.until(lambda it: len(it.sent) == 3)

    assert [line.split()[1] for line in notes.sent] == ["قف", "أول", "ثان"]


async def test_what_an_update_settles_is_not_worked_on(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist(LANE, 1, {"slow": 1, "say": ["معا"]})
        await inbox.persist(LANE, 2, {"with": 1, "say": ["وحده"]})
        await inbox.persist(LANE, 3, {"say": ["بعدهما"]})
        await notes.until(lambda it: len(it.sent) == 2)
        await inbox.persist(LANE, 2, {"say": ["مرة أخرى"]})
        await inbox.persist(LANE, 4, {"say": ["أخيرا"]})
        await notes.until(lambda it: len(it.sent) == 3)

    assert [line.split()[1] for line in notes.sent] == ["معا", "بعدهما", "أخيرا"]


async def test_what_is_being_done_stops_when_something_else_settles_it(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist(LANE, 1, {"say": ["طويل", "لن يرسل"], "slow_to_send": 30, "with": 2})
        await notes.until(lambda it: it.sent)
        began = time.monotonic()
        await inbox.persist(LANE, 2, {"say": ["قف"]}, at_once=True)
        await inbox.persist(LANE, 3, {"say": ["بعده"]})
        await notes.until(lambda it: len(it.sent) == 3)

    assert time.monotonic() - began < 20
    assert [line.split()[1] for line in notes.sent] == ["طويل", "قف", "بعده"]


async def test_what_is_stored_is_readable_logs_ahead_and_bears_names_of_its_own(tmp_path, notes):
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/manqal.db", tmp_path) as inbox:
        await inbox.persist(LANE, 7, {"say": ["مرحبا"]})
        await notes.until(lambda it: it.sent)
        assert DBOS.application_version == "1"
        assert DBOS.executor_id == "local"
        file = sqlite3.connect(tmp_path / "manqal-inbox.db")
        row = file.execute("SELECT workflow_uuid, name FROM workflow_status").fetchone()
        kept = file.execute("SELECT inputs FROM workflow_input").fetchone()[0]
        mode = file.execute("PRAGMA journal_mode").fetchone()[0]
        file.close()

    assert row == ("telegram:42:000000000007", "update")
    assert "مرحبا" in kept
    assert mode == "wal"


def test_the_private_calls_are_there_in_the_version_that_is_locked():
    assert version("dbos") == "3.4.0"
    assert DBOS._recover_pending_workflows.__annotations__["executor_ids"]
    asked = list(inspect.signature(SystemDatabase.reenqueue_for_recovery).parameters)
    assert asked == ["self", "workflow_id", "executor_ids", "recovery_queue_name"]


async def test_a_second_process_on_the_same_file_is_refused(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/manqal.db"
    async with opened(url, tmp_path):
        with pytest.raises(StorageError, match="PostgreSQL"):
            await inboxes.local_lease(inboxes.inbox_url(url))


async def test_an_update_that_cannot_be_kept_is_not_taken_and_the_next_try_keeps_it(tmp_path, notes, monkeypatch):
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/manqal.db", tmp_path) as inbox:
        monkeypatch.setattr(inboxes, "_PATIENCE", 0.5)
        other = sqlite3.connect(tmp_path / "manqal-inbox.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="cannot be kept"):
            await inbox.persist(LANE, 1, {"say": ["أخيرا"]})
        other.execute("ROLLBACK")
        other.close()
        monkeypatch.setattr(inboxes, "_PATIENCE", 20)
        await inbox.persist(LANE, 1, {"say": ["أخيرا"]})
        await notes.until(lambda it: it.sent)
        await asyncio.sleep(0.5)

    assert [line.split()[1] for line in notes.sent] == ["أخيرا"]


async def test_a_database_that_does_not_outlive_the_program_is_refused():
    with pytest.raises(StorageError, match="outlive"):
        await inboxes.Inbox.open("sqlite+aiosqlite:///:memory:", None)


async def test_a_server_that_is_not_there_is_told_without_its_password():
    with pytest.raises(StorageError) as told:
        await inboxes.Inbox.open("postgresql+psycopg://reader:hunter2@127.0.0.1:1/news", None)

    assert "hunter2" not in str(told.value)


async def test_forgetting_a_lane_leaves_nothing_of_it_and_all_of_the_others(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        for lane in (LANE, "telegram:421", "telegram:4"):
            await inbox.persist(lane, 1, {"say": ["سرّ"]})
        await notes.until(lambda it: len(it.sent) == 3)
        await until_idle(inbox)
        await inbox.persist(LANE, 2, {"forgets": True})
        await notes.until(lambda it: len(it.read) == 4)
        await until_idle(inbox)

        kept = [each.workflow_id for each in await DBOS.list_workflows_async()]
        assert set(kept) == {"telegram:421:000000000001", "telegram:4:000000000001", f"{LANE}:000000000002"}


async def test_what_is_finished_is_deleted_when_it_is_old_and_not_before(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist(LANE, 1, {"say": ["قديم"]})
        await notes.until(lambda it: it.sent)
        await until_idle(inbox)

        assert await inbox.tidy(timedelta(days=2)) == 0
        await asyncio.sleep(0.1)
        assert await inbox.tidy(timedelta(0)) == 1
        assert await DBOS.list_workflows_async() == []


async def test_when_an_update_came_is_known_to_the_fraction_of_a_second(database_url, tmp_path):
    found: list[float] = []

    class Clock(Scribe):
        async def read(self, entry, look):
            found.append(entry.received)
            return await super().read(entry, look)

    inbox = await inboxes.Inbox.open(database_url, Clock(tmp_path))
    try:
        for number in range(3):
            before = time.time()
            await inbox.persist(LANE, number, {})
            after = time.time()
            async with asyncio.timeout(20):
                while len(found) <= number:  # noqa: ASYNC110 - a workflow adds to it
                    await asyncio.sleep(0.05)
            assert before <= found[-1] <= after
    finally:
        await inbox.close()


async def test_what_waits_is_counted(database_url, tmp_path, notes):
    async with opened(database_url, tmp_path) as inbox:
        await inbox.persist(LANE, 1, {"slow": 2, "say": ["أ"]})
        await notes.until(lambda it: it.read)
        await inbox.persist(LANE, 2, {"say": ["ب"]})
        await asyncio.sleep(0.2)
        state = await inbox.state()
        assert state.waiting == 1
        assert 0 < state.oldest < 60
        await notes.until(lambda it: len(it.sent) == 2)
        assert await inbox.state() == QueueState(0, pytest.approx(0, abs=1), 0)


async def until_idle(inbox) -> None:
    """Wait until the last checkpoint is written, which comes after the last message."""
    async with asyncio.timeout(20):
        while await DBOS.list_workflows_async(status=["PENDING", "ENQUEUED"]):  # noqa: ASYNC110 - DBOS tells nobody
            await asyncio.sleep(0.05)
