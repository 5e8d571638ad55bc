"""Updates as Telegram sends them, whole and unparsed, through python-telegram-bot's polling.

The library parses a whole batch at once: one update that it cannot parse stops polling for good, and fields that
are newer than it are lost on the way. So each update crosses its polling unopened, as JSON inside an `Update`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from telegram import Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.telemetry.readiness import Heartbeat

POLLED: Final = Heartbeat(90.0)
"""When Telegram last answered; it holds a request open for some seconds where nothing comes."""


class UnopenedUpdates(HTTPXRequest):
    """The request for `getUpdates`: of each update only the id is left to parse."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return Telegram's answer with each update wrapped, errors as they are.

        Raises TelegramError, after which polling goes on, where it is no such answer.
        """
        answer: Any = HTTPXRequest.parse_json_payload(payload)
        if not isinstance(answer, dict) or (answer.get("ok") and not isinstance(answer.get("result"), list)):
            raise TelegramError("Telegram's answer holds no updates")
        if isinstance(updates := answer.get("result"), list):
            POLLED.beat()
            answer["result"] = [{"update_id": raw["update_id"], "raw": raw} for raw in updates if _is_update(raw)]
        return answer


def _is_update(raw: object) -> bool:
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)


def raw_of(update: Update) -> dict[str, Any]:
    """Return an update that came through `UnopenedUpdates` as Telegram's JSON."""
    raw: dict[str, Any] = update.api_kwargs["raw"]
    return raw


class Unqueued(asyncio.Queue[object]):
    """The queue that python-telegram-bot's polling puts updates in, which hands them on and holds none.

    Polling awaits `put` before it asks for more, and asking for more confirms: so `take` returns once an update is
    kept, and until then Telegram keeps it.
    """

    def __init__(self, take: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        super().__init__()
        self._take = take

    async def put(self, item: object) -> None:
        """Hand an update on; raises TelegramError where it cannot be taken: after another error polling ends."""
        if isinstance(item, Update):
            try:
                await self._take(raw_of(item))
            except Exception as error:
                raise TelegramError(f"an update cannot be kept: {error}") from error
