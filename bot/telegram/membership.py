"""Coming into a chat, and who has a say in it."""

from typing import Final

import telegram
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

_OUT: Final = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
_IN: Final = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR})
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_LEADING: Final = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


def has_joined_group(change: telegram.ChatMemberUpdated) -> bool:
    """Say whether the bot was just added to a group; a channel's readers need no hello from it."""
    came = change.old_chat_member.status in _OUT and change.new_chat_member.status in _IN
    return came and change.chat.type in _GROUPS


async def may_press(bot: telegram.Bot, message: telegram.MaybeInaccessibleMessage, user: telegram.User) -> bool:
    """Say whether somebody may press buttons there: in a channel, which anybody may read, only who runs it."""
    return message.chat.type != ChatType.CHANNEL or await leads(bot, message, user)


async def leads(
    bot: telegram.Bot, message: telegram.MaybeInaccessibleMessage, user: telegram.User | None, *, as_chat: bool = False
) -> bool:
    """Say whether somebody has the say in a chat: in private, in a group as an admin, or `as_chat`, in its own name."""
    if message.chat.type == ChatType.PRIVATE or as_chat:
        return True
    if user is None:
        return False
    try:
        return (await bot.get_chat_member(message.chat.id, user.id)).status in _LEADING
    except TelegramError:
        return False
