"""What a message replies to, as far as Telegram shows it: somebody's article in a group, a post of another chat."""

import telegram

from bot.conversation.turn import Attachment, Message
from bot.telegram import incoming
from bot.telegram.download import download, name_of

_LONGEST = 500  # UTF-16 units of a quoted part; who marks more means the article and not a sentence of it


def answered(message: telegram.Message, largest: int) -> Message | None:
    """Return the message that this one replies to; None where it replies to none, or to one of the bot's own.

    `largest` as in `messages_of`. Of a message in another chat there is no more than what was quoted of it, its file
    and its link.
    """
    if message.reply_to_message is not None:
        return _here(message.reply_to_message, largest)
    if message.external_reply is not None:
        return _elsewhere(message, message.external_reply, largest)
    return None


def pointed(message: telegram.Message) -> str | None:
    """Return the part of the other message that a person marked for their reply."""
    quote = message.quote
    return quote.text.strip() if quote and quote.is_manual and len(quote.text) <= _LONGEST else None


def attachment(document: telegram.Document | None, bot: telegram.Bot, largest: int) -> Attachment | None:
    """Return what brings the content of a file of at most `largest` megabytes."""
    if document is None:
        return None

    async def load() -> bytes:
        return await download(bot, document, largest)

    return Attachment(name_of(document), load)


def _here(other: telegram.Message, largest: int) -> Message | None:
    bot = other.get_bot()
    if (other.from_user and other.from_user.id == bot.id) or incoming.is_by_way_of(bot, other):
        return None
    return Message(
        chat=incoming.chat_name(other),
        message=str(other.message_id),
        text=incoming.text_of(other),
        language=incoming.language_of(other.from_user),
        origin=incoming.origin_of(other),
        links=incoming.hidden_links(other),
        attachment=attachment(incoming.file_of(other), bot, largest),
    )


def _elsewhere(message: telegram.Message, other: telegram.ExternalReplyInfo, largest: int) -> Message:
    link = other.link_preview_options.url if other.link_preview_options else None
    place = f"{other.chat.id}/{other.message_id}" if other.chat and other.message_id else f"{message.message_id}/reply"
    return Message(
        chat=incoming.chat_name(message),
        message=place,
        text=message.quote.text if message.quote else "",
        language=incoming.language_of(message.from_user),
        origin=incoming.origin(other.origin),
        links=(link,) if isinstance(link, str) else (),
        attachment=attachment(None if other.animation else other.document, message.get_bot(), largest),
    )
