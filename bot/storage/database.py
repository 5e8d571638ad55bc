"""Opening a database: the engine, its settings, and the migrations that bring its tables up to date."""

import asyncio
import logging
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StorageError

_PATIENCE = 30  # seconds to wait for another writer
_PAUSE = 0.05  # seconds between two tries for it
_CONNECT = 10  # seconds to wait for a server to answer
_MIGRATION_LOCK = 0x4D616E51616C  # any number that no other program on the server locks
_PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON")  # what is forgotten is written over


async def open_database(database_url: str) -> AsyncEngine:
    """Return the engine of a database whose tables are up to date, or raise StorageError.

    Its errors hide what a query was given: they are logged, and it may be an article.
    """
    try:
        url = make_url(database_url)
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _server(url)
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise _cannot_open(None if isinstance(error, ArgumentError) else url, error) from error
    try:
        await _bring_up_to_date(engine)
    except (SQLAlchemyError, CommandError, OSError) as error:
        await engine.dispose()
        raise _cannot_open(url, error) from error
    return engine


async def _bring_up_to_date(engine: AsyncEngine) -> None:
    """Run the migrations; where several programs open a new SQLite file at once, try again until it is free.

    Only one of them can turn the file to write-ahead logging, and SQLite refuses the others at once, timeout or not.
    """
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            async with engine.begin() as connection:
                await connection.run_sync(_migrate)
        except OperationalError as error:
            if "database is locked" not in str(error) or time.monotonic() > last:
                raise
            await asyncio.sleep(_PAUSE)
        else:
            return


def _sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": _PATIENCE})
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _server(url: URL) -> AsyncEngine:
    # a server may restart between two messages: a connection is tried before it is used
    arguments = {"connect_timeout": _CONNECT}
    return create_async_engine(url, hide_parameters=True, connect_args=arguments, pool_pre_ping=True)


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection) -> None:
    """Run the revisions that are missing; of programs that start at once, one does and the others wait."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _cannot_open(url: URL | None, error: Exception) -> StorageError:
    if url is None:
        return StorageError("DATABASE_URL is no database URL")
    where = f"{url.get_backend_name()} database {url.database!r}" + (f" at {url.host}" if url.host else "")
    reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    if url.password and str(url.password) in reason:
        reason = type(error).__name__
    return StorageError(f"The {where} cannot be opened: {reason}")
