"""The queries. Each names the chat, so that no chat ever sees another's articles."""

import asyncio
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Text, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage import preferences as forms
from bot.storage.database import open_database
from bot.storage.entries import entry_of
from bot.storage.forms import ARTICLE, READING, reading_of
from bot.storage.library import Library
from bot.storage.preferences import Preferences
from bot.storage.queries import id_of, of_chat
from bot.storage.quotas import Quotas
from bot.storage.revisions import Revisions
from bot.storage.tables import articles, chats, messages, preferences, readings, topics
from bot.storage.turns import Turns
from models.reading import Article, Reading


class Store(Library, Revisions, Turns, Quotas):
    """The chats' articles and readings in one database.

    `chat` names a chat across platforms ("telegram:42"), `message` is the platform's id of a message in it,
    and an article is known by its number, which `add_article` gave. For another chat's article a query finds
    nothing and a note changes nothing.
    """

    @classmethod
    async def open(cls, database_url: str) -> Self:
        """Return the store at a database URL with an async driver, its tables brought up to date.

        Creates the folder of a SQLite file. Raises StorageError where the database cannot be opened.
        """
        return cls(await open_database(database_url))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def answers(self) -> str | None:
        """Ask the database for nothing: raises what keeps it from answering, and finds no other fault."""
        await self._first(select(literal(1)))
        return None

    async def add_article(
        self, chat: str, article: Article, message: str | None = None, person: str | None = None
    ) -> int:
        """Keep an article, link it to the message that brought it, and return its number.

        It is now what the chat talks about. `person` is who brought it, where several may in the chat.
        """
        entry = await asyncio.to_thread(entry_of, article)  # a long article has thousands of stems
        noted = {**entry, "received": datetime.now(UTC).date().isoformat(), "person": person}
        async with self._engine.begin() as connection:
            await self._know(connection, chat)
            added = await connection.execute(
                articles.insert()
                .values(chat_id=id_of(chat), body=ARTICLE.dump_json(article).decode(), **noted)
                .returning(articles.c.id)
            )
            number = int(added.scalar_one())
            await connection.execute(topics.delete().where(topics.c.chat_id == id_of(chat)))
            if message is not None:
                await connection.execute(self._link(chat, message, number))
        return number

    async def owner(self, chat: str, number: int) -> str | None:
        """Return who brought an article, None where nobody is known to have."""
        row = await self._first(of_chat(chat, number).with_only_columns(articles.c.person))
        return None if row is None else row[0]

    async def link_message(self, chat: str, message: str, number: int, person: str | None = None) -> None:
        """Note that a message speaks of an article, in place of what was noted of that message before.

        `person` is the only one who may press its buttons; None lets everybody.
        """
        async with self._engine.begin() as connection:
            await connection.execute(self._link(chat, message, number, person))

    async def own_message(self, chat: str, message: str, person: str) -> None:
        """Note who alone may press the buttons of a message that speaks of no article."""
        async with self._engine.begin() as connection:
            await self._know(connection, chat)
            added = self._insert(messages).values(chat_id=id_of(chat), message=message, person=person)
            key, new = [messages.c.chat_id, messages.c.message], {"article_id": None, "person": person}
            await connection.execute(added.on_conflict_do_update(index_elements=key, set_=new))

    async def person_of(self, chat: str, message: str) -> str | None:
        """Return who alone may press the buttons of a message, None where everybody may."""
        query = select(messages.c.person).where(messages.c.chat_id == id_of(chat), messages.c.message == message)
        row = await self._first(query)
        return None if row is None else row[0]

    async def current_article(self, chat: str) -> int | None:
        """Return the number of the article that the chat talks about: the one it chose, else its latest."""
        row = await self._first(select(topics.c.article_id).where(topics.c.chat_id == id_of(chat)))
        if row is None:
            latest = select(articles.c.id).join(chats).where(chats.c.name == chat).order_by(articles.c.id.desc())
            row = await self._first(latest.limit(1))
        return None if row is None else int(row[0])

    async def talk_about(self, chat: str, number: int) -> None:
        """Let the chat talk about an article until it chooses another or a new one comes."""
        source = of_chat(chat, number).with_only_columns(articles.c.chat_id, articles.c.id)
        added = self._insert(topics).from_select(["chat_id", "article_id"], source)
        new = {"article_id": added.excluded.article_id}
        async with self._engine.begin() as connection:
            await connection.execute(added.on_conflict_do_update(index_elements=[topics.c.chat_id], set_=new))

    async def preferences(self, chat: str) -> Preferences:
        """Return what the chat has set for itself."""
        row = await self._first(select(preferences.c.body).where(preferences.c.chat_id == id_of(chat)))
        return forms.read(None if row is None else row[0])

    async def prefer(self, chat: str, wanted: Preferences) -> None:
        """Keep what a chat sets for itself, in place of what it had set."""
        async with self._engine.begin() as connection:
            await self._know(connection, chat)
            added = self._insert(preferences).values(chat_id=id_of(chat), body=forms.written(wanted))
            key, new = [preferences.c.chat_id], {"body": added.excluded.body}
            await connection.execute(added.on_conflict_do_update(index_elements=key, set_=new))

    async def article_of_message(self, chat: str, message: str) -> int | None:
        """Return the number of the article that a message speaks of."""
        linked = select(messages.c.article_id).join(chats, chats.c.id == messages.c.chat_id)
        row = await self._first(linked.where(chats.c.name == chat, messages.c.message == message))
        return None if row is None or row[0] is None else int(row[0])

    async def article(self, chat: str, number: int) -> Article | None:
        """Return an article as it was given."""
        row = await self._first(of_chat(chat, number).with_only_columns(articles.c.body))
        return None if row is None else ARTICLE.validate_json(row[0])

    async def save_reading(self, chat: str, number: int, reading: Reading) -> None:
        """Keep how an article was read, in place of an earlier reading."""
        body = READING.dump_json(reading, exclude={"article"}).decode()
        source = of_chat(chat, number).add_columns(literal(body, Text))
        added = self._insert(readings).from_select(["article_id", "body"], source)
        key, new = [readings.c.article_id], {"body": added.excluded.body}
        async with self._engine.begin() as connection:
            await connection.execute(added.on_conflict_do_update(index_elements=key, set_=new))

    async def reading(self, chat: str, number: int) -> Reading | None:
        """Return how an article was read.

        None where it was not read yet, or by an earlier version of the program whose readings no longer fit.
        """
        both = of_chat(chat, number).join(readings).with_only_columns(articles.c.body, readings.c.body)
        row = await self._first(both)
        return None if row is None else reading_of(row[0], row[1])

    def _link(
        self, chat: str, message: str, number: int, person: str | None = None
    ) -> sqlite.Insert | postgresql.Insert:
        columns = (articles.c.chat_id, literal(message, Text), articles.c.id, literal(person, Text))
        source = of_chat(chat, number).with_only_columns(*columns)
        added = self._insert(messages).from_select(["chat_id", "message", "article_id", "person"], source)
        key = [messages.c.chat_id, messages.c.message]
        new = {"article_id": added.excluded.article_id, "person": added.excluded.person}
        return added.on_conflict_do_update(index_elements=key, set_=new)
