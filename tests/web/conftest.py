"""The chat page over a database of its own, with a browser's cookies and over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.settings import with_driver
from bot.storage import Store
from bot.web.app import build
from bot.web.server import listen
from models.summaries.extractive import ExtractiveSummarizer

LIMIT = 20_000  # characters of an article
HERE = "http://127.0.0.1:8000"


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    store = await Store.open(with_driver(f"sqlite:///{tmp_path}/chats.db"))
    yield build(Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher()))
    await store.close()


def browser_of(app: Starlette, **headers: str) -> httpx.AsyncClient:
    """Return a client with cookies of its own."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE, headers=headers)


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of(app) as one:
        yield one


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    """The page's address on this machine, served by uvicorn."""
    with listen("127.0.0.1", [0]) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        await serving
