"""The Telegram front end put together: python-telegram-bot polls, `Updates` does the rest.

A stop lets what was fetched be answered first, and what was not fetched waits at Telegram. A kill loses what was
fetched and not answered: the next poll confirms it while it is still being handled.
"""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from typing import Any, Final, cast

from telegram import Bot, LinkPreviewOptions, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    Defaults,
    TypeHandler,
    Updater,
)

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.commands import COMMANDS
from bot.conversation.quotas import quotas_of
from bot.engine import engine_of
from bot.errors import OperatorError, SettingsError
from bot.logs import protect, redact
from bot.settings import Settings
from bot.storage import Store
from bot.telegram.attempts import Attempts
from bot.telegram.door import Door, guests_of
from bot.telegram.handle import Updates
from bot.telegram.polling import UnopenedUpdates, raw_of
from bot.texts import say

_log = logging.getLogger(__name__)

_WAITING: Final = 1024  # updates taken off the queue, most of them waiting for their chat's turn
_PATIENCE: Final = 20.0  # seconds; whoever gives up early cannot know whether a message arrived
_KINDS: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)

_Context = CallbackContext[Any, Any, Any, Any]
_App = Application[Any, _Context, Any, Any, Any, Any]


def run(settings: Settings) -> None:
    """Answer on Telegram until interrupted or terminated.

    Raises SettingsError where there is no token or Telegram does not know it, OperatorError where Telegram cannot
    be reached or the storage cannot be opened.
    """
    if settings.telegram_bot_token is None:
        raise SettingsError(["TELEGRAM_BOT_TOKEN: is not set, and @BotFather gives one"])
    protect(settings.telegram_bot_token.get_secret_value())
    try:
        asyncio.run(_run(settings))
    except InvalidToken:  # its own words hold the token
        raise SettingsError(["TELEGRAM_BOT_TOKEN: Telegram does not know this token"]) from None
    except TelegramError as error:
        raise OperatorError(redact(f"Telegram cannot be reached: {error}")) from None


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows, where an interruption ends the loop instead
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = await Store.open(settings.database_url)
    try:
        quotas = quotas_of(settings, store)
        conversation = Conversation(store, engine_of(settings), settings.max_article_chars, Fetcher(), quotas)
        await serve(*build(settings, conversation), stop)
    finally:
        await store.close()


async def serve(application: _App, updates: Updates, stop: asyncio.Event) -> None:
    """Poll until `stop` is set, then finish what has been taken; what waits at Telegram stays there."""
    updater = cast("Updater", application.updater)  # `build` leaves it in place
    async with application:
        await _publish_commands(application.bot)
        await application.start()
        try:
            await updater.start_polling(allowed_updates=_KINDS, bootstrap_retries=-1, error_callback=_poll_failed)
            _log.info("answering on Telegram as @%s", application.bot.username)
            if not application.bot.supports_inline_queries:
                _log.info("not in other chats: inline mode is off, @BotFather's /setinline turns it on")
            await stop.wait()
        finally:
            if updater.running:
                await updater.stop()
            await application.stop()
            await updates.close()


def build(settings: Settings, conversation: Conversation) -> tuple[_App, Updates]:
    """Return the application that answers from the conversation, and what it hands its updates to."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's own handling of a 429 warns of its old ways
    builder = (
        ApplicationBuilder()
        .token(settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else "")
        .local_mode(settings.telegram_api_local)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .rate_limiter(Attempts())
        .connect_timeout(_PATIENCE)
        .read_timeout(_PATIENCE)
        .write_timeout(_PATIENCE)
        .concurrent_updates(_WAITING)
        .get_updates_request(UnopenedUpdates(connection_pool_size=1))
    )
    if root := settings.telegram_api_url:
        builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    application = builder.build()
    door = Door(application.bot, guests_of(settings), conversation.may_tell_stranger)
    updates = Updates(application.bot, conversation, settings.paste_quiet, settings.max_file_mb, door)

    async def handle(update: Update, _: _Context) -> None:
        await updates.handle(raw_of(update))

    application.add_handler(TypeHandler(Update, handle))
    return application, updates


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
