"""A conversation over an empty database."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.storage import Store
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.people import LIMIT, Person


@pytest.fixture
def database_url(tmp_path):
    return f"sqlite+aiosqlite:///{tmp_path}/manqal.db"


@pytest.fixture
async def store(database_url):
    store = await Store.open(database_url)
    yield store
    await store.close()


@pytest.fixture
def conversation(store):
    return Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher())


@pytest.fixture
def person(conversation):
    return Person(conversation)
