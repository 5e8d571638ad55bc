"""A Bot API server for each test that asks for one, and the bot itself polling it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.settings import Settings, with_driver
from bot.storage import Store
from bot.telegram.app import serve
from models.reader import prepare
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.botapi import BotApi


@pytest.fixture(scope="session", autouse=True)
def _prepared() -> None:
    """Load what questions need, so that the first takes no three seconds, after which a line says that it lasts."""
    prepare()


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[BotApi]:
    async with BotApi(database=with_driver(f"sqlite:///{tmp_path}/chats.db")) as server:
        yield server


@pytest.fixture
async def store(api: BotApi) -> AsyncIterator[Store]:
    store = await Store.open(api.database)
    yield store
    await store.close()


@pytest.fixture
def conversation(store: Store) -> Conversation:
    return Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher())


def settings_for(api: BotApi, quiet: float = 0, **others: object) -> Settings:
    """Return the settings of a bot at the test's server."""
    given = {
        "telegram_bot_token": api.token,
        "telegram_api_url": api.root,
        "database_url": api.database,
        "paste_quiet": quiet,
        **others,
    }
    return Settings(_env_file=None, **given)


@asynccontextmanager
async def answering(
    api: BotApi, conversation: Conversation, quiet: float = 0.4, **others: object
) -> AsyncIterator[None]:
    """Let the bot answer as `run` does, from when it begins to poll; by hand nobody pastes as fast as a test."""
    stop, polls = asyncio.Event(), len(api.of("deleteWebhook"))
    serving = asyncio.create_task(serve(settings_for(api, quiet, **others), conversation, stop))
    try:
        await api.until(lambda: serving.done() or len(api.of("deleteWebhook")) > polls)
        yield
    finally:
        stop.set()
        await serving


@pytest.fixture
async def bot(api: BotApi, conversation: Conversation) -> AsyncIterator[None]:
    async with answering(api, conversation):
        yield
