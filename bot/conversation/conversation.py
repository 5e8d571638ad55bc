"""What a message or a press leads to in its chat: an article is kept and read, a question answered from one."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace

from bot.articles.recognise import recognise
from bot.conversation.actions import parse
from bot.conversation.kind import Kind, kind_of
from bot.conversation.replies import answer_reply, failed_reply, spoken_reply, summary_reply, who_reply
from bot.conversation.reply import Reply
from bot.conversation.turn import Message, Origin, Press
from bot.errors import EmptyText, LinksLater, NotArabic, ReaderError
from bot.storage import Store
from bot.texts import closest
from models.answers import answer
from models.reader import read
from models.reading import Article, Reading
from models.summaries.engine import Length, Summarizer

_log = logging.getLogger(__name__)

_REFUSALS: dict[Kind, type[ReaderError]] = {
    Kind.EMPTY: EmptyText,
    Kind.LINK: LinksLater,
    Kind.FOREIGN: NotArabic,
}
_TALK = {
    Kind.GREETING: "talk.greeting",
    Kind.THANKS: "talk.thanks",
    Kind.JUNK: "talk.junk",
    Kind.WORD: "talk.single_word",
    Kind.UNCLEAR: "talk.not_understood",
}
_PASSING = {"missing", "unreachable", "unusable"}  # shortfalls that another try may not have
_SAME_WHEN_FORWARDED = {Kind.ARTICLE, Kind.EMPTY, Kind.JUNK, Kind.LINK, Kind.FOREIGN}


class _ReadError(Exception):
    """A reading that failed through a mistake of ours; the article is kept under its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Conversation:
    """The conversations of every chat, over one store; front ends hand over turns and render the replies.

    `limit` is the longest article that is read, in characters.
    """

    def __init__(self, store: Store, summarizer: Summarizer, limit: int) -> None:
        self._store = store
        self._summarizer = summarizer
        self._limit = limit

    async def receive(self, message: Message) -> Reply:
        """Return the reply to what a person wrote; an article is kept before it is read."""
        language = closest(message.language)
        return await _in_words(self._receive(message, language), language)

    async def press(self, press: Press) -> Reply:
        """Return the reply to a button, of an article of the same chat only."""
        language = closest(press.language)
        return await _in_words(self._press(press, language), language)

    async def sent(self, chat: str, message: str, reply: Reply) -> None:
        """Note which message of the platform carried a reply, so that a reply to that finds its article."""
        if reply.article is not None:
            await self._store.link_message(chat, message, reply.article)

    async def _receive(self, message: Message, language: str) -> Reply:
        kind = await self._kind(message)
        if kind is Kind.ARTICLE:
            return await self._article(message, language)
        if kind is Kind.QUESTION:
            return await self._question(message, language)
        if kind is Kind.COMMAND:
            return spoken_reply(_command_key(message.text), language)
        if kind in _REFUSALS:
            raise _REFUSALS[kind]
        return spoken_reply(_TALK[kind], language)

    async def _kind(self, message: Message) -> Kind:
        """Return what a message is here: the text decides, unless it was forwarded or replies to an article."""
        kind = kind_of(message.text)
        if message.origin is not None and kind not in _SAME_WHEN_FORWARDED:
            return Kind.ARTICLE
        if kind is Kind.UNCLEAR and await self._replied_to(message) is not None:
            return Kind.QUESTION  # "موقف النقابة" under an article asks about it
        return kind

    async def _article(self, message: Message, language: str) -> Reply:
        article = _from(message.origin, recognise(message.text, self._limit))
        number = await self._store.add_article(message.chat, article, message.message)
        reading = await self._read(message.chat, number, article)
        return summary_reply(reading, reading.summary, Length.NORMAL, number, language)

    async def _question(self, message: Message, language: str) -> Reply:
        number = await self._replied_to(message)
        if number is None:
            number = await self._store.current_article(message.chat)
        reading = None if number is None else await self._reading(message.chat, number)
        if number is None or reading is None:
            return spoken_reply("talk.article_first", language)
        try:
            found = await asyncio.to_thread(answer, reading, message.text)
        except Exception:
            _log.exception("A question about article %d could not be answered", number)
            return replace(spoken_reply("error.unexpected", language), article=number)
        return answer_reply(reading, found, number, language)

    async def _press(self, press: Press, language: str) -> Reply:
        action = parse(press.action)
        reading = None if action is None else await self._reading(press.chat, action.article)
        if action is None or reading is None:
            return spoken_reply("talk.article_gone", language)
        if action.wanted == "who":
            return who_reply(reading, action.article, language)
        return await self._summary(reading, action.wanted, action.article, language)

    async def _summary(self, reading: Reading, length: Length, number: int, language: str) -> Reply:
        summary = reading.summary
        if length is not Length.NORMAL or summary.shortfall in _PASSING:
            try:
                summary = await asyncio.to_thread(self._summarizer.summarize, reading, length)
            except Exception as error:
                _log.exception("No %s summary of article %d could be made", length, number)
                raise _ReadError(number) from error
        return summary_reply(reading, summary, length, number, language)

    async def _replied_to(self, message: Message) -> int | None:
        if message.reply_to is None:
            return None
        return await self._store.article_of_message(message.chat, message.reply_to)

    async def _reading(self, chat: str, number: int) -> Reading | None:
        """Return the kept reading, or read the article anew where that failed before or no longer fits."""
        reading = await self._store.reading(chat, number)
        if reading is not None:
            return reading
        article = await self._store.article(chat, number)
        return None if article is None else await self._read(chat, number, article)

    async def _read(self, chat: str, number: int, article: Article) -> Reading:
        try:
            reading = await asyncio.to_thread(read, article, self._summarizer)
        except Exception as error:
            _log.exception("Article %d could not be read", number)
            raise _ReadError(number) from error
        await self._store.save_reading(chat, number, reading)
        return reading


async def _in_words(turn: Awaitable[Reply], language: str) -> Reply:
    try:
        return await turn
    except ReaderError as error:
        return spoken_reply(error.text_key, language, **error.details)
    except _ReadError as error:
        return failed_reply(error.number, language)


def _command_key(text: str) -> str:
    name = text.strip().split(maxsplit=1)[0].partition("@")[0].lower()
    return "help" if name in {"/start", "/help"} else "talk.unknown_command"


def _from(origin: Origin | None, article: Article) -> Article:
    if origin is None:
        return article
    return replace(article, source=origin.name, url=origin.url, published=origin.date)
