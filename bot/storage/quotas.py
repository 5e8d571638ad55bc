"""How much of what costs each person had, counted in the database: it holds over many processes and over restarts.

A count runs from the first thing that it counts until its period is over; the next thing begins another. It is raised
by one statement that also holds it to its limit, so of two processes that come at once neither oversteps it. What is
kept are counts under codes, and only until they count no more: no article, no link, no name.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Table, case, delete, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.queries import Queries
from bot.storage.tables import charged, spent

REMEMBERED: Final = 7 * 86_400
"""Seconds for which a thing that was counted is known as such: longer than any crash keeps it from being handled."""

_SWEEP: Final = 60.0  # seconds between two times that what counts no more is deleted
_SWEPT: Final = 5_000  # rows at a time, so that nobody waits long for it


@dataclass(frozen=True, slots=True)
class Cost:
    """So much of a kind, of which there is `limit` in a period of so many seconds."""

    kind: str
    amount: int
    limit: int
    period: int


def code_of(*parts: str) -> str:
    """Return a code that stands for words and does not tell them."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Quotas(Queries):
    """Queries over the counts; `who` and `what` are codes."""

    _swept = float("-inf")

    async def spend(self, who: str, costs: Sequence[Cost], what: str | None = None) -> int:
        """Count all of the costs, or none and return after how many seconds there is room for them again; else 0.

        What was counted before under the same `what` costs nothing.
        """
        now = int(time.time())
        async with self._engine.connect() as connection, connection.begin() as change:
            if what is not None and not await self._is_new(connection, what, now):
                return 0
            for cost in costs:
                if not await self._raise(connection, who, cost, now):
                    wait = await self._wait(connection, who, cost, now)
                    await change.rollback()
                    return wait
        await self._sweep(now)
        return 0

    async def _is_new(self, connection: AsyncConnection, what: str, now: int) -> bool:
        added = self._insert(charged).values(what=what, until=now + REMEMBERED).on_conflict_do_nothing()
        return (await connection.execute(added.returning(charged.c.what))).first() is not None

    async def _raise(self, connection: AsyncConnection, who: str, cost: Cost, now: int) -> bool:
        """Raise a count where its limit allows it; one whose time is over begins anew."""
        if cost.amount > cost.limit:
            return False
        first = {"used": cost.amount, "until": now + cost.period}
        added = self._insert(spent).values(who=who, kind=cost.kind, **first)
        is_over = or_(spent.c.until <= now, spent.c.until > now + cost.period)  # the second: a clock that was set back
        new = {
            "used": case((is_over, cost.amount), else_=spent.c.used + cost.amount),
            "until": case((is_over, now + cost.period), else_=spent.c.until),
        }
        counted = added.on_conflict_do_update(
            index_elements=[spent.c.who, spent.c.kind],
            set_=new,
            where=or_(is_over, spent.c.used + cost.amount <= cost.limit),
        )
        return (await connection.execute(counted.returning(spent.c.used))).first() is not None

    async def _wait(self, connection: AsyncConnection, who: str, cost: Cost, now: int) -> int:
        found = select(spent.c.until).where(spent.c.who == who, spent.c.kind == cost.kind)
        until = (await connection.execute(found)).scalar_one_or_none()
        return cost.period if until is None else max(1, int(until) - now)

    async def _sweep(self, now: int) -> None:
        """Delete some of what counts no more, now and then; a row that is just being counted in is passed over."""
        if time.monotonic() - self._swept < _SWEEP:
            return
        self._swept = time.monotonic()
        keys: tuple[tuple[Table, tuple[Any, ...]], ...] = (
            (spent, (spent.c.who, spent.c.kind)),
            (charged, (charged.c.what,)),
        )
        async with self._engine.begin() as connection:
            for table, key in keys:
                old = select(*key).where(table.c.until <= now).limit(_SWEPT).with_for_update(skip_locked=True)
                await connection.execute(delete(table).where(tuple_(*key).in_(old), table.c.until <= now))
