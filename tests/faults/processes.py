"""The bot as processes of its own, each kept running as a supervisor would, and what is done to them."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_PAUSE: Final = 0.2  # seconds before an ended process is started again
_LEAVE: Final = 60.0  # seconds that a process has to finish what it took


@dataclass(frozen=True)
class Fault:
    """Something that was done to the bot or to what it needs; `until` is when it was over."""

    kind: str
    which: str
    at: float
    until: float


class Process:
    """One process of the bot, started again whenever it ends."""

    def __init__(self, name: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.name, self.log = name, folder / f"{name}.log"
        self.starts = 0
        self._arguments, self._folder = arguments, folder
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment}
        self._running: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it and keep it running."""
        await self._launch()
        self._keeping = asyncio.create_task(self._keep())

    async def _launch(self) -> None:
        with self.log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", *self._arguments,
                cwd=self._folder, env=self._environment, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.starts += 1

    async def _keep(self) -> None:
        while self._running is not None:
            await self._running.wait()
            await asyncio.sleep(_PAUSE)
            await self._launch()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has just ended."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                self._running.send_signal(number)

    async def restart(self) -> None:
        """Ask it to end and wait until it is started again."""
        before = self.starts
        self.send(signal.SIGTERM)
        async with asyncio.timeout(_LEAVE):
            while self.starts == before:  # noqa: ASYNC110 - the supervisor starts it
                await asyncio.sleep(0.05)

    async def stop(self) -> int:
        """End it for good, and return its exit status."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        if self._running is None:
            return 0
        self.send(signal.SIGTERM)
        try:
            async with asyncio.timeout(_LEAVE):
                return await self._running.wait()
        except TimeoutError:
            self.send(signal.SIGKILL)
            return await self._running.wait()

    @property
    def memory(self) -> int:
        """How many bytes of memory it and its children hold now."""
        if self._running is None:
            return 0
        return sum(_resident(process) for process in (self._running.pid, *_children(self._running.pid)))


class Fleet:
    """All processes of a bot, and a record of what was done to them."""

    def __init__(self, processes: Sequence[Process]) -> None:
        self.processes = processes
        self.faults: list[Fault] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Fleet"]:
        """Keep them running as long as the block runs."""
        try:
            for process in self.processes:
                await process.start()
            yield self
        finally:
            await asyncio.gather(*(process.stop() for process in self.processes))

    @asynccontextmanager
    async def noted(self, kind: str, which: str = "") -> AsyncIterator[None]:
        """Note that the block is a fault."""
        at = time.monotonic()
        try:
            yield
        finally:
            self.faults.append(Fault(kind, which, at, time.monotonic()))

    async def kill(self, process: Process) -> None:
        """Kill a process as a crash would."""
        async with self.noted("kill", process.name):
            process.send(signal.SIGKILL)

    async def stall(self, process: Process, seconds: float) -> None:
        """Let a process hang for a while and go on."""
        async with self.noted("stall", process.name):
            process.send(signal.SIGSTOP)
            try:
                await asyncio.sleep(seconds)
            finally:
                process.send(signal.SIGCONT)

    async def roll(self) -> None:
        """Restart one process after the other."""
        for process in self.processes:
            async with self.noted("restart", process.name):
                await process.restart()


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0)
