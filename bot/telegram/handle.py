"""One update of Telegram's, handled whole: understood, handed to the conversation, answered.

It needs nothing but the update's JSON, so whatever keeps updates safe can stand before it and call it again.
"""

import logging
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import Forbidden, TelegramError

from bot.conversation.reply import Paragraph, Reply
from bot.telegram import incoming
from bot.telegram.deliver import Place, edit, send, send_file, typing
from bot.telegram.render import render
from bot.texts import plain, say

if TYPE_CHECKING:
    from bot.conversation import Conversation

_log = logging.getLogger(__name__)

_SLOW_PRESS: Final = 1.0  # seconds; an edit does not take the typing sign away, so a quick one shows none


async def handle_update(raw: dict[str, Any], bot: Bot, conversation: "Conversation") -> None:
    """Handle one update, given as Telegram's JSON, to its end; raises what a second try may get past.

    Edited messages are left alone on purpose until an edited article is read again; so is what is not for the bot.
    """
    try:
        update = Update.de_json(raw, bot)
    except Exception:  # whatever the library makes of a form that it does not know: a second try is no better
        _log.exception("update %s cannot be understood", raw.get("update_id"))
        return
    try:
        if update.callback_query:
            await _press(update.callback_query, bot, conversation)
        elif update.message and incoming.is_for(bot, update.message):
            await _message(update.message, bot, conversation)
    except Forbidden as error:  # blocked by the person, or thrown out of the group: nobody is left to tell
        _log.info("update %d cannot be answered: %s", update.update_id, error)


async def _message(message: Message, bot: Bot, conversation: "Conversation") -> None:
    place = Place.of(message)
    if unread := incoming.unread(message):
        platform = incoming.language_of(message.from_user)
        await _tell(bot, place, unread, await conversation.language(incoming.chat_name(message.chat), platform))
    turn = incoming.turn_of(message, bot)
    if turn is None:
        return
    async with typing(bot, place):
        reply = await conversation.receive(turn)
    for part in render(reply, turn.language):
        await conversation.sent(turn.chat, str(await send(bot, place, part)), reply)
    for document in reply.documents:
        await send_file(bot, place, document)


async def _tell(bot: Bot, place: Place, key: str, language: str) -> None:
    for part in render(Reply((Paragraph(say(key, language)),)), plain(language)):
        await send(bot, place, part)


async def _press(query: CallbackQuery, bot: Bot, conversation: "Conversation") -> None:
    message = query.message
    if message is None or query.data is None:
        await _acknowledge(query)
        return
    press, place = incoming.press_of(query, message, query.data), Place.of(message)
    refusal = await conversation.refusal(press)
    await _acknowledge(query, refusal)
    if refusal is not None:
        return
    async with typing(bot, place, after=_SLOW_PRESS):
        reply = await conversation.press(press)
    for at, part in enumerate(render(reply, press.language)):
        shown = await (send(bot, place, part) if at else edit(bot, place, message.message_id, part))
        await conversation.sent(press.chat, str(shown), reply)


async def _acknowledge(query: CallbackQuery, refusal: str | None = None) -> None:
    """Take the waiting sign off the button, or say in a window of its own why it does nothing.

    Too late for it ("query is too old") is not too late to answer.
    """
    try:
        await query.answer(refusal, show_alert=refusal is not None)
    except TelegramError as error:
        _log.info("a pressed button cannot be acknowledged: %s", error)
