"""Updates that Telegram brings by itself: one path, one secret, and 200 only once an update is kept."""

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import StorageError

_log = logging.getLogger(__name__)

_LARGEST: Final = 1_000_000  # bytes; a message of 4,096 characters with all its entities takes a tenth of it
_HEADER: Final = "x-telegram-bot-api-secret-token"

Take = Callable[[dict[str, Any]], Awaitable[None]]


def secret_of(token: str) -> str:
    """Return the secret that Telegram shows with each update: the token's, without telling it."""
    return hmac.new(token.encode(), b"manqal webhook", hashlib.sha256).hexdigest()


def webhook(url: str, secret: str, take: Take) -> Starlette:
    """Return the application that answers at the path of `url` and nowhere else.

    503 lets Telegram bring an update again; 200 is also the answer to what is no update, which a second try would not
    make one.
    """

    async def post(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            _log.warning("what Telegram brought is no update and is set aside")
            return Response(status_code=200)
        try:
            await take(raw)
        except StorageError as error:
            _log.warning("%s", error)
            return Response(status_code=503)
        return Response(status_code=200)

    return Starlette(routes=[Route(urlsplit(url).path or "/", post, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return what was posted; None where it is too large, whatever its length was said to be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    return bytes(body)
