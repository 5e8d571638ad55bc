"""A store over an empty database for each test."""

import pytest

from bot.storage import Store


@pytest.fixture
async def store(database_url):
    store = await Store.open(database_url)
    yield store
    await store.close()
