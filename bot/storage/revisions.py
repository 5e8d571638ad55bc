"""What it takes to read an edited article again: which message brought which stretch of it, and where it is shown."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.entries import entry_of
from bot.storage.forms import ARTICLE
from bot.storage.queries import Queries, id_of, of_chat
from bot.storage.tables import articles, messages, parts, readings, turns
from models.reading import Article, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A message, and the stretch of an article's text that it brought."""

    message: str
    span: Span


class Revisions(Queries):
    """Queries over the parts of an article, and its text put in the place of an earlier one."""

    async def note_parts(self, chat: str, number: int, brought: Iterable[Part]) -> None:
        """Note which messages brought an article, in place of what was noted of it; each speaks of it from now on."""
        async with self._engine.begin() as connection:
            await self._note_parts(connection, chat, number, brought)

    async def parts_of(self, chat: str, number: int) -> tuple[Part, ...]:
        """Return the messages that brought an article, in the order of its text."""
        query = select(parts.c.message, parts.c.start, parts.c.end)
        mine = query.where(parts.c.chat_id == id_of(chat), parts.c.article_id == number).order_by(parts.c.start)
        return tuple(Part(message, Span(start, end)) for message, start, end in await self._all(mine))

    async def _note_parts(self, connection: AsyncConnection, chat: str, number: int, brought: Iterable[Part]) -> None:
        if (await connection.execute(of_chat(chat, number))).first() is None:
            return
        await connection.execute(delete(parts).where(parts.c.article_id == number))
        for part in brought:
            row = {"message": part.message, "article_id": number, "start": part.span.start, "end": part.span.end}
            noted = self._insert(parts).values(chat_id=id_of(chat), **row)
            place = {"start": noted.excluded.start, "end": noted.excluded.end}
            mine = [parts.c.article_id, parts.c.message]  # a worker that stalled may note them too as it wakes
            await connection.execute(noted.on_conflict_do_update(index_elements=mine, set_=place))
            link = self._insert(messages).values(chat_id=id_of(chat), message=part.message, article_id=number)
            key = [messages.c.chat_id, messages.c.message]
            await connection.execute(link.on_conflict_do_update(index_elements=key, set_={"article_id": number}))

    async def replace_article(
        self, chat: str, number: int, article: Article, brought: Iterable[Part] | None = None
    ) -> None:
        """Put an article in the place of what it was before, and what brought it with it; it is to be read again."""
        entry = await asyncio.to_thread(entry_of, article)
        mine = of_chat(chat, number).scalar_subquery()
        async with self._engine.begin() as connection:
            await connection.execute(delete(readings).where(readings.c.article_id == mine))
            await connection.execute(delete(turns).where(turns.c.article_id == mine))
            body = ARTICLE.dump_json(article).decode()
            await connection.execute(update(articles).where(articles.c.id == mine).values(body=body, **entry))
            if brought is not None:
                await self._note_parts(connection, chat, number, brought)

    async def note_shown(self, chat: str, number: int, message: str) -> None:
        """Note which message of ours shows an article, with its buttons."""
        mine = of_chat(chat, number).scalar_subquery()
        async with self._engine.begin() as connection:
            await connection.execute(update(articles).where(articles.c.id == mine).values(shown=message))

    async def shown(self, chat: str, number: int) -> str | None:
        """Return the message of ours that shows an article, None where none does."""
        row = await self._first(of_chat(chat, number).with_only_columns(articles.c.shown))
        return None if row is None else row[0]
