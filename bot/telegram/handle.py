"""Telegram's updates worked on: understood, handed to the conversation, turned into the messages that answer them.

Nothing but typing signs and lines on how it stands is sent while an update is read: what answers it is kept first. So
an update may be read twice, after a crash, and is answered once all the same.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update

from bot.conversation.computing import told_before
from bot.inbox import Entry, GivenUpError, Look, Outcome, Way, WithdrawnError, unless
from bot.telegram import incoming
from bot.telegram.deliver import Place, typing
from bot.telegram.gathering import gather, message_of
from bot.telegram.incoming import sender_of
from bot.telegram.jobs import STOP, Progress
from bot.telegram.membership import has_joined_group, may_press
from bot.telegram.messages import messages_of
from bot.telegram.order import Line
from bot.telegram.patience import patiently
from bot.telegram.sending import Sending, bring, shown, told
from bot.telegram.traffic import Seen, Traffic, private_id
from bot.telegram.turns import Turn, Unit
from bot.telegram.whole import IN_PLACE, MOST
from bot.telemetry.observing import Kind, Stage, note, stage
from bot.telemetry.observing import Outcome as Came

if TYPE_CHECKING:
    from bot.conversation import Conversation

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 16  # updates that are being read at a time
_SLOW: Final = 1.0  # seconds; an edit does not take the typing sign away, so a quick one shows none
_PATIENCE: Final = 300.0  # seconds for which reading waits for what does not answer


class Updates:
    """The inbox's worker: reads each update with the rest of what it belongs to, and sends what answers it.

    `quiet` is how many seconds a paste is waited on, `largest` how many megabytes a file may have.
    """

    def __init__(self, bot: Bot, conversation: "Conversation", quiet: float, largest: int) -> None:
        self._bot, self._conversation, self._quiet, self._largest = bot, conversation, quiet, largest
        self._line = Line(_AT_ONCE)
        self._seen = Seen()

    async def prepare(self) -> None:
        """Load what articles and questions are read with."""
        await self._conversation.prepare()

    async def read(self, entry: Entry, look: Look) -> Outcome:
        """Return what answers an update, given as Telegram's JSON; what it fails of is logged, and told its sender."""
        try:
            update = Update.de_json(entry.raw, self._bot)
        except Exception:  # whatever the library makes of a form that it does not know: a second try is no better
            _log.exception("update %d cannot be understood and is set aside", entry.number)
            return Outcome()
        self._seen.see(private_id(entry.raw))
        tried = entry

        async def once() -> Outcome:
            nonlocal tried
            trying, tried = tried, replace(entry, again=True)  # the next may find half of it done, as after a crash
            return await self._read(update, trying, look)

        try:
            return await patiently(once, _PATIENCE)
        except WithdrawnError:
            note(outcome=Came.STOPPED)
            return Outcome()
        except GivenUpError:
            raise
        except Exception:  # a mistake of ours or Telegram's: what comes after it has to go on
            _log.exception("update %d failed", entry.number)
            note(outcome=Came.FAILED)
            return _outcome(self._apology(update))

    async def send(self, message: dict[str, Any], way: Way) -> int | None:
        """Send a message of what `read` returned; returns its id."""
        sending = Sending.of(message).behind(way.last)
        if sending.pends and way.last is None:
            return None
        sent = await bring(self._bot, sending, Traffic(sending, way, self._seen), way.doubt)
        if sent is not None and sending.chat is not None and sending.mark is not None:
            noting = partial(self._conversation.sent, sending.chat, str(sent), sending.mark)
            await patiently(noting, _PATIENCE)
        return sent

    async def give_up(self, entry: Entry) -> Outcome:
        """Return what tells a sender that their update brings the bot down."""
        note(outcome=Came.FAILED)
        return _outcome(self._apology(Update.de_json(entry.raw, self._bot)))

    async def _read(self, update: Update, entry: Entry, look: Look) -> Outcome:
        message = update.message or update.channel_post
        if update.callback_query:
            return await self._pressed(update.callback_query, look)
        if update.my_chat_member and has_joined_group(update.my_chat_member):
            return _outcome(await self._greeting(update.my_chat_member))
        if update.edited_message:
            return _outcome(await self._edited(update.edited_message, look, again=entry.again))
        if message and message.migrate_to_chat_id:
            await self._conversation.moved(incoming.named(message.chat.id), incoming.named(message.migrate_to_chat_id))
        elif message and incoming.is_command(message):
            return await self._command(message, entry, look)
        elif message and incoming.says_something(message):
            return await self._message(message, entry, look)
        return Outcome()

    async def _message(self, message: Message, entry: Entry, look: Look) -> Outcome:
        """Read a message together with what belongs to it."""
        gathering = unless(look.withdrawn(), gather(self._bot, entry, message, look, self._quiet))
        with stage(Stage.GATHERED):
            if incoming.is_for(self._bot, message):
                async with typing(self._bot, Place.of(message)):
                    turn, settled = await gathering
            else:
                turn, settled = await gathering
        return _outcome(await self._turn(turn, look), settled) if turn.addressed(self._bot) else Outcome()

    async def _command(self, message: Message, entry: Entry, look: Look) -> Outcome:
        if not incoming.is_for(self._bot, message):
            return Outcome()
        if incoming.command_of(message) == "cancel":
            return await self._cancelled(message, entry, look)
        return _outcome(await self._turn(Turn((Unit((message,)),)), look))

    async def _cancelled(self, message: Message, entry: Entry, look: Look) -> Outcome:
        """Settle what a sender waits for."""
        mine = [
            other
            for other in await look.others()
            if other.number < entry.number and _is_by(message_of(self._bot, other), message)
        ]
        note(kind=Kind.COMMAND, outcome=Came.ANSWERED)
        key = "job.stopped" if mine else "job.none"
        language = await self._language(message, incoming.language_of(message.from_user))
        return _outcome(told(Place.of(message), key, language), [other.id for other in mine])

    async def _stopped(self, query: CallbackQuery, message: Message, look: Look) -> Outcome:
        """Settle what is being done for whoever presses the button under the line that says how it stands."""
        pressed = (message.chat.id, query.from_user.id, incoming.topic_of(message))
        mine = [other for other in await look.others() if other.running]
        mine = [other for other in mine if (sent := message_of(self._bot, other)) and sender_of(sent) == pressed]
        if not mine:
            return Outcome()
        language = await self._language(message, incoming.language_of(query.from_user))
        note(kind=Kind.PRESS, outcome=Came.ANSWERED)
        done = told(Place.of(message), "job.stopped", language, message.message_id)
        return _outcome(done, [other.id for other in mine])

    async def _turn(self, turn: Turn, look: Look) -> list[Sending]:
        """Return what answers a turn, as soon as there is a place to read it in."""
        asked = turn.addressed(self._bot)
        if asked is None:
            return []
        place, platform = Place.of(asked), incoming.language_of(asked.from_user)
        sendings = await self._unread(turn, place, platform)
        messages = messages_of(turn, self._largest)
        if not messages:
            return sendings
        ticket, language = self._line.ticket(), partial(self._language, asked, platform)
        progress = Progress(self._bot, place, lambda: ticket.ahead, language)
        try:
            async with progress.shown(), ticket.held(), typing(self._bot, place):
                await look.ready()
                with stage(Stage.READ), told_before(look.begin):
                    reply = await unless(look.withdrawn(), self._conversation.receive(*messages))
            edits, progress.message = progress.message, None
        except WithdrawnError:
            await progress.stopped()
            raise
        finally:
            await progress.take_away()
        return [*sendings, *shown(place, messages[0].chat, reply, platform, most=MOST, edits=edits)]

    async def _unread(self, turn: Turn, place: Place, platform: str) -> list[Sending]:
        """Return what says which parts of a turn are not read."""
        keys = dict.fromkeys(key for unit in turn.units for key in unit.unread)
        language = await self._language(next(turn.messages), platform) if keys else platform
        return [sending for key in keys for sending in told(place, key, language)]

    async def _edited(self, message: Message, look: Look, *, again: bool) -> list[Sending]:
        """Return what an edited article is answered with, in the place of what it was answered with before."""
        place, platform = Place.of(message), incoming.language_of(message.from_user)
        for edited in messages_of(Turn((Unit((message,)),)), self._largest)[:1]:
            async with self._line.ticket().held(), typing(self._bot, place, after=_SLOW):
                await look.ready()
                with stage(Stage.READ), told_before(look.begin):
                    revision = await self._conversation.edited(edited, again=again)
            if revision is not None and (revision.shown is not None or incoming.is_for(self._bot, message)):
                edits = None if revision.shown is None else int(revision.shown)
                return shown(place, edited.chat, revision.reply, platform, most=MOST, edits=edits)
        return []

    async def _pressed(self, query: CallbackQuery, look: Look) -> Outcome:
        message = query.message
        if message is None or query.data is None:
            return Outcome()
        if query.data == STOP:
            return await self._stopped(query, message, look) if isinstance(message, Message) else Outcome()
        press, place = incoming.press_of(query, message, query.data), Place.of(message)
        if await self._conversation.refusal(press) or not await may_press(self._bot, message, query.from_user):
            return Outcome()  # what is said of it stands in the button's own window
        async with self._line.ticket().held(), typing(self._bot, place, after=_SLOW):
            await look.ready()
            with stage(Stage.READ), told_before(look.begin):
                reply = await self._conversation.press(press)
        if reply.forgets:
            await look.forget()
        if reply.apart:
            return _outcome(shown(place, press.chat, reply, press.language, most=MOST))
        return _outcome(shown(place, press.chat, reply, press.language, most=IN_PLACE, edits=message.message_id))

    async def _greeting(self, change: ChatMemberUpdated) -> list[Sending]:
        place, platform = Place(change.chat.id), incoming.language_of(change.from_user)
        language = await self._conversation.language(incoming.named(change.chat.id), platform)
        note(outcome=Came.ANSWERED)
        return told(place, "telegram.hello", language)

    async def _language(self, message: Message, platform: str) -> str:
        return await self._conversation.language(incoming.chat_name(message), platform)

    def _apology(self, update: Update) -> list[Sending]:
        """Return what says that something failed, to whom it did: nobody who did not speak to the bot."""
        message, user = update.effective_message, update.effective_user
        if message is None or (update.callback_query is None and not incoming.is_for(self._bot, message)):
            return []
        return told(Place.of(message), "error.unexpected", incoming.language_of(user))


def _outcome(sendings: Iterable[Sending], settled: Iterable[str] = ()) -> Outcome:
    return Outcome(tuple(sending.form() for sending in sendings), tuple(settled))


def _is_by(message: Message | None, other: Message) -> bool:
    return message is not None and sender_of(message) == sender_of(other)
