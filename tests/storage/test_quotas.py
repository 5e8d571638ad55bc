"""What each person had is counted once, never beyond its limit, and not for longer than it counts."""

import asyncio
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from bot.storage import Store, quotas
from bot.storage.quotas import Cost, code_of
from bot.storage.tables import charged, spent

MINUTE = Cost("minute", 1, 3, 60)
DAY = Cost("day", 1, 5, 86_400)
WHO = code_of("telegram:42")


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""
    told = SimpleNamespace(now=1_800_000_000)
    monkeypatch.setattr(quotas, "time", SimpleNamespace(time=lambda: told.now, monotonic=time.monotonic))
    return told


async def rows(store, table):
    async with store._engine.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


async def test_the_limit_is_reached_and_told_until_when(store, clock):
    assert [await store.spend(WHO, (MINUTE,)) for _ in range(3)] == [0, 0, 0]
    clock.now += 20

    assert await store.spend(WHO, (MINUTE,)) == 40
    assert await store.spend(code_of("telegram:43"), (MINUTE,)) == 0
    clock.now += 40
    assert await store.spend(WHO, (MINUTE,)) == 0


async def test_of_two_limits_the_one_that_is_reached_leaves_the_other_uncounted(store, clock):
    for _ in range(3):
        assert await store.spend(WHO, (DAY, MINUTE)) == 0
    assert await store.spend(WHO, (DAY, MINUTE)) == 60
    clock.now += 60
    assert [await store.spend(WHO, (DAY, MINUTE)) for _ in range(2)] == [0, 0]
    assert await store.spend(WHO, (DAY, MINUTE)) == 86_340


async def test_what_is_handled_again_after_a_crash_is_counted_once(store, clock):
    for _ in range(9):
        assert await store.spend(WHO, (MINUTE,), "message") == 0
    assert [await store.spend(WHO, (MINUTE,), f"message {n}") for n in range(2)] == [0, 0]

    assert await store.spend(WHO, (MINUTE,), "one more") == 60
    assert await store.spend(WHO, (MINUTE,), "message") == 0
    clock.now += 60
    assert await store.spend(WHO, (MINUTE,), "one more") == 0


async def test_processes_that_count_at_once_do_not_overstep_the_limit(database_url):
    stores = [await Store.open(database_url) for _ in range(3)]
    limit = Cost("minute", 1, 10, 60)

    waits = await asyncio.gather(*(stores[n % 3].spend(WHO, (limit,)) for n in range(24)))

    assert waits.count(0) == 10
    same = await asyncio.gather(*(stores[n % 3].spend(code_of("other"), (limit,), "one message") for n in range(12)))
    assert same == [0] * 12
    assert [await stores[0].spend(code_of("other"), (limit,)) for _ in range(10)].count(0) == 9
    for store in stores:
        await store.close()


async def test_counts_outlive_a_restart_and_the_deletion_of_the_chat(database_url):
    store = await Store.open(database_url)
    await store.spend(WHO, (Cost("day", 1, 1, 86_400),))
    await store.forget_chat("telegram:42")
    await store.close()

    again = await Store.open(database_url)
    assert await again.spend(WHO, (Cost("day", 1, 1, 86_400),)) > 86_000
    await again.close()


async def test_more_at_once_than_the_limit_is_never_had(store):
    assert await store.spend(WHO, (Cost("bytes", 11, 10, 60),)) == 60
    assert await store.spend(WHO, (Cost("bytes", 10, 10, 60),)) == 0


async def test_a_clock_that_was_set_back_locks_nobody_out(store, clock):
    for _ in range(3):
        await store.spend(WHO, (MINUTE,))
    clock.now -= 100_000

    assert await store.spend(WHO, (MINUTE,)) == 0


async def test_what_counts_no_more_is_deleted(store, clock):
    for n in range(20):
        await store.spend(code_of(str(n)), (MINUTE,), f"message {n}")
    assert (await rows(store, spent), await rows(store, charged)) == (20, 20)

    clock.now += quotas.REMEMBERED + 1
    store._swept = float("-inf")
    await store.spend(WHO, (MINUTE,), "another")

    assert (await rows(store, spent), await rows(store, charged)) == (1, 1)


def test_a_code_tells_neither_id_nor_text():
    code = code_of("telegram:987654321", "نص \ud83d")

    assert len(code) == 32
    assert "987654321" not in code
    assert code_of("a", "b") != code_of("ab")


async def test_a_program_of_the_version_before_goes_on_beside_this_one(store):
    """It knows neither the tables of counts nor whose an article is, and writes without them."""
    await store.spend(WHO, (MINUTE,), "message")
    async with store._engine.begin() as connection:
        await connection.execute(text("INSERT INTO chats (name) VALUES ('telegram:1')"))
        await connection.execute(
            text('INSERT INTO articles (chat_id, body) SELECT id, \'{"text": "نص"}\' FROM chats RETURNING id')
        )

    number = await store.current_article("telegram:1")

    assert number is not None
    assert (await store.article("telegram:1", number)).text == "نص"
    assert await store.owner("telegram:1", number) is None
    await store.forget_chat("telegram:1")
