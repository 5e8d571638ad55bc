"""A message of ours on its way: decided on, kept, then brought to its chat whatever happens in between.

Telegram does not tell whether a message whose confirmation got lost stands in the chat, but it refuses to change one
into what it says already. So where that is in doubt, the ids that it can have got are tried with the very words of it:
whoever says "not modified" is it. A chat is answered in order and by one process, so no other message of ours is newer
than the one that was last confirmed there.
"""

import logging
from dataclasses import astuple, dataclass, replace
from typing import Any, Final, Self

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.conversation.reply import Document, Mark, Paragraph, Reply
from bot.telegram.attempts import is_not_modified, may_have_arrived
from bot.telegram.deliver import Place, edit, is_nobody_there, send, send_file
from bot.telegram.patience import is_passing, patiently
from bot.telegram.render import Part, render
from bot.telegram.whole import fitted
from bot.telemetry.metrics import RETRIES
from bot.telemetry.observing import Outcome, note
from bot.texts import plain, say

_log = logging.getLogger(__name__)

_NEAR: Final = 30  # ids that are tried: other private chats with the bot go on counting while a message is on its way
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

    def behind(self, last: int | None) -> Self:
        """Return it as what comes after a message of ours."""
        return self if last is None else replace(self, place=replace(self.place, behind=last))

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


async def bring(bot: Bot, sending: Sending, *, doubt: bool) -> int | None:
    """Bring a message to its chat, once; returns its id there, None where it said so before or nobody is there.

    Tries again while Telegram does not answer, a day long. `doubt` is whether it may stand there already.
    """

    async def attempt() -> int | None:
        nonlocal doubt
        try:
            if not doubt:
                return await _bring(bot, sending)
            return await _found(bot, sending) or await _bring(bot, sending) or sending.edits
        except TelegramError as error:
            doubt = doubt or may_have_arrived(error)
            if is_passing(error):
                RETRIES.labels("send").inc()
            raise

    try:
        return await patiently(attempt, _PATIENCE)
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


async def _bring(bot: Bot, sending: Sending) -> int | None:
    if sending.document is not None:
        return await send_file(bot, sending.place, sending.document)
    if sending.part is None:
        return None
    if sending.edits is not None:
        return await edit(bot, sending.place, sending.edits, sending.part)
    return await send(bot, sending.place, sending.part)


async def _found(bot: Bot, sending: Sending) -> int | None:
    """Return the id under which a message stands already, as far as that can be seen; files cannot be."""
    if sending.part is None or sending.edits is not None:
        return None
    for message in range(sending.place.behind + 1, sending.place.behind + 1 + _NEAR):
        try:
            await bot.edit_message_text(
                sending.part.html,
                sending.place.chat,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=sending.part.keyboard,
            )
        except BadRequest as error:
            if is_not_modified(error):
                return message
        else:
            return message  # a line of ours on how it stood, which a crash left there
    return None
