"""Whatever is killed, cut off or restarted, every message is answered, in its order, and once.

A second answer is allowed where a process died between Telegram's taking the first and its own note of it.
`make soak` does the same for twenty minutes, with a database server that crashes.
"""

import pytest

from tests.databases import on_server
from tests.faults.databases import own_cluster
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
    assert found.overwritten == []
    assert found.unexplained == []
    assert max(found.doubles_per_crash, default=0) <= 1


def webhook_at(port: int) -> dict[str, str]:
    """Return the settings of a bot that is brought its updates."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}


async def everything(trying):
    """Kill, cut off, kill, take the database away and kill, each time an eighth more is answered."""
    faults = (trying.kill, lambda: trying.cut("drop", 1), trying.kill, lambda: trying.database_away(1), trying.kill)
    for n, fault in enumerate(faults, 1):
        await trying.answered(n / 8)
        await fault()


async def test_one_process_on_sqlite_that_is_killed_and_cut_off(trial, sqlite_url, request):
    async with trial(ONE, sqlite_url, (32, 8, 5)) as trying:
        found = await run(trying, everything, PATIENCE)

    show(found, request.node.name)
    assert found.faults["kill"] == 3
    assert_nothing_is_lost(found)


async def test_three_processes_behind_a_webhook_that_are_killed_in_turn_and_their_database_with_them(
    trial, request, unused_tcp_port
):
    async with own_cluster() as cluster, trial(SEVERAL, cluster, (32, 8, 5), **webhook_at(unused_tcp_port)) as trying:
        found = await run(trying, everything, PATIENCE)

    show(found, request.node.name)
    assert found.faults["kill"] == 3
    assert_nothing_is_lost(found)


async def test_a_rolling_restart_under_traffic_loses_and_doubles_nothing(trial, request):
    async def roll(trying):
        await trying.answered(1 / 8)
        await trying.fleet.roll()

    with on_server() as url:
        async with trial(SEVERAL, url, (32, 8, 5)) as trying:
            found = await run(trying, roll, PATIENCE)

    show(found, request.node.name)
    assert found.faults == {"restart": 3}
    assert_nothing_is_lost(found)
    assert found.doubled == []


async def test_what_a_stalled_worker_held_is_taken_over_and_not_answered_again_when_it_wakes(trial, request):
    async def stall(trying):
        await trying.answered(1 / 8)
        await trying.fleet.stall(trying.fleet.processes[1], 10)

    with on_server() as url:
        async with trial(SEVERAL, url, (32, 8, 5)) as trying:
            found = await run(trying, stall, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)
    assert found.wait_worst < 60
