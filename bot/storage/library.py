"""The articles of a chat as a whole: listed, searched, handed out, forgotten."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from bot.storage.entries import Entry, day, storable
from bot.storage.forms import ARTICLE, reading_of
from bot.storage.queries import Found, Queries, id_of
from bot.storage.tables import articles, chats, lookups, messages, parts, preferences, readings, topics, turns
from models.reading import Article, Reading

_MOST_STEMS = 12  # of what is looked for; each is one more pass over the chat's articles


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it is kept, with its reading where there is one of a form that is still known."""

    entry: Entry
    article: Article
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Link:
    """A message of the platform that speaks of an article, and who may press its buttons."""

    message: str
    article: int | None
    person: str | None


class Library(Queries):
    """Queries over all articles of a chat, the newest first."""

    async def count(self, chat: str, stems: Sequence[str] = ()) -> int:
        """Return how many articles the chat has, or how many hold all of these stems."""
        row = await self._first(select(func.count()).select_from(articles.join(chats)).where(_holding(chat, stems)))
        return 0 if row is None else int(row[0])

    async def entries(self, chat: str, start: int, most: int, stems: Sequence[str] = ()) -> tuple[Entry, ...]:
        """Return entries from `start` on, at most `most`: all of the chat's, or those that hold all of the stems.

        A search reads the stems of each of the chat's articles once; no table of words has to be kept beside them.
        """
        query = _entries().where(_holding(chat, stems)).order_by(articles.c.id.desc()).offset(start).limit(most)
        return tuple(_entry(row) for row in await self._all(query))

    async def holding_any(self, chat: str, stems: Sequence[str]) -> tuple[Entry, ...]:
        """Return the chat's articles that hold one of the stems or more, by their days, the latest first."""
        found = [_holding(chat, [stem]) for stem in stems[:_MOST_STEMS]]
        if not found:
            return ()
        query = _entries().where(_any(found)).order_by(articles.c.id.desc())
        entries = [_entry(row) for row in await self._all(query)]
        return tuple(sorted(entries, key=lambda entry: entry.published or entry.received or date.min, reverse=True))

    async def entry(self, chat: str, number: int) -> Entry | None:
        """Return the entry of one article."""
        row = await self._first(_entries().where(chats.c.name == chat, articles.c.id == number))
        return None if row is None else _entry(row)

    async def forget(self, chat: str, number: int) -> bool:
        """Delete an article and all that hangs on it; False where there was none."""
        async with self._engine.begin() as connection:
            gone = articles.delete().where(articles.c.chat_id == id_of(chat), articles.c.id == number)
            return bool((await connection.execute(gone)).rowcount)

    async def forget_chat(self, chat: str) -> None:
        """Delete all that is kept of a chat."""
        async with self._engine.begin() as connection:
            await connection.execute(chats.delete().where(chats.c.name == chat))

    async def move_chat(self, chat: str, to: str) -> None:
        """Let a chat and its topics ("telegram:1:9") go on under another name, with their articles and settings.

        Where the other name is known already its own settings stay. What messages and lookups the chat had is deleted:
        a group's messages are numbered anew.
        """
        of_topics = chats.c.name.startswith(f"{chat}:", autoescape=True)
        for name in await self._all(select(chats.c.name).where((chats.c.name == chat) | of_topics)):
            await self._move(name[0], to + name[0].removeprefix(chat))

    async def _move(self, chat: str, to: str) -> None:
        old, new = id_of(chat), id_of(to)
        async with self._engine.begin() as connection:
            await self._know(connection, to)
            chosen = await connection.execute(select(topics.c.article_id).where(topics.c.chat_id == old))
            number = chosen.scalar_one_or_none()
            is_new = (await connection.execute(select(articles.c.id).where(articles.c.chat_id == new))).first() is None
            for table in (messages, parts, topics, turns):
                await connection.execute(table.delete().where(table.c.chat_id == old))
            await connection.execute(articles.update().where(articles.c.chat_id == old).values(chat_id=new, shown=None))
            if number is not None and is_new:
                await connection.execute(self._insert(topics).values(chat_id=new, article_id=number))
            settings = select(new, preferences.c.body).where(preferences.c.chat_id == old)
            moved = self._insert(preferences).from_select(["chat_id", "body"], settings)
            await connection.execute(moved.on_conflict_do_nothing())
            await connection.execute(chats.delete().where(chats.c.name == chat))

    async def keep_lookup(self, chat: str, words: str) -> int:
        """Keep what was looked for, and return its number; the same words have the same one."""
        async with self._engine.begin() as connection:
            await self._know(connection, chat)
            words = storable(words)
            added = self._insert(lookups).values(chat_id=id_of(chat), words=words)
            await connection.execute(added.on_conflict_do_nothing())
            found = select(lookups.c.id).where(lookups.c.chat_id == id_of(chat), lookups.c.words == words)
            return int((await connection.execute(found)).scalar_one())

    async def lookup(self, chat: str, number: int) -> str | None:
        """Return what was looked for under a number."""
        row = await self._first(select(lookups.c.words).where(lookups.c.chat_id == id_of(chat), lookups.c.id == number))
        return None if row is None else str(row[0])

    async def lookups(self, chat: str) -> tuple[str, ...]:
        """Return all that is kept of what was looked for in a chat."""
        query = select(lookups.c.words).where(lookups.c.chat_id == id_of(chat)).order_by(lookups.c.id)
        return tuple(str(row[0]) for row in await self._all(query))

    async def links(self, chat: str) -> tuple[Link, ...]:
        """Return the messages that are linked in a chat."""
        columns = (messages.c.message, messages.c.article_id, messages.c.person)
        query = select(*columns).where(messages.c.chat_id == id_of(chat)).order_by(messages.c.message)
        return tuple(Link(*row) for row in await self._all(query))

    async def sources(self, chat: str, most: int) -> tuple[tuple[int, str], ...]:
        """Return the numbers of the newest articles, at most `most`, with the outlet of those that name one."""
        query = select(articles.c.id, articles.c.body).join(chats).where(chats.c.name == chat)
        rows = await self._all(query.order_by(articles.c.id.desc()).limit(most))
        found = await asyncio.to_thread(lambda: [(int(row[0]), ARTICLE.validate_json(row[1]).source) for row in rows])
        return tuple((number, source) for number, source in found if source)

    async def kept(self, chat: str, person: str | None = None) -> tuple[Kept, ...]:
        """Return every article of a chat, the oldest first; those that a person brought where one is named."""
        whole = _entries().add_columns(articles.c.body, readings.c.body).outerjoin(readings)
        theirs = true() if person is None else articles.c.person == person
        rows = await self._all(whole.where(chats.c.name == chat, theirs).order_by(articles.c.id))
        return await asyncio.to_thread(lambda: tuple(map(_kept, rows)))


def _entries() -> Select[tuple[int, str | None, str | None, str | None]]:
    columns = (articles.c.id, articles.c.title, articles.c.published, articles.c.received)
    return select(*columns).select_from(articles.join(chats))


def _entry(row: Found) -> Entry:
    return Entry(int(row[0]), row[1] or "", day(row[2]), day(row[3]))


def _kept(row: Found) -> Kept:
    return Kept(_entry(row), ARTICLE.validate_json(row[4]), reading_of(row[4], row[5]))


def _holding(chat: str, stems: Sequence[str]) -> ColumnElement[bool]:
    each = (articles.c.stems.contains(f" {stem} ", autoescape=True) for stem in stems[:_MOST_STEMS])
    return and_(true(), chats.c.name == chat, *each)


def _any(found: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = found
    for each in rest:
        first = first | each
    return first
