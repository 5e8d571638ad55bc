"""Work off the event loop: its beginning is told, and no more computes at a time than there are cores."""

import asyncio
import os
import threading
import time

import pytest

from bot.conversation.computing import awaited, computed, told_before


class Watch:
    """How many work at a time."""

    def __init__(self):
        self._lock, self._now, self.most = threading.Lock(), 0, 0

    def work(self, seconds):
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(seconds)
        with self._lock:
            self._now -= 1
        return seconds


async def test_as_many_compute_as_there_are_cores_and_who_waits_holds_up_nobody():
    computing, waiting, cores = Watch(), Watch(), os.cpu_count()

    await asyncio.gather(
        *(computed(computing.work, 0.02) for _ in range(3 * cores)),
        *(awaited(waiting.work, 0.3) for _ in range(3 * cores)),
    )

    assert computing.most <= cores
    assert waiting.most > cores


async def test_the_beginning_of_each_piece_is_told_in_the_loop_right_before_it():
    told = []

    async def begin():
        assert asyncio.get_running_loop()
        told.append("begins")

    with told_before(begin):
        found = await asyncio.create_task(computed(lambda: told.append("works") or 7))
        await awaited(told.append, "waits")
    await computed(told.append, "untold")

    assert found == 7
    assert told == ["begins", "works", "begins", "waits", "untold"]


async def test_what_cannot_be_told_is_not_begun():
    worked = []

    async def begin():
        raise OSError("the disk is full")

    with told_before(begin), pytest.raises(OSError, match="full"):
        await computed(worked.append, "worked")

    assert worked == []
