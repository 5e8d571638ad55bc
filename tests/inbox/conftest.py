"""An inbox in the test's own process, and workers in others."""

import asyncio
import os
import resource
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.inbox import Inbox
from tests.inbox.worker import Scribe


class Notes:
    """What was noted so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, file: str) -> list[str]:
        notes = self._folder / file
        return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []

    @property
    def read(self) -> list[str]:
        return self.of("read")

    @property
    def sent(self) -> list[str]:
        return self.of("sent")

    async def until(self, true: Callable[["Notes"], object], within: float = 30) -> None:
        async with asyncio.timeout(within):
            while not true(self):  # noqa: ASYNC110 - another process writes them
                await asyncio.sleep(0.02)


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


@asynccontextmanager
async def opened(url: str, folder: Path | None) -> AsyncIterator[Inbox]:
    """Open an inbox, with a worker that notes in a folder where there is one."""
    inbox = await Inbox.open(url, None if folder is None else Scribe(folder))
    try:
        yield inbox
    finally:
        await inbox.close()


class Process:
    """A worker in a process of its own."""

    def __init__(self, url: str, folder: Path) -> None:
        (folder / "ready").unlink(missing_ok=True)
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.inbox.worker", url, str(folder)],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONPATH": "."},
        )

    async def ready(self) -> None:
        async with asyncio.timeout(60):
            while not (self._folder / "ready").exists() and self._process.poll() is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def ended(self) -> None:
        await asyncio.to_thread(self._process.wait, 60)

    def limit_files(self, size: int) -> None:
        """Let no file of it grow beyond a size, in bytes: it is to it as if the disk was full."""
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def process(tmp_path: Path) -> Callable[[str], Process]:
    begun: list[Process] = []

    def begin(url: str) -> Process:
        begun.append(Process(url, tmp_path))
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()
