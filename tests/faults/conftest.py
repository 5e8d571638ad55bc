"""A bot in processes of its own, a crowd that writes to it, and where it keeps what they write."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.databases import Cluster
from tests.faults.processes import Fleet
from tests.faults.scenario import scenario
from tests.faults.trial import Trial, environment, processes
from tests.telegram.botapi import BotApi

Trials = Callable[..., AbstractAsyncContextManager[Trial]]


@pytest.fixture
def trial(tmp_path: Path) -> Trials:
    """Return what makes a trial of `roles` at a database: so many messages of so many chats in so many seconds."""

    @asynccontextmanager
    async def made(
        roles: tuple[str, ...], database: str | Cluster, size: tuple[int, int, float], seed: int = 1, **settings: str
    ) -> AsyncIterator[Trial]:
        url = database.url if isinstance(database, Cluster) else database
        async with BotApi() as api:
            fleet = Fleet(processes(roles, environment(api, url, **settings), tmp_path))
            crowd = Crowd(api, scenario(*size, seed=seed))
            cluster = database if isinstance(database, Cluster) else None
            yield Trial(api, fleet, crowd, cluster, random.Random(seed))

    return made


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/kept/manqal.db"
