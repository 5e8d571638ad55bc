"""Updates as Telegram sends them, whole and unparsed, through python-telegram-bot's polling.

The library parses a whole batch at once: one update that it cannot parse stops polling for good, and fields that
are newer than it are lost on the way. So each update crosses its polling unopened, as JSON inside an `Update`.
"""

from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest


class UnopenedUpdates(HTTPXRequest):
    """The request for `getUpdates`: of each update only the id is left to parse."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return Telegram's answer with each update wrapped, errors as they are."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        if isinstance(updates := answer.get("result"), list):
            answer["result"] = [{"update_id": raw["update_id"], "raw": raw} for raw in updates]
        return answer


def raw_of(update: Update) -> dict[str, Any]:
    """Return an update that came through `UnopenedUpdates` as Telegram's JSON."""
    raw: dict[str, Any] = update.api_kwargs["raw"]
    return raw
