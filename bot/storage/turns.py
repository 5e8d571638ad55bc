"""The last question of a chat and what answered it, kept for an hour so that the next question may lean on it."""

import time
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Text, literal, select

from bot.storage.entries import storable
from bot.storage.queries import Queries, id_of, of_chat
from bot.storage.tables import articles, turns

LASTING: Final = 3_600
"""Seconds for which a question can be leaned on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question about the article `number`, and what a next one may lean on.

    `speaker` is who alone was shown to speak, `shown` the quotes of theirs that were shown, `start` and `end` the
    sentence that proved the answer; `he`, `she` and `they` are the man, the woman (or the ministry) and the group that
    were spoken of last.
    """

    question: str
    number: int
    speaker: str | None = None
    shown: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    he: str | None = None
    she: str | None = None
    they: str | None = None


_FORM = TypeAdapter(Turn)


class Turns(Queries):
    """Queries over the last turns."""

    async def note_turn(self, chat: str, turn: Turn) -> None:
        """Keep the last turn of a chat in place of the one before."""
        body = storable(_FORM.dump_json(turn).decode())
        columns = (articles.c.chat_id, articles.c.id, literal(int(time.time()), BigInteger), literal(body, Text))
        source = of_chat(chat, turn.number).with_only_columns(*columns)
        added = self._insert(turns).from_select(["chat_id", "article_id", "asked", "body"], source)
        new = {name: added.excluded[name] for name in ("article_id", "asked", "body")}
        async with self._engine.begin() as connection:
            await connection.execute(added.on_conflict_do_update(index_elements=[turns.c.chat_id], set_=new))

    async def last_turn(self, chat: str) -> Turn | None:
        """Return the last turn of a chat; one of more than an hour ago is deleted."""
        row = await self._first(select(turns.c.asked, turns.c.body).where(turns.c.chat_id == id_of(chat)))
        if row is None:
            return None
        if not 0 <= time.time() - row[0] <= LASTING:
            async with self._engine.begin() as connection:
                old = (turns.c.chat_id == id_of(chat), turns.c.asked == row[0])
                await connection.execute(turns.delete().where(*old))
            return None
        try:
            return _FORM.validate_json(row[1])
        except ValidationError:
            return None
