"""One trial of the bot: a crowd that writes, processes that answer, and faults while they do."""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.crowd import Crowd
from tests.faults.databases import Cluster
from tests.faults.processes import Fleet, Process
from tests.faults.report import Report, report, told
from tests.telegram.botapi import BotApi, Cut

REPORT: Final = "FAULTS_REPORT"
"""The variable that names the file of reports; without it they are printed only."""

_SETTLED: Final = 3.0  # seconds after the last answer in which a second one would come

Faults = Callable[["Trial"], Awaitable[None]]


@dataclass
class Trial:
    """What faults can be done to."""

    api: BotApi
    fleet: Fleet
    crowd: Crowd
    cluster: Cluster | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def kills(self, every: float) -> None:
        """Kill a process, whichever, again and again as long as something is unanswered.

        `every` so many seconds of answering: a process that is alone takes two to start, and more on a busy machine.
        """
        while left := self.crowd.unanswered:
            while self.crowd.unanswered == left:  # noqa: ASYNC110 - it is another process that answers
                await asyncio.sleep(0.1)
            await asyncio.sleep(self.chance.uniform(0.6, 1.4) * every)
            await self.kill()

    async def kill(self) -> None:
        """Kill a process, whichever."""
        await self.fleet.kill(self.chance.choice(self.fleet.processes))

    async def answered(self, part: float) -> None:
        """Wait until this part of all that is sent, between 0 and 1, is answered: however fast the machine is."""
        while self.crowd.unanswered > (1 - part) * self.crowd.size:  # noqa: ASYNC110 - it is another process that answers
            await asyncio.sleep(0.05)

    async def cut(self, how: Cut, seconds: float) -> None:
        """Cut the network to Telegram for a while."""
        async with self.fleet.noted("network", how), self.api.cut(how):
            await asyncio.sleep(seconds)

    async def database_away(self, seconds: float) -> None:
        """Crash the database server, and start it after a while."""
        if self.cluster is None:
            return
        async with self.fleet.noted("database"):
            await self.cluster.stop()
            try:
                await asyncio.sleep(seconds)
            finally:
                await self.cluster.start()


def processes(roles: Sequence[str], environment: Mapping[str, str], folder: Path) -> list[Process]:
    """Return processes of these roles; "" is the bot as it starts without one."""
    return [
        Process(f"{role or 'bot'}{n}", ("--role", role) if role else (), environment, folder)
        for n, role in enumerate(roles)
    ]


def environment(api: BotApi, database_url: str, **others: str) -> dict[str, str]:
    """Return the settings of a bot at the trial's Telegram."""
    settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.root, "DATABASE_URL": database_url}
    return {**settings, "PASTE_QUIET": "0.3", **others}


async def run(trial: Trial, faults: Faults, patience: float) -> Report:
    """Start the bot, let the crowd talk to it while the faults are done, and return what became of it.

    Where all is answered, the faults are done to their end; what is lost would let some wait for ever.
    """
    async with trial.fleet.running():
        doing = asyncio.ensure_future(faults(trial))
        await trial.crowd.talk(patience)
        if trial.crowd.unanswered:
            doing.cancel()
        ended = (await asyncio.gather(doing, return_exceptions=True))[0]
        await asyncio.sleep(_SETTLED)
    if isinstance(ended, Exception):
        raise ended
    return outcome(trial)


def outcome(trial: Trial) -> Report:
    """Return what became of all that the crowd sent so far."""
    return report(trial.crowd.readers, told(trial.api.calls), trial.fleet.faults)


def show(found: Report, name: str) -> None:
    """Print the figures, and write them where `FAULTS_REPORT` says."""
    print(f"\n{name}\n{found.table}")  # noqa: T201 - shown by -s
    if path := os.environ.get(REPORT):
        found.write(Path(path), name)
