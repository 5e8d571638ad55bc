"""Whatever is killed, cut off or restarted, every message is answered, in its order, and once.

A second answer is allowed where a process died between Telegram's taking the first and its own note of it.
`make soak` does the same for twenty minutes, with a database server that crashes.
"""

import asyncio

import pytest

from tests.faults.databases import own_database
from tests.faults.report import Report
from tests.faults.trial import run, show

ONE, SEVERAL = ("all",), ("front", "worker", "worker")
PATIENCE = 60  # seconds without any answer; a busy machine needs some to start the bot

pytestmark = pytest.mark.timeout(240)


def assert_nothing_is_lost(found: Report) -> None:
    """Say whether all was answered, in order; doubled no more than a crash can."""
    assert found.lost == []
    assert found.out_of_order == []
    assert found.torn == []
    assert found.strays == []
    assert found.unexplained == []
    assert max(found.doubles_per_crash, default=0) <= 1


async def kills_and_a_cut(trial):
    killing = asyncio.create_task(trial.kills(every=4))
    await asyncio.sleep(3)
    await trial.cut("drop", 1)
    await killing


async def test_one_process_on_sqlite_that_is_killed_and_cut_off(trial, sqlite_url, request):
    async with trial(ONE, sqlite_url, (50, 10, 6)) as trying:
        found = await run(trying, kills_and_a_cut, PATIENCE)

    show(found, request.node.name)
    assert found.faults["kill"] >= 2
    assert_nothing_is_lost(found)


async def test_three_processes_on_postgresql_of_which_one_is_killed_again_and_again(trial, request):
    with own_database() as url:
        async with trial(SEVERAL, url, (50, 10, 6)) as trying:
            found = await run(trying, kills_and_a_cut, PATIENCE)

    show(found, request.node.name)
    assert found.faults["kill"] >= 2
    assert_nothing_is_lost(found)


async def test_a_rolling_restart_under_traffic_loses_and_doubles_nothing(trial, request):
    async def roll(trying):
        await asyncio.sleep(3)
        await trying.fleet.roll()

    with own_database() as url:
        async with trial(SEVERAL, url, (40, 10, 8)) as trying:
            found = await run(trying, roll, PATIENCE)

    show(found, request.node.name)
    assert found.faults == {"restart": 3}
    assert_nothing_is_lost(found)
    assert found.doubled == 0


async def test_what_a_stalled_worker_held_is_taken_over_and_not_answered_again_when_it_wakes(trial, request):
    async def stall(trying):
        await asyncio.sleep(3)
        await trying.fleet.stall(trying.fleet.processes[1], 10)

    with own_database() as url:
        async with trial(SEVERAL, url, (40, 10, 6)) as trying:
            found = await run(trying, stall, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)
    assert found.wait_worst < 60
