"""What keeping every message safe costs: python benchmarks/inbox.py [throughput] [start] [memory] [storage]

    --messages 300 --chats 60   of the throughput: articles, pastes, questions, presses and edits, all sent at once
    --articles 1000             after so many the memory is compared with that after a tenth of them
    --server URL                a PostgreSQL server on which databases may be made; without it one is started here

A Bot API server on this machine, the bot in processes of its own as `python -m bot run` starts them, the engine that
ships. Throughput on SQLite with one process and on PostgreSQL with one front and one, two and three workers; seconds
from the start of a process to its first answer, with the files in the page cache; what the processes hold in memory;
and what the database grows by with each article, the messages kept for redelivery included.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parent.parent)  # in place of this folder, whose telegram.py would hide the library

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import psycopg

from tests.faults.crowd import Crowd
from tests.faults.databases import own_cluster
from tests.faults.processes import Fleet
from tests.faults.scenario import Kind, scenario
from tests.faults.trial import Trial, environment, outcome, processes
from tests.telegram.botapi import BotApi
from tests.telegram.people import Person

WORKERS = (1, 2, 3)
STARTS = 5
WARM = 30  # articles
AT_ONCE = 50  # articles that wait for their answer at a time
IDLE = 5.0  # seconds
PATIENCE = 300.0  # seconds
MEGABYTE = 1024 * 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"throughput": throughput, "start": start, "memory": memory, "storage": storage}
    options.add_argument("parts", nargs="*", choices=[[], *parts])
    options.add_argument("--messages", type=int, default=300)
    options.add_argument("--chats", type=int, default=60)
    options.add_argument("--articles", type=int, default=1_000)
    options.add_argument("--server")
    given = options.parse_args()
    for part in given.parts or parts:
        print(f"\n{part}: load {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores", flush=True)
        asyncio.run(parts[part](given))


@asynccontextmanager
async def postgresql(server: str | None) -> AsyncIterator[str]:
    """Lend a new database."""
    async with AsyncExitStack() as stack:
        root = server or (await stack.enter_async_context(own_cluster())).url
        name = f"manqal_benchmark_{time.time_ns()}"
        with psycopg.connect(root, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{root.rpartition('/')[0]}/{name}"
        finally:
            with psycopg.connect(root, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def bot(roles: Sequence[str], url: str | None = None, quiet: float = 0.0) -> AsyncIterator[Trial]:
    """Run a bot; without a URL it keeps what it is sent in a SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        database = url or f"sqlite:///{folder}/manqal.db"
        async with BotApi() as api:
            settings = environment(api, database, PASTE_QUIET=str(quiet))
            yield Trial(api, Fleet(processes(roles, settings, Path(folder))), Crowd(api, ()))


async def throughput(given: argparse.Namespace) -> None:
    baseline = None
    one = await rate(("all",), None, given)
    print(f"  SQLite, one process            {one:5.1f} messages a second")
    for workers in WORKERS:
        async with postgresql(given.server) as url:
            found = await rate(("front", *["worker"] * workers), url, given)
        baseline = baseline or found
        print(f"  PostgreSQL, front + {workers} worker{'s' if workers > 1 else ' '}   {found:5.1f} messages a second, "
              f"{found / baseline:.2f} times one worker's", flush=True)  # fmt: skip


async def rate(roles: Sequence[str], url: str | None, given: argparse.Namespace) -> float:
    """Return how many messages a second are answered, the bot being up and warm."""
    async with bot(roles, url, quiet=0.3) as trial:
        trial.crowd = Crowd(trial.api, scenario(given.messages, given.chats, seconds=0, seed=1))
        async with trial.fleet.running():
            await all_answered(trial.api, articles(WARM), 0)
            await trial.crowd.talk(PATIENCE)
        found = outcome(trial)
    if found.lost:
        print(f"  {len(found.lost)} of {found.messages} were not answered")
    return found.answered / found.seconds


async def start(_: argparse.Namespace) -> None:
    waits = []
    for _again in range(STARTS):
        async with bot(("all",)) as trial:
            reader = Person(trial.api)
            await reader.say(articles(1)[0])
            began = time.monotonic()
            async with trial.fleet.running():
                await reader.sees(within=PATIENCE)
                waits.append(time.monotonic() - began)
    print(
        f"  to the first answer            {statistics.median(waits):5.2f} s median of {STARTS}, worst {max(waits):.2f}"
    )


async def memory(given: argparse.Namespace) -> None:
    async with postgresql(given.server) as url, bot(("front", "worker", "all"), url) as trial, trial.fleet.running():
        await asyncio.sleep(IDLE)
        for process in trial.fleet.processes:
            print(f"  {process.name:8} idle                 {process.memory / MEGABYTE:5.0f} MiB")
    async with bot(("all",)) as trial, trial.fleet.running():
        (process,) = trial.fleet.processes
        texts = articles(given.articles)
        held = []
        for first, last in ((0, 10), (10, given.articles // 10), (given.articles // 10, given.articles)):
            await all_answered(trial.api, texts[first:last], first)
            await asyncio.sleep(IDLE)
            held.append(process.memory / MEGABYTE)
            print(f"  after {last:6,} articles          {held[-1]:5.0f} MiB", flush=True)
        print(f"  the last is                    {held[2] / held[1]:5.2f} times the one before")


async def storage(given: argparse.Namespace) -> None:
    texts = articles(given.articles // 10)
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/manqal.db"
        sizes = []
        for part in (texts[:1], texts[1:]):  # measured after a stop, with nothing left in the log beside the file
            async with bot(("all",), f"sqlite:///{file}") as trial, trial.fleet.running():
                await all_answered(trial.api, part, 10 * len(sizes))
            sizes.append(sum(each.stat().st_size for each in os.scandir(folder)))
    told("SQLite", sizes, texts[1:])
    async with postgresql(given.server) as url, bot(("all",), url) as trial, trial.fleet.running():
        sizes = []
        for part in (texts[:1], texts[1:]):
            await all_answered(trial.api, part, 10 * len(sizes))
            with psycopg.connect(url) as connection:
                row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
            sizes.append(row[0] if row else 0)
    told("PostgreSQL", sizes, texts[1:])


def told(name: str, sizes: Sequence[int], texts: Sequence[str]) -> None:
    each, written = (sizes[1] - sizes[0]) / len(texts), statistics.mean(len(text.encode()) for text in texts)
    print(f"  {name:12} {each:6,.0f} bytes an article, {each / written:.1f} times its {written:,.0f} bytes of text")


def articles(count: int) -> list[str]:
    """Return so many articles, no two the same."""
    chats = scenario(messages=count * 8, chats=max(1, count // 10), seconds=0, seed=2)
    found = [step.texts[0] for chat in chats for step in chat.steps if step.kind is Kind.ARTICLE]
    return found[:count]


async def all_answered(api: BotApi, texts: Sequence[str], first: int) -> None:
    """Send each article from a chat that has sent nine others, and wait until all are answered."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(n: int, text: str) -> None:
        async with places:
            await answered(api, 100 + (first + n) // 10, text)

    await asyncio.gather(*(one(n, text) for n, text in enumerate(texts)))


async def answered(api: BotApi, chat: int, text: str) -> None:
    """Send an article and wait for whatever answers it; of one chat's, each takes the next answer."""
    reader = Person(api, id=chat)
    await reader.say(text)
    await reader.sees(within=PATIENCE)


if __name__ == "__main__":
    main()
