"""The monitor over real HTTP."""

import asyncio
import signal
import socket
from contextlib import asynccontextmanager

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import OperatorError
from bot.settings import Settings
from bot.telemetry.metrics import UPDATES, describe
from bot.telemetry.monitor import monitored
from bot.telemetry.queue import QueueState, watch_queue
from bot.telemetry.readiness import Heartbeat


def free_address():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


@asynccontextmanager
async def asking(checks):
    address = free_address()
    async with (
        monitored(Settings(_env_file=None, monitor_address=address), checks),
        httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as client,
    ):
        yield client


async def well():
    return None


@pytest.fixture
def queue():
    yield watch_queue
    watch_queue(None)


def samples(body):
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


async def test_metrics_are_what_prometheus_reads():
    UPDATES.labels("article", "answered").inc()
    describe("extractive")
    async with asking({}) as client:
        answer = await client.get("/metrics")

    found = samples(answer.text)
    assert answer.headers["content-type"].startswith("text/plain")
    assert found["manqal_updates_total", "article", "answered"] >= 1
    assert any(name == "manqal_info" and "extractive" in labels for name, *labels in found)
    assert "process_resident_memory_bytes" in answer.text


async def test_the_queue_is_asked_at_each_scrape(queue):
    states = iter([QueueState(3, 12.5, 1), QueueState(0, 0.0, 1)])

    async def state():
        return next(states)

    queue(state)
    async with asking({}) as client:
        first, second = [samples((await client.get("/metrics")).text) for _ in range(2)]

    assert [first[name,] for name in ("manqal_queue_length", "manqal_queue_oldest_seconds")] == [3, 12.5]
    assert [second[name,] for name in ("manqal_queue_length", "manqal_dead_letters")] == [0, 1]


async def test_a_queue_that_does_not_answer_is_not_told_as_empty(queue):
    async def state():
        raise ConnectionError("postgresql://root:hunter2@db")

    queue(state)
    async with asking({}) as client:
        answer = await client.get("/metrics")

    assert "manqal_queue_length NaN" in answer.text


async def test_it_is_healthy_as_long_as_it_answers_and_ready_when_every_check_is_well():
    async with asking({"storage": well}) as client:
        health, ready = await client.get("/healthz"), await client.get("/readyz")

    assert (health.status_code, health.text) == (200, "ok\n")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "checks": {"storage": "ok"}})


async def test_what_is_wrong_is_named_with_every_part_and_tells_no_more_than_is_safe():
    async def refuses():
        raise OperatorError("the database cannot be opened")

    async def breaks():
        raise ConnectionError("postgresql://root:hunter2@db")

    checks = {"storage": refuses, "inbox": breaks, "telegram": Heartbeat(60).check, "other": well}
    async with asking(checks) as client:
        answer = await client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        503,
        {
            "ready": False,
            "checks": {
                "storage": "the database cannot be opened",
                "inbox": "ConnectionError",
                "telegram": "not yet",
                "other": "ok",
            },
        },
    )


async def test_a_check_that_is_added_later_counts():
    checks = {}
    async with asking(checks) as client:
        first = await client.get("/readyz")
        checks["inbox"] = Heartbeat(60).check
        second = await client.get("/readyz")

    assert (first.status_code, second.status_code) == (200, 503)


async def test_a_heartbeat_is_well_until_it_is_late():
    on_time, late = Heartbeat(60), Heartbeat(-1)
    on_time.beat()
    late.beat()

    assert await on_time.check() is None
    assert "not for" in await late.check()


async def test_without_an_address_nothing_listens():
    async with monitored(Settings(_env_file=None, monitor_address=None), {}):
        assert len(asyncio.all_tasks()) == 1


async def test_an_address_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(_env_file=None, monitor_address=f"127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(OperatorError, match="cannot be listened on"):
            async with monitored(settings, {}):
                pass


async def test_the_signals_stay_the_bots_and_the_port_is_free_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    async with asking({}) as client:
        await client.get("/healthz")
        assert signal.getsignal(signal.SIGTERM) is before
        address = str(client.base_url)

    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{address}/healthz")


async def test_nothing_else_is_served():
    async with asking({}) as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/metrics")).status_code == 405
