"""What of a Telegram update concerns the conversation, and whether it concerns the bot at all."""

import re
from functools import partial

import telegram
from telegram.constants import ChatType, MessageEntityType

from bot.conversation.turn import Origin, Press
from bot.telegram.membership import leads
from bot.texts import closest

# What is not read, with the words that say so; the rest is "telegram.other". A GIF says no more than a sticker.
_UNREAD = {
    "photo": "telegram.photo",
    "animation": "telegram.sticker",
    "sticker": "telegram.sticker",
    "voice": "telegram.voice",
    "audio": "telegram.voice",
    "video_note": "telegram.voice",
}
_CAPTIONED = frozenset({"photo", "video", "animation"})  # pictures beside a text: the text is what was sent


def chat_name(message: telegram.MaybeInaccessibleMessage) -> str:
    """Return the name across platforms of the chat, or of the topic of a chat, that a message stands in."""
    topic = topic_of(message)
    return named(message.chat.id) if topic is None else f"{named(message.chat.id)}:{topic}"


def named(chat: int) -> str:
    """Return the name across platforms of a chat as a whole, or of the private one with a user, who has its id."""
    return f"telegram:{chat}"


def topic_of(message: telegram.MaybeInaccessibleMessage) -> int | None:
    """Return the topic that a message stands in; replies that Telegram counts as a thread are none."""
    is_topic = isinstance(message, telegram.Message) and message.is_topic_message
    return message.message_thread_id if isinstance(message, telegram.Message) and is_topic else None


Sender = tuple[int, int | None, int | None]
"""A chat, who sends in it, and the topic."""


def sender_of(message: telegram.Message) -> Sender:
    """Return who sent a message, where."""
    return message.chat.id, message.from_user.id if message.from_user else None, topic_of(message)


def language_of(user: telegram.User | None) -> str:
    """Return the language to speak to a user; channels and anonymous admins have none."""
    return closest(user.language_code if user else None)


def is_for(bot: telegram.Bot, message: telegram.Message) -> bool:
    """Say whether the bot is spoken to: always in private, in a group when mentioned, replied to or commanded."""
    author = message.from_user
    if is_by_way_of(bot, message) or message.is_automatic_forward:  # a copy; the post in its channel is answered there
        return False
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


def is_by_way_of(bot: telegram.Bot, message: telegram.Message) -> bool:
    """Say whether somebody sent one of the bot's own inline results: nothing new to it."""
    return message.via_bot is not None and message.via_bot.id == bot.id


def _is_mention(entity: telegram.MessageEntity, words: str, bot: telegram.Bot) -> bool:
    return entity.type == MessageEntityType.MENTION and words.casefold() == f"@{bot.username}".casefold()


def unread(message: telegram.Message, *, captioned: bool) -> str | None:
    """Return the key of the words that say what of the message is not read; None where all of it is.

    `captioned` is whether it, or the album that it belongs to, has words.
    """
    attached = [kind for kind in telegram.constants.MessageAttachmentType if message[kind]]
    if not attached or file_of(message) or (captioned and _CAPTIONED.intersection(attached)):
        return None
    return next((words for kind, words in _UNREAD.items() if kind in attached), "telegram.other")


def file_of(message: telegram.Message) -> telegram.Document | None:
    """Return the file that a message brings; a GIF is none, though Telegram counts it as one."""
    return None if message.animation else message.document


def is_command(message: telegram.Message) -> bool:
    """Say whether a message begins with a command, to whichever bot."""
    return any(each.type == MessageEntityType.BOT_COMMAND and each.offset == 0 for each in message.entities)


def command_of(message: telegram.Message) -> str:
    """Return the name of the command that a message begins with."""
    return text_of(message).split(maxsplit=1)[0].partition("@")[0].removeprefix("/").lower()


def says_something(message: telegram.Message) -> bool:
    """Say whether a person sent anything, and not Telegram a word on the chat itself: a new title, a new member."""
    return bool(message.text or message.caption) or any(
        message[kind] for kind in telegram.constants.MessageAttachmentType
    )


def text_of(message: telegram.Message) -> str:
    """Return what is written in or under a message, in a group without the name that calls the bot."""
    text = message.text or message.caption or ""
    if message.chat.type == ChatType.PRIVATE or message.forward_origin is not None:
        return text
    return _without_mention(text, message.get_bot().username)


def hidden_links(message: telegram.Message) -> tuple[str, ...]:
    """Return the addresses that stand behind words."""
    entities = message.entities or message.caption_entities
    return tuple(entity.url for entity in entities if entity.url)


def press_of(query: telegram.CallbackQuery, message: telegram.MaybeInaccessibleMessage, action: str) -> Press:
    """Return what the conversation is told of a pressed button."""
    return Press(
        chat=chat_name(message),
        message=str(message.message_id),
        action=action,
        language=language_of(query.from_user),
        person=str(query.from_user.id),
        leads=partial(leads, query.get_bot(), message, query.from_user),
    )


def person_of(message: telegram.Message) -> str | None:
    """Return who wrote a message; an admin who writes as the group, or a channel, presses buttons as another."""
    return str(message.from_user.id) if message.from_user and not message.sender_chat else None


def _without_mention(text: str, username: str) -> str:
    """Return a group's text without the name that calls the bot: "@manqal_bot من قال ذلك؟"."""
    name = rf"(?<!\w)@{re.escape(username)}\b"
    return re.sub(rf"^\s*{name}\s*|\s?{name}(?=\s*$)|{name}", "", text, flags=re.IGNORECASE)


def origin_of(message: telegram.Message) -> Origin | None:
    """Return where a forwarded message comes from, None for one that was written here."""
    return None if message.forward_origin is None else origin(message.forward_origin)


def origin(origin: telegram.MessageOrigin) -> Origin:
    """Return where a message stood first, as far as Telegram tells."""
    match origin:
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
