"""Who comes in: everybody, or only the people and chats that the operator lists."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Bot, Chat, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.settings import Settings
from bot.telegram import incoming
from bot.texts import say

_log = logging.getLogger(__name__)

_SHOWN: Final = 20  # digits of an id


class Door:
    """Lets updates in by who sent them and where; `may_tell` says whether a stranger's chat is to be told so now."""

    def __init__(self, bot: Bot, guests: frozenset[int], may_tell: Callable[[str], Awaitable[bool]]) -> None:
        self._bot, self._guests, self._may_tell = bot, guests, may_tell

    def lets_in(self, update: Update | None) -> bool:
        """Say whether an update is to be taken in; where only some may ask, one that nobody understands is not.

        A person on the list may ask anywhere, a chat on the list lets everybody in it ask. What nobody sent is let in.
        """
        if not self._guests:
            return True
        return update is not None and (not _ids(update) or bool(self._guests.intersection(_ids(update))))

    async def turn_away(self, update: Update) -> None:
        """Tell a stranger what to do about it: in private, and once a day."""
        message = update.message
        if message is not None and message.chat.type == ChatType.PRIVATE and message.from_user is not None:
            await self._tell(message.chat, message.from_user)

    @property
    def is_open(self) -> bool:
        """Whether everybody is let in."""
        return not self._guests

    async def _tell(self, chat: Chat, stranger: User) -> None:
        if not await self._may_tell(incoming.named(chat.id)):
            return
        words = say("telegram.stranger", incoming.language_of(stranger), id=str(stranger.id)[:_SHOWN])
        try:
            await self._bot.send_message(chat.id, words)
        except TelegramError as error:
            _log.info("a stranger cannot be told that the bot is not for them: %s", error)


def guests_of(settings: Settings) -> frozenset[int]:
    """Return whom the settings let in: nobody named means everybody, and the admins need not be named twice."""
    return settings.allowed_users | settings.admins if settings.allowed_users else frozenset()


def _ids(update: Update) -> frozenset[int]:
    """Return the ids of who sent an update, in whose name, and where."""
    message = update.effective_message
    writer = message.sender_chat if message and not update.callback_query else None
    return frozenset(each.id for each in (update.effective_user, update.effective_chat, writer) if each is not None)
