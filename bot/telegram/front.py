"""Updates as they come in: each kept before Telegram is told that it came, but for what is worth nothing later.

What a person types after the bot's name is answered at once or not at all: they are typing on. A pressed button is let
go at once too, and what it asks for is kept like everything else.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from bot.inbox import Inbox
from bot.telegram import incoming, inline
from bot.telegram.door import Door
from bot.telegram.jobs import STOP
from bot.telegram.membership import may_press
from bot.telemetry.observing import Kind, observed
from bot.texts import say

if TYPE_CHECKING:
    from bot.conversation import Conversation

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 64  # passing things that are answered at a time; those beyond it are left
_CHATS: Final = ("message", "edited_message", "channel_post", "my_chat_member")


class Front:
    """Takes updates in."""

    def __init__(self, bot: Bot, conversation: "Conversation", inbox: Inbox, door: Door) -> None:
        self._bot, self._conversation, self._inbox, self._door = bot, conversation, inbox, door
        self._passing: set[asyncio.Task[None]] = set()

    async def take(self, raw: dict[str, Any]) -> None:
        """Take an update, given as Telegram's JSON; once this returns it can be confirmed.

        Raises StorageError where it cannot be kept, and then it must not be.
        """
        if not self._door.is_open and not self._door.lets_in(update := _opened(raw, self._bot)):
            if update is not None:
                self._pass(self._door.turn_away(update))
            return
        if "inline_query" in raw:
            self._pass(self._type(raw))
            return
        await self._inbox.persist(_lane(raw), int(raw["update_id"]), raw, at_once=_is_word_to_stop(raw))
        if "callback_query" in raw:
            self._pass(self._let_go(raw))

    async def close(self) -> None:
        """End what is being answered in passing."""
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    def _pass(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._passing) >= _AT_ONCE:
            work.close()
            return
        task = asyncio.create_task(work)
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)

    async def _type(self, raw: dict[str, Any]) -> None:
        update = _opened(raw, self._bot)
        if update and update.inline_query:
            with observed(update.update_id, incoming.named(update.inline_query.from_user.id), Kind.INLINE):
                await inline.answer(self._bot, self._conversation, update.inline_query)

    async def _let_go(self, raw: dict[str, Any]) -> None:
        """Take the waiting sign off a button, or say in a window of its own why it does nothing.

        Too late for it ("query is too old") is not too late to answer.
        """
        update = _opened(raw, self._bot)
        query = update.callback_query if update else None
        if query is None:
            return
        try:
            refusal = await self._refusal(query)
            await query.answer(refusal, show_alert=refusal is not None)
        except TelegramError as error:
            _log.info("a pressed button cannot be let go: %s", error)
        except Exception:
            _log.exception("a pressed button cannot be let go")

    async def _refusal(self, query: CallbackQuery) -> str | None:
        """Return why a press is someone else's to make, in words; None where it is not."""
        if query.message is None or query.data is None or query.data == STOP:
            return None
        press = incoming.press_of(query, query.message, query.data)
        refusal = await self._conversation.refusal(press)
        if refusal is None and not await may_press(self._bot, query.message, query.from_user):
            refusal = say("press.not_admin", await self._conversation.language(press.chat, press.language))
        return refusal


def _opened(raw: dict[str, Any], bot: Bot) -> Update | None:
    try:
        return Update.de_json(raw, bot)
    except Exception:
        _log.exception("update %s cannot be understood", raw.get("update_id"))
        return None


def _lane(raw: dict[str, Any]) -> str:
    """Return what an update has to keep its order in: its chat, the same for all that cannot be understood."""
    query = raw.get("callback_query")
    about: Any = (
        query.get("message") if isinstance(query, dict) else next((raw[it] for it in _CHATS if it in raw), None)
    )
    chat = about.get("chat") if isinstance(about, dict) else None
    number = chat.get("id") if isinstance(chat, dict) else None
    return incoming.named(number if isinstance(number, int) else 0)


def _is_word_to_stop(raw: dict[str, Any]) -> bool:
    """Say whether an update stops what its lane is busy with: it cannot wait for that."""
    query, message = raw.get("callback_query"), raw.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    if isinstance(text, str):
        first = text[:64].split(maxsplit=1)
        return bool(first) and first[0].partition("@")[0].lower() == "/cancel"
    return isinstance(query, dict) and query.get("data") == STOP
