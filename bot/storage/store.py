"""The queries. Each names the chat, so that no chat ever sees another's articles."""

from typing import Any, Self

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from sqlalchemy import Row, Select, Text, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import open_database
from bot.storage.tables import articles, chats, messages, readings
from models.reading import Article, Reading

_ARTICLE = TypeAdapter(Article)
_READING = TypeAdapter(Reading)

_Row = Row[*tuple[Any, ...]]
_Insert = type[sqlite.Insert] | type[postgresql.Insert]
_INSERTS: dict[str, _Insert] = {"sqlite": sqlite.Insert, "postgresql": postgresql.Insert}


class Store:
    """The chats' articles and readings in one database.

    `chat` names a chat across platforms ("telegram:42"), `message` is the platform's id of a message in it,
    and an article is known by its number, which `add_article` gave. For another chat's article a query finds
    nothing and a note changes nothing.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._insert = _INSERTS[engine.dialect.name]

    @classmethod
    async def open(cls, database_url: str) -> Self:
        """Return the store at a database URL with an async driver, its tables brought up to date.

        Creates the folder of a SQLite file. Raises StorageError where the database cannot be opened.
        """
        return cls(await open_database(database_url))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def add_article(self, chat: str, article: Article, message: str | None = None) -> int:
        """Keep an article, link it to the message that brought it, and return its number."""
        async with self._engine.begin() as connection:
            await connection.execute(self._insert(chats).values(name=chat).on_conflict_do_nothing())
            chat_id = select(chats.c.id).where(chats.c.name == chat).scalar_subquery()
            added = await connection.execute(
                articles.insert()
                .values(chat_id=chat_id, body=_ARTICLE.dump_json(article).decode())
                .returning(articles.c.id)
            )
            number = int(added.scalar_one())
            if message is not None:
                await connection.execute(self._link(chat, message, number))
        return number

    async def link_message(self, chat: str, message: str, number: int) -> None:
        """Note that a message speaks of an article, in place of what was noted of that message before."""
        async with self._engine.begin() as connection:
            await connection.execute(self._link(chat, message, number))

    async def latest_article(self, chat: str) -> int | None:
        """Return the number of the chat's latest article."""
        latest = select(articles.c.id).join(chats).where(chats.c.name == chat).order_by(articles.c.id.desc())
        row = await self._first(latest.limit(1))
        return None if row is None else int(row[0])

    async def article_of_message(self, chat: str, message: str) -> int | None:
        """Return the number of the article that a message speaks of."""
        linked = select(messages.c.article_id).join(chats, chats.c.id == messages.c.chat_id)
        row = await self._first(linked.where(chats.c.name == chat, messages.c.message == message))
        return None if row is None else int(row[0])

    async def article(self, chat: str, number: int) -> Article | None:
        """Return an article as it was given."""
        row = await self._first(_of_chat(chat, number).with_only_columns(articles.c.body))
        return None if row is None else _ARTICLE.validate_json(row[0])

    async def save_reading(self, chat: str, number: int, reading: Reading) -> None:
        """Keep how an article was read, in place of an earlier reading."""
        body = _READING.dump_json(reading, exclude={"article"}).decode()
        source = _of_chat(chat, number).add_columns(literal(body, Text))
        added = self._insert(readings).from_select(["article_id", "body"], source)
        key, new = [readings.c.article_id], {"body": added.excluded.body}
        async with self._engine.begin() as connection:
            await connection.execute(added.on_conflict_do_update(index_elements=key, set_=new))

    async def reading(self, chat: str, number: int) -> Reading | None:
        """Return how an article was read.

        None where it was not read yet, or by an earlier version of the program whose readings no longer fit.
        """
        both = _of_chat(chat, number).join(readings).with_only_columns(articles.c.body, readings.c.body)
        row = await self._first(both)
        if row is None:
            return None
        try:
            return _READING.validate_python({"article": from_json(row[0]), **from_json(row[1])})
        except ValidationError:
            return None

    def _link(self, chat: str, message: str, number: int) -> sqlite.Insert | postgresql.Insert:
        columns = (articles.c.chat_id, literal(message, Text), articles.c.id)
        source = _of_chat(chat, number).with_only_columns(*columns)
        added = self._insert(messages).from_select(["chat_id", "message", "article_id"], source)
        key, new = [messages.c.chat_id, messages.c.message], {"article_id": added.excluded.article_id}
        return added.on_conflict_do_update(index_elements=key, set_=new)

    async def _first(self, query: Select[Any]) -> _Row | None:
        async with self._engine.connect() as connection:
            row: _Row | None = (await connection.execute(query)).first()
            return row


def _of_chat(chat: str, number: int) -> Select[Any]:
    return select(articles.c.id).join(chats).where(chats.c.name == chat, articles.c.id == number)
