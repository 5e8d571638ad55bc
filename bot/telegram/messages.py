"""A turn of Telegram's messages as the conversation is told of it."""

import telegram

from bot.conversation.turn import Attachment, Message
from bot.storage import Part
from bot.telegram import incoming
from bot.telegram.download import download, name_of
from bot.telegram.turns import Turn, Unit


def messages_of(turn: Turn, largest: int) -> tuple[Message, ...]:
    """Return the conversation's messages, one for each text or file; those that hold neither are left out.

    `largest` is how many megabytes a file may have.
    """
    return tuple(message for unit in turn.units for message in _messages(unit, largest))


def _messages(unit: Unit, largest: int) -> list[Message]:
    files = [message for message in unit.messages if incoming.file_of(message)]
    if files:
        return [_message(Unit((message,)), largest) for message in files]
    return [_message(unit, largest)] if unit.text else []


def _message(unit: Unit, largest: int) -> Message:
    first, *others = unit.messages
    answered = next((message.reply_to_message for message in unit.messages if message.reply_to_message), None)
    return Message(
        chat=incoming.chat_name(first),
        message=str(first.message_id),
        text=unit.text,
        language=incoming.language_of(first.from_user),
        reply_to=str(answered.message_id) if answered else None,
        origin=incoming.origin_of(first),
        person=incoming.person_of(first),
        links=tuple(link for message in unit.messages for link in incoming.hidden_links(message)),
        attachment=_attachment(first, largest),
        parts=tuple(
            Part(str(message.message_id), span) for message, span in zip(unit.messages, unit.spans, strict=True)
        )
        if others
        else (),
    )


def _attachment(message: telegram.Message, largest: int) -> Attachment | None:
    document = incoming.file_of(message)
    if document is None:
        return None

    async def load() -> bytes:
        return await download(message.get_bot(), document, largest)

    return Attachment(name_of(document), load)
