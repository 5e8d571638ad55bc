"""What of a Telegram update concerns the conversation, and whether it concerns the bot at all."""

import re
from collections.abc import Mapping
from typing import Any

import telegram
from telegram.constants import ChatType, MessageEntityType

from bot.conversation.turn import Message, Origin, Press
from bot.texts import closest

# What is not read, with the words that say so; the rest is "telegram.other". A GIF says no more than a sticker.
_UNREAD = {
    "photo": "telegram.photo",
    "animation": "telegram.sticker",
    "sticker": "telegram.sticker",
    "voice": "telegram.voice",
    "audio": "telegram.voice",
    "video_note": "telegram.voice",
    "document": "telegram.file",
}
_CAPTIONED = frozenset({"photo", "video", "animation"})  # pictures beside a text: the text is what was sent


def chat_id(raw: Mapping[str, Any]) -> int | None:
    """Return the chat that an update, as Telegram's JSON, belongs to; None where it has none."""
    chat: int | None = (_message(raw) or {}).get("chat", {}).get("id")
    return chat


def language(raw: Mapping[str, Any]) -> str:
    """Return the language to speak to the person behind an update, as Telegram's JSON."""
    person = raw.get("callback_query") or _message(raw) or {}
    return closest(person.get("from", {}).get("language_code"))


def _message(raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the message that an update brings, or whose button it says was pressed."""
    pressed = raw.get("callback_query", {}).get("message")
    return pressed or raw.get("message") or raw.get("edited_message")


def chat_name(chat: telegram.Chat) -> str:
    """Return the chat's name across platforms."""
    return f"telegram:{chat.id}"


def language_of(user: telegram.User | None) -> str:
    """Return the language to speak to a user; channels and anonymous admins have none."""
    return closest(user.language_code if user else None)


def is_for(bot: telegram.Bot, message: telegram.Message) -> bool:
    """Say whether the bot is spoken to: always in private, in a group when mentioned, replied to or commanded."""
    author = message.from_user
    if author and author.is_bot and not message.sender_chat:  # two bots could talk for ever
        return False
    if message.chat.type == ChatType.PRIVATE:
        return True
    entities = message.parse_entities() | message.parse_caption_entities()
    for entity, words in entities.items():
        if entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0:
            return words.partition("@")[2].casefold() in {"", bot.username.casefold()}
    if any(_is_mention(entity, words, bot) for entity, words in entities.items()):
        return True
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == bot.id)


def _is_mention(entity: telegram.MessageEntity, words: str, bot: telegram.Bot) -> bool:
    return entity.type == MessageEntityType.MENTION and words.casefold() == f"@{bot.username}".casefold()


def unread(message: telegram.Message) -> str | None:
    """Return the key of the words that say what of the message is not read; None where all of it is."""
    attached = [kind for kind in telegram.constants.MessageAttachmentType if message[kind]]
    if not attached or (message.caption and _CAPTIONED.intersection(attached)):
        return None
    return next((words for kind, words in _UNREAD.items() if kind in attached), "telegram.other")


def turn_of(message: telegram.Message, bot: telegram.Bot) -> Message | None:
    """Return what the conversation is told of a message; None where it has neither text nor caption."""
    text = message.text or message.caption
    if text is None:
        return None
    if message.chat.type != ChatType.PRIVATE:
        text = _without_mention(text, bot.username)
    return Message(
        chat=chat_name(message.chat),
        message=str(message.message_id),
        text=text,
        language=language_of(message.from_user),
        reply_to=str(message.reply_to_message.message_id) if message.reply_to_message else None,
        origin=_origin(message.forward_origin),
        person=_person(message),
    )


def press_of(query: telegram.CallbackQuery, message: telegram.MaybeInaccessibleMessage, action: str) -> Press:
    """Return what the conversation is told of a pressed button."""
    return Press(
        chat=chat_name(message.chat),
        message=str(message.message_id),
        action=action,
        language=language_of(query.from_user),
        person=str(query.from_user.id),
    )


def _person(message: telegram.Message) -> str | None:
    """Return who wrote a message; an admin who writes as the group, or a channel, presses buttons as another."""
    return str(message.from_user.id) if message.from_user and not message.sender_chat else None


def _without_mention(text: str, username: str) -> str:
    """Return a group's text without the name that calls the bot: "@manqal_bot من قال ذلك؟"."""
    return re.sub(rf"(?<!\w)@{re.escape(username)}\b", "", text, flags=re.IGNORECASE).strip()


def _origin(origin: telegram.MessageOrigin | None) -> Origin | None:
    match origin:
        case None:
            return None
        case telegram.MessageOriginChannel():
            name = origin.chat.title
            url = f"{origin.chat.link}/{origin.message_id}" if origin.chat.link else None
        case telegram.MessageOriginChat():
            name, url = origin.sender_chat.title, origin.sender_chat.link
        case telegram.MessageOriginUser():
            name, url = origin.sender_user.full_name, None
        case telegram.MessageOriginHiddenUser():
            name, url = origin.sender_user_name, None
        case _:
            name, url = None, None
    return Origin(name=name, url=url, date=origin.date.isoformat())
