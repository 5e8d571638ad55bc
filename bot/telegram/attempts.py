"""The bot's requests to Telegram: within its limits, and made again where they did not arrive.

A message whose confirmation got lost may stand in the chat or not, so it is left to `bot.telegram.sending` whether it
goes once more. An edit made twice is one edit, so it is made again as often as anything else.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import AIORateLimiter

from bot.telemetry.metrics import RETRIES, TELEGRAM

_log = logging.getLogger(__name__)

_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds before a request is made again
_RETRIES: Final = 5  # of a request that Telegram told to come later
_WORTH: Final = ("send", "edit", "getFile")  # what a person waits for; a pressed button that goes on spinning is not
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

# What requests are counted under; the first that fits. A bad request is a network error to the library.
_CLASSES: Final = ("sendChatAction", "send", "edit", "answer", "get", "set", "delete")
_OUTCOMES: Final = (
    (RetryAfter, "too_many"),
    (Forbidden, "forbidden"),
    (BadRequest, "refused"),
    (TimedOut, "late"),
    (NetworkError, "lost"),
)

_Answer = bool | dict[str, Any] | list[dict[str, Any]]
_Request = Callable[..., Coroutine[Any, Any, _Answer]]
_Begin = Callable[[], Awaitable[None]]

_begin: ContextVar[_Begin | None] = ContextVar("begin", default=None)


class Attempts(AIORateLimiter):
    """Keeps to Telegram's limits; a typing sign neither waits, nor uses up a group's twenty messages a minute."""

    def __init__(self) -> None:
        super().__init__(max_retries=_RETRIES)

    async def process_request(
        self,
        callback: _Request,
        args: Iterable[object],
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Answer:
        """Make a request when its turn has come; after a 429 wait as long as it says, after a fault a while."""
        callback = _begun(_counted(callback, _class_of(endpoint)))
        if endpoint == "sendChatAction":
            return await callback(*args, **kwargs)
        waits, unconfirmed = list(_WAITS if endpoint.startswith(_WORTH) else ()), False
        while True:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest as error:
                if unconfirmed and is_not_modified(error):
                    return True  # what an edit that was not confirmed has done
                raise
            except TelegramError as error:
                lost = may_have_arrived(error)
                if not (lost or isinstance(error, NetworkError)) or not waits:
                    raise
                if lost and endpoint.startswith("send"):
                    raise
                unconfirmed = unconfirmed or lost
                _log.warning("%s did not succeed and is tried again: %s", endpoint, error)
                await asyncio.sleep(waits.pop(0))


@contextmanager
def begun_with(begin: _Begin) -> Iterator[None]:
    """Await `begin` right before each try of the requests of the block, when their turn has come."""
    token = _begin.set(begin)
    try:
        yield
    finally:
        _begin.reset(token)


def _begun(callback: _Request) -> _Request:
    begin = _begin.get()
    if begin is None:
        return callback

    async def tried(*args: object, **kwargs: object) -> _Answer:
        await begin()
        return await callback(*args, **kwargs)

    return tried


def _counted(callback: _Request, method: str) -> _Request:
    """Return the request with every try of it counted by its outcome."""
    tries = 0

    async def tried(*args: object, **kwargs: object) -> _Answer:
        nonlocal tries
        if tries:
            RETRIES.labels(method).inc()
        tries, outcome = tries + 1, "failed"
        try:
            answer = await callback(*args, **kwargs)
            outcome = "done"
        except TelegramError as error:
            outcome = next((told for kind, told in _OUTCOMES if isinstance(error, kind)), "failed")
            raise
        else:
            return answer
        finally:
            TELEGRAM.labels(method, outcome).inc()

    return tried


def _class_of(endpoint: str) -> str:
    return next((each for each in _CLASSES if endpoint.startswith(each)), "other")


def is_not_modified(error: BadRequest) -> bool:
    """Say whether an edit was refused because the message says just that already."""
    return "not modified" in error.message.lower()


def may_have_arrived(error: TelegramError) -> bool:
    """Say whether the request may have been carried out: what confirms it is no answer, came broken or not at all."""
    if isinstance(error.__cause__, _NOT_SENT):
        return False
    return type(error) is TelegramError or isinstance(error, TimedOut) or isinstance(error.__cause__, httpx.HTTPError)
