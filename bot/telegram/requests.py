"""The bot's HTTP to Telegram."""

import asyncio
from typing import Any, Final

from telegram.request import HTTPXRequest

_GOODBYE: Final = 5.0  # seconds for what is going on when the bot stops


class WholeRequests(HTTPXRequest):
    """Requests that go on to their end though whoever made them no longer waits.

    httpcore 1.0.9 never frees the connection of a request that is cancelled while it is being assigned or established
    (encode/httpcore issue 1093): a typing sign is cancelled with every answer, and some thousands of them later no
    connection was left.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(*args, **kwargs)
        self._going: set[asyncio.Task[tuple[int, bytes]]] = set()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Return what a request returns."""
        going = asyncio.create_task(super().do_request(*args, **kwargs))
        self._going.add(going)
        going.add_done_callback(self._ended)
        return await asyncio.shield(going)

    async def shutdown(self) -> None:
        """Close the connections, once what goes on has ended."""
        if self._going:
            await asyncio.wait(self._going, timeout=_GOODBYE)
        await super().shutdown()

    def _ended(self, going: asyncio.Task[tuple[int, bytes]]) -> None:
        self._going.discard(going)
        if not going.cancelled():
            going.exception()  # which somebody was told who waited; asyncio complains of one that nobody asked for
