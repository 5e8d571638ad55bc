"""An empty database for each test: a SQLite file, and PostgreSQL where a server here lets us in."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest

SERVER = "127.0.0.1:5432"


@contextmanager
def on_server() -> Iterator[str]:
    """Give a database of its own on the server; skips the test where none lets us in."""
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
