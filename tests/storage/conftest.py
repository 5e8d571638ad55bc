"""An empty database for each test: a SQLite file, and PostgreSQL where a server here lets us in."""

from uuid import uuid4

import psycopg
import pytest

from bot.storage import Store

SERVER = "127.0.0.1:5432"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/kept/manqal.db"
        return
    name = f"manqal_test_{uuid4().hex}"
    try:
        server = psycopg.connect(f"postgresql://root@{SERVER}/root?connect_timeout=3", autocommit=True)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {SERVER}: {error}")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://root@{SERVER}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


@pytest.fixture
async def store(database_url):
    store = await Store.open(database_url)
    yield store
    await store.close()
