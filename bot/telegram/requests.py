"""The bot's HTTP to Telegram."""

import asyncio
from typing import Final

from telegram.request import HTTPXRequest

_going: Final[set[asyncio.Task[tuple[int, bytes]]]] = set()


class WholeRequests(HTTPXRequest):
    """Requests that go on to their end though whoever made them no longer waits.

    httpcore 1.0.9 never frees the connection of a request that is cancelled while it is being assigned or established
    (encode/httpcore issue 1093): a typing sign is cancelled with every answer, and some thousands of them later no
    connection was left.
    """

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        """Return what a request returns."""
        going = asyncio.create_task(super().do_request(*args, **kwargs))  # type: ignore[arg-type]
        _going.add(going)
        going.add_done_callback(_ended)
        return await asyncio.shield(going)


def _ended(going: asyncio.Task[tuple[int, bytes]]) -> None:
    _going.discard(going)
    if not going.cancelled():
        going.exception()  # which somebody was told who waited; asyncio complains of one that nobody asked for
