"""The long form: 2,000 messages of 200 chats while a process is killed every five seconds; `make soak` runs it.

SOAK_MESSAGES is another number of messages, of a tenth as many chats.
"""

import asyncio
import os
from functools import partial

import pytest

from tests.faults.databases import own_cluster
from tests.faults.test_faults import ONE, SEVERAL, assert_nothing_is_lost, webhook_at
from tests.faults.trial import run, show

MESSAGES = int(os.environ.get("SOAK_MESSAGES", "2000"))
SIZE = (MESSAGES, MESSAGES // 10, MESSAGES * 0.12)
PAUSE = MESSAGES * 0.02
FEWER = (MESSAGES // 5, MESSAGES // 25, MESSAGES * 0.04)
PATIENCE = 180

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3_000)]


async def everything(trial, every=5):
    """Kill every few seconds, and meanwhile cut the network in three ways and crash the database once."""
    killing = asyncio.create_task(trial.kills(every))
    for how, seconds in (("refuse", 5), ("hang", 10), ("drop", 5)):
        await asyncio.sleep(PAUSE)
        await trial.cut(how, seconds)
    await asyncio.sleep(PAUSE)
    await trial.database_away(10)
    await killing


async def test_one_process_on_sqlite(trial, sqlite_url, request):
    async with trial(ONE, sqlite_url, SIZE) as trying:
        found = await run(trying, partial(everything, every=3), PATIENCE)  # and two to start

    show(found, request.node.name)
    assert_nothing_is_lost(found)


async def test_a_front_and_two_workers_on_postgresql_behind_a_webhook(trial, request, unused_tcp_port):
    async with own_cluster() as cluster, trial(SEVERAL, cluster, SIZE, **webhook_at(unused_tcp_port)) as trying:
        found = await run(trying, everything, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)


async def test_three_alike_on_postgresql_of_which_one_polls(trial, request):
    async with own_cluster() as cluster, trial(("all", "all", "all"), cluster, SIZE) as trying:
        found = await run(trying, everything, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)


async def test_workers_that_stall_in_turn(trial, request):
    async def stalls(trying):
        for process in trying.fleet.processes[1:]:
            await asyncio.sleep(5)
            await trying.fleet.stall(process, 30)

    async with own_cluster() as cluster, trial(SEVERAL, cluster, FEWER) as trying:
        found = await run(trying, stalls, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)
    assert found.doubled == []


async def test_rolling_restarts_under_traffic(trial, request):
    async def rolls(trying):
        for _ in range(3):
            await asyncio.sleep(10)
            await trying.fleet.roll()

    async with own_cluster() as cluster, trial(SEVERAL, cluster, FEWER) as trying:
        found = await run(trying, rolls, PATIENCE)

    show(found, request.node.name)
    assert_nothing_is_lost(found)
    assert found.doubled == []
