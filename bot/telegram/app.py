"""The Telegram front end put together: who takes updates in, who works on them, and how both stop.

What was taken in and not answered when it stops, or is killed, is answered after the next start, or by another worker.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, Final, Literal

from telegram import Bot, LinkPreviewOptions, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Defaults, ExtBot, Updater

from bot.assembly import conversing
from bot.conversation import Conversation
from bot.conversation.commands import COMMANDS
from bot.errors import OperatorError, SettingsError
from bot.inbox import Inbox
from bot.logs import protect, redact
from bot.serving import serving
from bot.settings import Settings
from bot.storage import Store
from bot.telegram.attempts import Attempts
from bot.telegram.door import Door, guests_of
from bot.telegram.front import Front
from bot.telegram.handle import Updates
from bot.telegram.incoming import named
from bot.telegram.polling import POLLED, UnopenedUpdates, Unqueued
from bot.telegram.requests import WholeRequests
from bot.telegram.webhook import secret_of, webhook
from bot.telemetry.monitor import monitored
from bot.telemetry.queue import queue_check, watch_queue
from bot.texts import say

_log = logging.getLogger(__name__)

Role = Literal["all", "front", "worker"]

_PATIENCE: Final = 20.0  # seconds; whoever gives up early cannot know whether a message arrived
_CONNECTIONS: Final = 128  # to Telegram at a time
_POLLS: Final = 8  # connections for polling, which takes one: one that is lost as `WholeRequests` tells must not end it
_TIDY: Final = 3600.0  # seconds between two times that finished work is deleted
_KINDS: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


def run(settings: Settings, role: Role = "all") -> None:
    """Answer on Telegram until interrupted or terminated; `role` is this process's part where several share the work.

    Raises SettingsError where there is no token or Telegram does not know it, OperatorError where Telegram cannot
    be reached or the storage cannot be opened.
    """
    if settings.telegram_bot_token is None:
        raise SettingsError(["TELEGRAM_BOT_TOKEN: is not set, and @BotFather gives one"])
    if role != "all" and settings.database_url.startswith("sqlite"):
        raise SettingsError([f"DATABASE_URL: --role {role} needs PostgreSQL; a SQLite file serves one process"])
    token = settings.telegram_bot_token.get_secret_value()
    protect(token, secret_of(token))
    try:
        asyncio.run(_run(settings, role))
    except InvalidToken:  # its own words hold the token
        raise SettingsError(["TELEGRAM_BOT_TOKEN: Telegram does not know this token"]) from None
    except TelegramError as error:
        raise OperatorError(redact(f"Telegram cannot be reached: {error}")) from None


async def _run(settings: Settings, role: Role) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows, where an interruption ends the loop instead
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = await Store.open(settings.database_url)
    try:
        checks = {"storage": store.answers, "inbox": queue_check}
        if role != "worker" and not settings.webhook_url:
            checks["telegram"] = POLLED.check
        with conversing(settings, store, frozenset(map(named, settings.admins))) as conversation:
            async with monitored(settings, checks):
                await serve(settings, conversation, stop, role)
    finally:
        await store.close()


async def serve(settings: Settings, conversation: Conversation, stop: asyncio.Event, role: Role = "all") -> None:
    """Take part in answering until `stop` is set."""
    async with bot_of(settings) as bot:
        updates = Updates(bot, conversation, settings.paste_quiet, settings.max_file_mb)
        inbox = await Inbox.open(settings.database_url, None if role == "front" else updates)
        watch_queue(inbox.state)
        try:
            async with _tidied(inbox, timedelta(days=settings.retention_days)):
                if role == "worker":
                    _log.info("working for @%s", bot.username)
                    await stop.wait()
                else:
                    door = Door(bot, guests_of(settings), conversation.may_tell_stranger)
                    await _take_in(settings, bot, Front(bot, conversation, inbox, door), inbox, stop)
        finally:
            watch_queue(None)
            await inbox.close()


def bot_of(settings: Settings) -> ExtBot[int]:
    """Return the bot that the settings' token names."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's own handling of a 429 warns of its old ways
    root = settings.telegram_api_url or "https://api.telegram.org"
    token = settings.telegram_bot_token
    return ExtBot(
        token.get_secret_value() if token else "",
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=WholeRequests(
            connection_pool_size=_CONNECTIONS,
            connect_timeout=_PATIENCE,
            read_timeout=_PATIENCE,
            write_timeout=_PATIENCE,
            pool_timeout=_PATIENCE,
        ),
        get_updates_request=UnopenedUpdates(connection_pool_size=_POLLS),
        defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=Attempts(),
        local_mode=settings.telegram_api_local,
    )


async def _take_in(settings: Settings, bot: ExtBot[int], front: Front, inbox: Inbox, stop: asyncio.Event) -> None:
    await _publish_commands(bot)
    if not bot.supports_inline_queries:
        _log.info("not in other chats: inline mode is off, @BotFather's /setinline turns it on")
    try:
        if settings.webhook_url:
            await _be_brought(settings, settings.webhook_url, bot, front, stop)
        else:
            await _poll(bot, front, inbox, stop)
    finally:
        await front.close()


async def _poll(bot: ExtBot[int], front: Front, inbox: Inbox, stop: asyncio.Event) -> None:
    """Poll whenever this process alone may, until `stop` is set."""
    updater = Updater(bot, Unqueued(front.take))
    await updater.initialize()  # and no shutdown, which would be the bot's too while it answers
    stopped = asyncio.ensure_future(stop.wait())
    while await _first(inbox.lead(), stopped):
        polling = updater.start_polling(allowed_updates=_KINDS, bootstrap_retries=-1, error_callback=_poll_failed)
        if await _first(polling, stopped):
            _log.info("answering on Telegram as @%s", bot.username)
            if await _first(inbox.follow(), stopped):
                _log.warning("another process may be polling by now, so this one waits for its turn")
        if updater.running:
            await updater.stop()


async def _first(work: Coroutine[Any, Any, object], stopped: asyncio.Future[Any]) -> bool:
    """Do some work until it is done, or until `stopped` is: then return False."""
    working = asyncio.create_task(work)
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not stopped.done():
        await working
        return True
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    return False


async def _be_brought(settings: Settings, url: str, bot: ExtBot[int], front: Front, stop: asyncio.Event) -> None:
    secret = secret_of(bot.token)
    async with serving(webhook(url, secret, front.take), settings.webhook_listen):
        # one connection at a time: Telegram brings what comes over several in any order
        await bot.set_webhook(url, allowed_updates=_KINDS, max_connections=1, secret_token=secret)
        _log.info("answering on Telegram as @%s, which brings messages to %s", bot.username, settings.webhook_listen)
        await stop.wait()


@asynccontextmanager
async def _tidied(inbox: Inbox, age: timedelta) -> AsyncIterator[None]:
    """Delete what was finished so long ago, now and then while the block runs."""

    async def tidy() -> None:
        while True:
            try:
                await inbox.tidy(age)
            except Exception:
                _log.exception("finished work cannot be deleted")
            await asyncio.sleep(_TIDY)

    tidying = asyncio.create_task(tidy())
    try:
        yield
    finally:
        tidying.cancel()
        with suppress(asyncio.CancelledError):
            await tidying


async def _publish_commands(bot: Bot) -> None:
    """Register the commands: in Arabic for those who speak it, in English for the others."""
    try:
        for language, code in (("en", None), ("ar", "ar")):
            commands = [(command.name, say(command.key, language)) for command in COMMANDS]
            await bot.set_my_commands(commands, language_code=code)
    except TelegramError as error:  # a menu is no reason not to answer
        _log.warning("the commands cannot be registered: %s", error)


def _poll_failed(error: TelegramError) -> None:
    """Log in a line; python-telegram-bot goes on trying. A conflict means that the token is in use elsewhere."""
    _log.warning("Telegram cannot be polled: %s: %s", type(error).__name__, error)
