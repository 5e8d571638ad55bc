"""A turn of Telegram's messages as the conversation is told of it."""

from functools import partial

from bot.conversation.turn import Message
from bot.storage import Part
from bot.telegram import incoming
from bot.telegram.answered import answered, attachment, pointed
from bot.telegram.membership import leads
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
    return [_message(unit, largest)] if unit.text or unit.messages[0].text else []  # "@manqal_bot" and no more


def _message(unit: Unit, largest: int) -> Message:
    first, *others = unit.messages
    replying = next((each for each in unit.messages if each.reply_to_message or each.external_reply), first)
    other = answered(replying, largest)
    reply_to = str(replying.reply_to_message.message_id) if replying.reply_to_message else None
    return Message(
        chat=incoming.chat_name(first),
        message=str(first.message_id),
        text=unit.text,
        language=incoming.language_of(first.from_user),
        reply_to=reply_to or (other.message if other else None),
        origin=incoming.origin_of(first),
        person=incoming.person_of(first),
        links=tuple(link for message in unit.messages for link in incoming.hidden_links(message)),
        attachment=attachment(incoming.file_of(first), first.get_bot(), largest),
        parts=tuple(
            Part(str(message.message_id), span) for message, span in zip(unit.messages, unit.spans, strict=True)
        )
        if others
        else (),
        answered=other,
        pointed=pointed(replying),
        edited=first.edit_date.isoformat() if first.edit_date else None,
        leads=partial(leads, first.get_bot(), first, first.from_user, as_chat=first.sender_chat == first.chat),
    )
