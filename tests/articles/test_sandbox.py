"""Calls in a process of their own: what comes back, and what ends them."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.articles import sandbox
from bot.errors import DamagedFile, TooDemanding, TooLong
from models.reading import Article
from tests.articles import inside


async def test_what_the_function_returns_comes_back():
    assert await sandbox.run(inside.article, "خبر") == Article("خبر", title="عنوان", author="هدى")
    assert await sandbox.run(len, b"x" * 3_000_000) == 3_000_000


async def test_a_reader_error_comes_back_with_its_details():
    with pytest.raises(TooLong) as caught:
        await sandbox.run(inside.refuse, 5)

    assert caught.value.details == {"length": 9, "limit": 5}


@pytest.mark.parametrize("function", [inside.fail, inside.crash, inside.leave, inside.function])
async def test_a_fault_or_a_crash_is_a_damaged_file_and_is_logged(function, caplog):
    with pytest.raises(DamagedFile):
        await sandbox.run(function)

    assert function.__name__ in caplog.text


async def test_a_call_that_computes_for_ever_is_ended_by_its_processor_time():
    began = time.monotonic()
    with pytest.raises(TooDemanding):
        await sandbox.run(inside.spin, seconds=1)

    assert time.monotonic() - began < 5


async def test_a_call_that_waits_for_ever_is_ended_by_the_clock():
    with pytest.raises(TooDemanding):
        await sandbox.run(inside.sleep, 60, seconds=1)


@pytest.mark.parametrize("function", [inside.be_killed, inside.answer_much])
async def test_a_killed_call_and_an_endless_answer_are_too_demanding(function):
    with pytest.raises(TooDemanding):
        await sandbox.run(function)


async def test_a_process_whose_answer_nobody_reads_can_be_ended():
    writes = "import sys; sys.stdout.buffer.write(bytes(40_000_000))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", writes, stdout=PIPE)
    await asyncio.sleep(1)  # as much is read as asyncio takes unasked, and the pipe is full

    async with asyncio.timeout(5):
        await sandbox.end(process)

    assert process.returncode == -signal.SIGKILL


async def test_memory_beyond_the_bound_is_not_had():
    assert await sandbox.run(inside.fill, 50, megabytes=300) == 50_000_000
    with pytest.raises(TooDemanding):
        await sandbox.run(inside.fill, 400, megabytes=300)


async def test_what_a_library_prints_does_not_break_the_answer():
    assert await sandbox.run(inside.chatter) == 7


async def test_no_secret_of_the_environment_is_seen(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "424242:AAE-secret")

    assert not {"TELEGRAM_BOT_TOKEN", "HOME", "PATH"} & set(await sandbox.run(inside.seen))


async def test_nothing_is_written_to_disk(tmp_path):
    assert not await sandbox.run(inside.write, str(tmp_path / "file"))


async def test_an_answer_that_would_call_something_is_refused(tmp_path):
    with pytest.raises(DamagedFile):
        await sandbox.run(inside.take_over, f"{tmp_path}/made")

    assert not list(tmp_path.iterdir())


async def test_a_cancelled_call_leaves_no_process():
    before = set(children())
    told = asyncio.get_running_loop().create_future()

    async def hear(reader, writer):
        told.set_result(int(await reader.read()))  # ends with the process
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with server:
        call = asyncio.create_task(sandbox.run(inside.sleep_and_tell, server.sockets[0].getsockname(), 60, seconds=60))
        await asyncio.sleep(0.8)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        number = await asyncio.wait_for(told, 5)

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert set(children()) <= before


async def test_no_more_calls_than_cores_run_at_once_and_all_end(monkeypatch):
    before = set(children())
    monkeypatch.setattr(sandbox, "_AT_ONCE", 2)
    began = time.monotonic()
    answers = await asyncio.gather(*(sandbox.run(inside.sleep, 0.4) for _ in range(6)))

    assert answers == [None] * 6
    assert time.monotonic() - began > 3 * 0.4
    assert set(children()) <= before


def test_it_runs_in_a_loop_beside_the_main_thread():
    def other():
        return asyncio.run(sandbox.run(len, b"abc"))

    async def main():
        return await asyncio.gather(asyncio.to_thread(other), sandbox.run(len, b"ab"))

    assert asyncio.run(main()) == [3, 2]


def children():
    """Return the processes that this one has begun; what other tests have left to helpers of Python's own stays."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
