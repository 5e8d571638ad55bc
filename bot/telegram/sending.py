"""A message of ours on its way: decided on, kept, then brought to its chat whatever happens in between.

Telegram does not tell whether a message whose confirmation got lost stands in the chat, but it refuses to change one
into what it says already. So where that is in doubt, the ids that it can have got are tried with the very words of it:
whoever says "not modified" is it. `bot.telegram.traffic` tells which they are, by what is noted as it goes out.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import astuple, dataclass, replace
from typing import Any, Final, Protocol, Self

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.conversation.reply import Document, Mark, Paragraph, Reply
from bot.inbox import Doubt
from bot.telegram.attempts import begun_with, is_not_modified, may_have_arrived
from bot.telegram.deliver import Place, edit, is_nobody_there, send, send_file
from bot.telegram.patience import is_passing, patiently
from bot.telegram.render import Part, render
from bot.telegram.whole import fitted
from bot.telemetry.metrics import RETRIES
from bot.telemetry.observing import Outcome, note
from bot.texts import plain, say

_log = logging.getLogger(__name__)

_PATIENCE: Final = 86_400.0  # seconds for which a message is tried to be brought


@dataclass(frozen=True, slots=True)
class Sending:
    """One message to send: a part of a reply or a file.

    `edits` is the message of ours that it takes the place of; what `pends` goes with one that does, and is not sent
    where that said so before, by a second press of the same button. `chat` and `mark` are what the conversation notes
    once it stands there, `language` that of the person.
    """

    place: Place
    part: Part | None = None
    document: Document | None = None
    edits: int | None = None
    pends: bool = False
    chat: str | None = None
    mark: Mark | None = None
    language: str = "ar"

    def form(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "place": astuple(self.place),
            "part": self.part and [self.part.html, self.part.text, self.part.keyboard and self.part.keyboard.to_dict()],
            "document": self.document and astuple(self.document),
            "edits": self.edits,
            "pends": self.pends,
            "chat": self.chat,
            "mark": self.mark and astuple(self.mark),
            "language": self.language,
        }

    @property
    def is_private(self) -> bool:
        """Whether it goes to a person: the ids of groups and channels are negative."""
        return self.place.chat > 0

    def behind(self, message: int | None) -> Self:
        """Return it as what comes after a message too."""
        return replace(self, place=replace(self.place, behind=max(self.place.behind, message or 0)))

    @classmethod
    def of(cls, form: dict[str, Any]) -> Self:
        """Return it of what `form` gave."""
        part, document, mark = form["part"], form["document"], form["mark"]
        return cls(
            place=Place(*form["place"]),
            part=part and Part(part[0], part[1], part[2] and InlineKeyboardMarkup.de_json(part[2], None)),
            document=document and Document(*document),
            edits=form["edits"],
            pends=form["pends"],
            chat=form["chat"],
            mark=mark and Mark(*mark),
            language=form["language"],
        )


def told(place: Place, key: str, language: str, edits: int | None = None) -> list[Sending]:
    """Return the messages that say one of the bot's own texts, in the place of `edits` where that is one."""
    parts = render(Reply((Paragraph(say(key, language)),)), plain(language))
    return [Sending(place, part, edits=edits, language=language) for part in parts]


def shown(
    place: Place, chat: str, reply: Reply, language: str, *, most: int, edits: int | None = None
) -> list[Sending]:
    """Return the messages of a reply, at most `most`, and its files; in the place of `edits` where one holds it."""
    parts, documents = fitted(reply, language, most)
    sending = Sending(place, chat=chat, mark=reply.mark, language=language)
    found = [replace(sending, part=part, edits=edits if len(parts) == 1 else None) for part in parts]
    pends = edits is not None and len(parts) == 1
    return [*found, *(replace(sending, document=document, pends=pends) for document in documents)]


class Traffic(Protocol):
    """What goes on in this and other chats beside a message that is being sent."""

    async def begin(self) -> int:
        """Note that the message goes out now, and return the newest that it will stand behind."""

    def places(self, doubt: Doubt) -> AbstractAsyncContextManager[Iterator[int]]:
        """Yield the ids that it can have where it was sent; they are right until the block ends."""

    def sent(self, message: int | None) -> None:
        """Note that the message stands in its chat, where it has an id."""


async def bring(bot: Bot, sending: Sending, traffic: Traffic, doubt: Doubt | None) -> int | None:
    """Bring a message to its chat, once; returns its id there, None where it said so before or nobody is there.

    Tries again while Telegram does not answer, a day long. `doubt` is that it may stand there already.
    """
    try:
        return await patiently(_Tries(bot, sending, traffic, doubt).once, _PATIENCE)
    except TelegramError as error:
        if is_nobody_there(error):
            _log.info("a chat can no longer be answered: %s", error)
            note(outcome=Outcome.GONE)
            return None
        if is_passing(error):
            raise
        _log.exception("Telegram refuses a message")
        note(outcome=Outcome.FAILED)
    for apology in told(sending.place, "error.unexpected", sending.language):
        try:
            return await _bring(bot, apology)
        except TelegramError as error:
            _log.warning("nor can its sender be told: %s", error)
    return None


class _Tries:
    """Tries to send a message.

    `_doubt` is that an earlier one may have brought it there unconfirmed, `_lines` what took on its words in a search.
    """

    def __init__(self, bot: Bot, sending: Sending, traffic: Traffic, doubt: Doubt | None) -> None:
        self._bot, self._sending, self._traffic, self._doubt = bot, sending, traffic, doubt
        self._behind = 0
        self._lines: list[int] = []

    async def once(self) -> int | None:
        """Send it, unless it stands there already."""
        try:
            if self._doubt is None:
                return await self._send()
            if self._sending.edits is not None:
                return await self._send() or self._sending.edits
            async with self._traffic.places(self._doubt) as places:
                return await self._found(places) or await self._send()
        except TelegramError as error:
            if is_passing(error):
                RETRIES.labels("send").inc()
            raise

    async def _send(self) -> int | None:
        try:
            with begun_with(self._begin):
                sent = await _bring(self._bot, self._sending)
        except TelegramError as error:
            if self._doubt is None and may_have_arrived(error):
                self._doubt = Doubt(self._behind, time.time())
            raise
        if sent != self._sending.edits:
            self._traffic.sent(sent)
        return sent

    async def _found(self, places: Iterable[int]) -> int | None:
        """Return the place where the message stands, as far as that can be seen; files cannot be.

        A line of ours on how it stood, which a crash or a cut left there, takes on its words when it is tried: it is
        the message where that stands nowhere else.
        """
        if (part := self._sending.part) is None:
            return None
        for message in places:
            if message in self._lines:
                continue
            try:
                await self._bot.edit_message_text(
                    part.html, self._sending.place.chat, message, parse_mode=ParseMode.HTML, reply_markup=part.keyboard
                )
            except BadRequest as error:
                if is_not_modified(error):
                    return await self._settled(message)
            else:
                self._lines.append(message)
        return await self._settled(self._lines[0]) if self._lines else None

    async def _settled(self, message: int) -> int:
        """Take a place for the message's, and delete what has its words in another."""
        for line in self._lines:
            if line != message:
                with suppress(BadRequest, Forbidden):
                    await self._bot.delete_message(self._sending.place.chat, line)
        self._traffic.sent(message)
        return message

    async def _begin(self) -> None:
        self._behind = await self._traffic.begin()


async def _bring(bot: Bot, sending: Sending) -> int | None:
    if sending.document is not None:
        return await send_file(bot, sending.place, sending.document)
    if sending.part is None:
        return None
    if sending.edits is not None:
        return await edit(bot, sending.place, sending.edits, sending.part)
    return await send(bot, sending.place, sending.part)
