"""Telegram's updates handled: taken in, understood, handed to the conversation, answered.

It needs nothing but the updates' JSON, so whatever keeps updates safe can stand before it and call it again.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.error import TelegramError

from bot.conversation.reply import Document, Paragraph, Reply
from bot.conversation.turn import Press
from bot.telegram import incoming, inline
from bot.telegram.deliver import Place, edit, is_nobody_there, send, send_file, typing
from bot.telegram.door import Door
from bot.telegram.incoming import Sender, sender_of
from bot.telegram.intake import Intake
from bot.telegram.jobs import STOP, Job, Progress, StoppedError
from bot.telegram.membership import has_joined_group, may_press
from bot.telegram.messages import messages_of
from bot.telegram.order import ChatOrder
from bot.telegram.render import render
from bot.telegram.turns import Turn, Unit
from bot.telegram.whole import IN_PLACE, MOST, fitted
from bot.texts import plain, say

if TYPE_CHECKING:
    from bot.conversation import Conversation

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 16  # turns that are being answered at a time
_SLOW: Final = 1.0  # seconds; an edit does not take the typing sign away, so a quick one shows none


class Updates:
    """Handles each update to its end, or takes it in until the rest of what it belongs to has come.

    `quiet` is how many seconds the intake waits for the rest of a paste, `largest` how many megabytes a file may have.
    """

    def __init__(self, bot: Bot, conversation: "Conversation", quiet: float, largest: int, door: Door) -> None:
        self._bot, self._conversation, self._largest, self._door = bot, conversation, largest, door
        self._order = ChatOrder(_AT_ONCE)
        self._intake = Intake(bot, quiet, self._answer)
        self._jobs: defaultdict[Sender, set[Job]] = defaultdict(set)

    async def handle(self, raw: dict[str, Any]) -> None:
        """Handle one update, given as Telegram's JSON; what it fails of is logged, then told to its sender."""
        try:
            update = Update.de_json(raw, self._bot)
        except Exception:  # whatever the library makes of a form that it does not know: a second try is no better
            _log.exception("update %s cannot be understood", raw.get("update_id"))
            return
        if not await self._door.lets_in(update):
            return
        message = update.message or update.channel_post
        if update.callback_query:
            await self._press(update.callback_query)
        elif update.inline_query:
            await inline.answer(self._bot, self._conversation, update.inline_query)
        elif update.my_chat_member and has_joined_group(update.my_chat_member):
            await self._greet(update.my_chat_member)
        elif message and message.migrate_to_chat_id:
            await self._move(message, message.migrate_to_chat_id)
        elif message and incoming.is_command(message):
            await self._command(message)
        elif message and incoming.says_something(message):
            self._intake.take(message)
        elif update.edited_message and not self._intake.correct(update.edited_message):
            await self._edit(update.edited_message)

    async def close(self) -> None:
        """Answer what has been taken in."""
        await self._intake.close()

    async def _greet(self, change: ChatMemberUpdated) -> None:
        place, platform = Place(change.chat.id), incoming.language_of(change.from_user)
        async with self._order.turn(place.chat), self._answering(place, platform):
            language = await self._conversation.language(incoming.named(change.chat.id), platform)
            await self._tell(place, "telegram.hello", language)

    async def _move(self, message: Message, to: int) -> None:
        """Follow a group that became a supergroup, which is another chat to Telegram."""
        async with self._order.turn(message.chat.id), self._order.turn(to):
            await self._conversation.moved(incoming.named(message.chat.id), incoming.named(to))

    async def _command(self, message: Message) -> None:
        if not incoming.is_for(self._bot, message):
            return
        if incoming.command_of(message) == "cancel":
            await self._cancel(message)
        else:
            await self._answer([Turn((Unit((message,)),))])

    async def _cancel(self, message: Message) -> None:
        place, platform, sender = Place.of(message), incoming.language_of(message.from_user), sender_of(message)
        dropped = self._intake.drop(sender)
        if self._stop(sender) and not dropped:
            return  # who stops says so
        async with self._answering(place, platform):
            await self._tell(place, "job.dropped" if dropped else "job.none", await self._language(message, platform))

    def _stop(self, sender: Sender) -> bool:
        """Stop what is being done for a sender; False where that is nothing."""
        jobs = self._jobs.get(sender, ())
        for job in jobs:
            job.stop()
        return bool(jobs)

    async def _answer(self, mine: Sequence[Turn]) -> None:
        """Answer turns of one sender when their chat's turn has come."""
        asked = mine[0].addressed(self._bot)
        if asked is None:
            return
        place, platform = Place.of(asked), incoming.language_of(asked.from_user)
        ticket, language = self._order.ticket(asked.chat.id), partial(self._language, asked, platform)
        progress = Progress(self._bot, place, lambda: ticket.ahead, language)
        async with self._answering(place, platform), self._job(sender_of(asked)) as job:
            try:
                async with progress.shown():
                    await job.run(ticket.wait())
                try:
                    for turn in mine:
                        async with self._answering(place, platform):
                            await self._turn(turn, job, progress)
                finally:
                    ticket.give_back()
            except StoppedError:
                shown, progress.message = progress.message, None
                await self._tell(place, "job.stopped", await language(), shown)
            finally:
                await progress.take_away()

    @asynccontextmanager
    async def _job(self, sender: Sender) -> AsyncIterator[Job]:
        """Let a sender stop what the block does."""
        job = Job()
        self._jobs[sender].add(job)
        try:
            yield job
        finally:
            self._jobs[sender].discard(job)
            if not self._jobs[sender]:
                del self._jobs[sender]

    async def _language(self, message: Message, platform: str) -> str:
        return await self._conversation.language(incoming.chat_name(message), platform)

    async def _turn(self, turn: Turn, job: Job, progress: Progress) -> None:
        asked = turn.addressed(self._bot)
        if asked is None:
            return
        place, platform = Place.of(asked), incoming.language_of(asked.from_user)
        await self._tell_unread(turn, place, platform)
        messages = messages_of(turn, self._largest)
        if not messages:
            return
        async with progress.shown(), typing(self._bot, place):
            reply = await job.run(self._conversation.receive(*messages))
        shown, progress.message = progress.message, None
        await self._show(place, messages[0].chat, reply, platform, shown)

    async def _send_files(self, documents: Iterable[Document], reply: Reply, place: Place, chat: str) -> None:
        for document in documents:
            await self._conversation.sent(chat, str(await send_file(self._bot, place, document)), reply)

    async def _tell_unread(self, turn: Turn, place: Place, platform: str) -> None:
        """Say what of a turn is not read."""
        keys = dict.fromkeys(key for unit in turn.units for key in unit.unread)
        if keys:
            language = await self._language(next(turn.messages), platform)
            for key in keys:
                await self._tell(place, key, language)

    async def _tell(self, place: Place, key: str, language: str, shown: int | None = None) -> None:
        for part in render(Reply((Paragraph(say(key, language)),)), plain(language)):
            await (send(self._bot, place, part) if shown is None else edit(self._bot, place, shown, part))

    async def _edit(self, message: Message) -> None:
        """Put what an edited article is answered with in the place of what it was answered with before."""
        place, platform = Place.of(message), incoming.language_of(message.from_user)
        async with self._order.turn(message.chat.id), self._answering(place, platform):
            for edited in messages_of(Turn((Unit((message,)),)), self._largest)[:1]:
                async with typing(self._bot, place, after=_SLOW):
                    revision = await self._conversation.edited(edited)
                if revision is not None and (revision.shown is not None or incoming.is_for(self._bot, message)):
                    shown = None if revision.shown is None else int(revision.shown)
                    await self._show(place, edited.chat, revision.reply, platform, shown)

    async def _show(self, place: Place, chat: str, reply: Reply, platform: str, shown: int | None = None) -> None:
        """Send a reply, however long it is, in the place of a message of ours where one message holds it."""
        parts, documents = fitted(reply, platform, MOST)
        for part in parts:
            if shown is not None and len(parts) == 1:
                sent = await edit(self._bot, place, shown, part)
            else:
                sent = await send(self._bot, place, part)
            if sent is not None:
                await self._conversation.sent(chat, str(sent), reply)
        await self._send_files(documents, reply, place, chat)

    async def _press(self, query: CallbackQuery) -> None:
        message = query.message
        if message is None or query.data is None:
            await _acknowledge(query)
            return
        if query.data == STOP:
            self._stop((message.chat.id, query.from_user.id, incoming.topic_of(message)))
            await _acknowledge(query)
            return
        press, place = incoming.press_of(query, message, query.data), Place.of(message)
        refused = asyncio.create_task(self._refused(query, press))  # at once, even where the chat's turn comes late
        async with self._order.turn(message.chat.id), self._answering(place, press.language):
            if await refused:
                return
            async with typing(self._bot, place, after=_SLOW):
                reply = await self._conversation.press(press)
            if reply.apart:
                await self._show(place, press.chat, reply, press.language)
                return
            (part,), documents = fitted(reply, press.language, IN_PLACE)
            shown = await edit(self._bot, place, message.message_id, part)
            if shown is not None:
                await self._conversation.sent(press.chat, str(shown), reply)
                await self._send_files(documents, reply, place, press.chat)

    async def _refused(self, query: CallbackQuery, press: Press) -> bool:
        """Acknowledge a press, and say whether it was someone else's to make."""
        refusal = await self._conversation.refusal(press)
        if refusal is None and query.message and not await may_press(self._bot, query.message, query.from_user):
            refusal = say("press.not_admin", await self._conversation.language(press.chat, press.language))
        await _acknowledge(query, refusal)
        return refusal is not None

    @asynccontextmanager
    async def _answering(self, place: Place, language: str) -> AsyncIterator[None]:
        """Log what the block fails of, then tell whom it was for that it did."""
        try:
            yield
        except StoppedError:
            raise
        except Exception as error:  # a mistake of ours or Telegram's: what comes after it has to go on
            if isinstance(error, TelegramError) and is_nobody_there(error):
                _log.info("chat %d cannot be answered: %s", place.chat, error)
                return
            _log.exception("an update failed")
            try:
                await self._tell(place, "error.unexpected", language)
            except TelegramError as error:
                _log.warning("nor can its sender be told: %s", error)


async def _acknowledge(query: CallbackQuery, refusal: str | None = None) -> None:
    """Take the waiting sign off the button, or say in a window of its own why it does nothing.

    Too late for it ("query is too old") is not too late to answer.
    """
    try:
        await query.answer(refusal, show_alert=refusal is not None)
    except TelegramError as error:
        _log.info("a pressed button cannot be acknowledged: %s", error)
