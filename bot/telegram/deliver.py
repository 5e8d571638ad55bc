"""Bringing messages to a chat, and showing that one is being written."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, TypeVar

from telegram import Bot, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.conversation.reply import Document
from bot.telegram.attempts import is_not_modified
from bot.telegram.incoming import topic_of
from bot.telegram.render import Part

_log = logging.getLogger(__name__)

_TYPING_LASTS: Final = 4.5  # seconds; Telegram takes the sign away after five
_GONE: Final = ("can't be edited", "message to edit not found")
_NOBODY: Final = ("chat not found", "write_forbidden", "not enough rights", "topic_closed", "thread not found")

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to answer: a chat, the topic in it, and in a group the message that is answered.

    `behind` is a message that stood there before the answer.
    """

    chat: int
    thread: int | None = None
    answers: int | None = None
    behind: int = 0

    @classmethod
    def of(cls, message: MaybeInaccessibleMessage) -> "Place":
        """Return where to answer a message, or go on below one whose button was pressed."""
        in_private = message.chat.type == ChatType.PRIVATE
        return cls(
            chat=message.chat.id,
            thread=topic_of(message),
            answers=None if in_private else message.message_id,
            behind=message.message_id,
        )


async def send(bot: Bot, place: Place, part: Part) -> int:
    """Send one message and return its id; where a group became a supergroup meanwhile, to that."""

    async def say(text: str, parse_mode: str | None) -> Message:
        return await bot.send_message(
            place.chat,
            text,
            parse_mode=parse_mode,
            reply_markup=part.keyboard,
            message_thread_id=place.thread,
            reply_parameters=_answered(place),
        )

    try:
        return (await _plain_if_refused(say, part)).message_id
    except ChatMigrated as error:
        return await send(bot, Place(error.new_chat_id), part)


async def send_file(bot: Bot, place: Place, document: Document) -> int:
    """Send a file and return the message's id."""
    sent = await bot.send_document(
        place.chat,
        document.content.encode(errors="replace"),  # half of a character, which JSON can bring in, is no UTF-8
        filename=document.name,
        message_thread_id=place.thread,
        reply_parameters=_answered(place),
    )
    return sent.message_id


def _answered(place: Place) -> ReplyParameters | None:
    return None if place.answers is None else ReplyParameters(place.answers, allow_sending_without_reply=True)


async def edit(bot: Bot, place: Place, message: int, part: Part) -> int | None:
    """Put `part` in place of what a message of ours says, or below it where it can no longer be edited.

    Returns the id of the message that carries it, None where it said so before: by a second press of the same button.
    """

    async def say(text: str, parse_mode: str | None) -> object:
        return await bot.edit_message_text(text, place.chat, message, parse_mode=parse_mode, reply_markup=part.keyboard)

    try:
        await _plain_if_refused(say, part)
    except BadRequest as error:
        if any(words in error.message.lower() for words in _GONE):
            return await send(bot, place, part)
        if is_not_modified(error):
            return None
        raise
    return message


def is_nobody_there(error: TelegramError) -> bool:
    """Say whether an error means that a chat can no longer be written to: blocked, left, deleted, closed."""
    return isinstance(error, Forbidden) or any(words in error.message.lower() for words in _NOBODY)


async def _plain_if_refused(say: Callable[[str, str | None], Awaitable[_Result]], part: Part) -> _Result:
    """Say a part with its markup, and once more without where Telegram does not take the markup."""
    try:
        return await say(part.html, ParseMode.HTML)
    except BadRequest as error:
        if "entit" not in error.message.lower():  # "can't parse entities: …", "ENTITIES_TOO_LONG"
            raise
        _log.warning("Telegram refuses our markup, the text goes without: %s", error)
        return await say(part.text, None)


@asynccontextmanager
async def typing(bot: Bot, place: Place, *, after: float = 0) -> AsyncIterator[None]:
    """Show that the bot is typing for as long as the block runs, from `after` seconds on; it never waits for it."""
    shown = asyncio.create_task(_keep_typing(bot, place, after))
    try:
        yield
    finally:
        shown.cancel()
        await asyncio.gather(shown, return_exceptions=True)


async def _keep_typing(bot: Bot, place: Place, after: float) -> None:
    await asyncio.sleep(after)
    while True:
        try:
            await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
        except TelegramError as error:  # a sign is not worth more; what follows it says what is wrong
            _log.debug("cannot show typing: %s", error)
            return
        await asyncio.sleep(_TYPING_LASTS)
