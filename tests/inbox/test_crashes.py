"""Processes are killed at the worst moments: nothing is lost, and what may have been sent twice is in doubt."""

import asyncio
import resource
import time

from tests.databases import on_server
from tests.inbox.conftest import opened

LANE = "telegram:42"


async def test_what_a_killed_process_was_reading_is_read_again_and_sent_once(database_url, tmp_path, notes, process):
    async with opened(database_url, None) as inbox:
        await inbox.persist(LANE, 1, {"slow": 2, "say": ["أ", "ب"]})
        await inbox.persist(LANE, 2, {"say": ["ج"]})
        await inbox.persist(LANE, 3, {"say": ["د"]})
    first = process(database_url)
    await notes.until(lambda it: it.read)
    first.kill()
    process(database_url)
    await notes.until(lambda it: len(it.sent) == 4)

    assert [line.split()[1] for line in notes.sent] == ["أ", "ب", "ج", "د"]
    assert notes.read == [f"{LANE} 1", f"{LANE} 1", f"{LANE} 2", f"{LANE} 3"]


async def test_only_the_message_that_a_crash_cut_off_is_in_doubt(database_url, tmp_path, notes, process):
    async with opened(database_url, None) as inbox:
        await inbox.persist(LANE, 1, {"say": ["واحد", "اثنان", "ثلاثة"], "dies_sending": "اثنان"})
    await process(database_url).ended()
    process(database_url)
    await notes.until(lambda it: len(it.sent) == 4)

    assert notes.sent == [
        f"{LANE} واحد sure None",
        f"{LANE} اثنان sure 4",
        f"{LANE} اثنان doubt behind 14 4",
        f"{LANE} ثلاثة sure 5",
    ]
    assert notes.read == [f"{LANE} 1"]


async def test_a_message_that_was_not_begun_at_a_crash_is_in_no_doubt(database_url, tmp_path, notes, process):
    async with opened(database_url, None) as inbox:
        await inbox.persist(LANE, 1, {"say": ["واحد", "اثنان"], "dies_before": "اثنان"})
    await process(database_url).ended()
    process(database_url)
    await notes.until(lambda it: len(it.sent) == 3)

    assert notes.sent == [f"{LANE} واحد sure None", f"{LANE} اثنان sure 4", f"{LANE} اثنان sure 4"]


async def test_an_update_that_brings_down_whoever_reads_it_is_given_up_after_three_more_tries(
    database_url, tmp_path, notes, process
):
    async with opened(database_url, None) as inbox:
        await inbox.persist(LANE, 1, {"dies": True})
        await inbox.persist(LANE, 2, {"say": ["بعده"]})
    for _ in range(4):
        await process(database_url).ended()
    last = process(database_url)
    await notes.until(lambda it: len(it.sent) == 2)
    last.kill()

    assert [line.split(" ", 1)[1] for line in notes.sent] == ["gave up 1 sure None", "بعده sure None"]
    async with opened(database_url, None) as inbox:
        assert (await inbox.state()).dead == 1


async def test_what_cannot_be_noted_since_the_disk_is_full_goes_on_once_there_is_room(tmp_path, notes, process):
    url = f"sqlite+aiosqlite:///{tmp_path}/manqal.db"
    async with opened(url, None) as inbox:
        await inbox.persist(LANE, 1, {"say": ["واحد", "اثنان"], "slow_to_send": 1})
        await inbox.persist(LANE, 2, {"say": ["ثلاثة"]})
    worker = process(url)
    await notes.until(lambda it: it.sent)
    await asyncio.sleep(0.5)  # it is noted that it goes out
    worker.limit_files(4_096)
    await asyncio.sleep(2)
    worker.limit_files(resource.RLIM_INFINITY)
    await notes.until(lambda it: len(it.sent) == 4)

    assert notes.sent == [
        f"{LANE} واحد sure None",
        f"{LANE} واحد doubt behind 10 None",
        f"{LANE} اثنان sure 4",
        f"{LANE} ثلاثة sure None",
    ]


async def test_a_dead_workers_lanes_are_taken_over_by_another_within_seconds(tmp_path, notes, process):
    with on_server() as url:
        async with opened(url, None) as inbox:
            dying = process(url)
            await dying.ready()
            await inbox.persist(LANE, 1, {"slow": 3, "say": ["أول"]})
            await inbox.persist(LANE, 2, {"say": ["ثان"]})
            await notes.until(lambda it: it.read)
            other = process(url)
            await other.ready()
            dying.kill()
            began = time.monotonic()
            await notes.until(lambda it: len(it.sent) == 2)

        assert time.monotonic() - began < 25
        assert [line.split()[1] for line in notes.sent] == ["أول", "ثان"]
