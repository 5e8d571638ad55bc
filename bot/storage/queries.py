"""What the queries of every kind share: the engine, and an article that is looked for in its chat only."""

from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.tables import articles, chats

Found = Row[*tuple[Any, ...]]
Insert = type[sqlite.Insert] | type[postgresql.Insert]
_INSERTS: dict[str, Insert] = {"sqlite": sqlite.Insert, "postgresql": postgresql.Insert}


class Queries:
    """Queries over one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._insert = _INSERTS[engine.dialect.name]

    async def _first(self, query: Select[Any]) -> Found | None:
        async with self._engine.connect() as connection:
            row: Found | None = (await connection.execute(query)).first()
            return row

    async def _all(self, query: Select[Any]) -> list[Found]:
        async with self._engine.connect() as connection:
            return list((await connection.execute(query)).all())

    async def _know(self, connection: AsyncConnection, chat: str) -> None:
        """Let the chat have a row that others can point at."""
        await connection.execute(self._insert(chats).values(name=chat).on_conflict_do_nothing())


def id_of(chat: str) -> ScalarSelect[Any]:
    """Return the key of a chat, as a part of a query."""
    return select(chats.c.id).where(chats.c.name == chat).scalar_subquery()


def of_chat(chat: str, number: int) -> Select[Any]:
    """Return the query of an article of a chat."""
    return select(articles.c.id).join(chats).where(chats.c.name == chat, articles.c.id == number)
