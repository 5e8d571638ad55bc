"""What a message or a press leads to in its chat: an article is kept and read, a question answered from one."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.articles.files import read_bytes
from bot.articles.links.reading import read_link
from bot.articles.recognise import recognise
from bot.conversation.actions import parse
from bot.conversation.arrival import MOST_SOURCES, Arrival, Question, Source, kind_in_turn, sorted_out
from bot.conversation.chat import Chat, spoken_in
from bot.conversation.commands import obey
from bot.conversation.digest import Entry, digest_reply
from bot.conversation.inline import Offer, Query, offered, read_quickly
from bot.conversation.kind import Kind, asks_for_summary
from bot.conversation.linked import LinkedReadings
from bot.conversation.presses import pressed
from bot.conversation.replies import answer_reply, failed_reply, receipt_reply, spoken_reply, summary_reply
from bot.conversation.reply import Paragraph, Reply
from bot.conversation.turn import Message, Origin, Press
from bot.errors import EmptyText, LinkForbidden, NotArabic, ReaderError
from bot.storage import Store
from bot.texts import plain, say
from models.answers import answer
from models.reader import read
from models.reading import Answer, Article, Reading
from models.summaries.engine import Length, Summarizer

if TYPE_CHECKING:
    from bot.articles.links.fetching import Fetcher

_log = logging.getLogger(__name__)

_REFUSALS: dict[Kind, type[ReaderError]] = {
    Kind.EMPTY: EmptyText,
    Kind.LINK: LinkForbidden,  # "https://" and nothing after it
    Kind.FOREIGN: NotArabic,
}
_TALK = {
    Kind.GREETING: "talk.greeting",
    Kind.THANKS: "talk.thanks",
    Kind.JUNK: "talk.junk",
    Kind.WORD: "talk.single_word",
    Kind.UNCLEAR: "talk.not_understood",
}
_POINTING = {Kind.EMPTY, Kind.JUNK}  # "@manqal_bot" or "👆" under somebody's article
_PASSED_ON = {Kind.QUESTION, Kind.UNCLEAR}  # and under somebody's question
_PASSING = {"missing", "unreachable", "unusable"}  # shortfalls that another try may not have


class _ReadError(Exception):
    """A reading that failed through a mistake of ours; the article is kept under its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Conversation:
    """The conversations of every chat, over one store; front ends hand over turns and render the replies.

    `limit` is the longest article that is read, in characters; `fetcher` fetches the links that are sent.
    """

    def __init__(self, store: Store, summarizer: Summarizer, limit: int, fetcher: "Fetcher") -> None:
        self._store = store
        self._summarizer = summarizer
        self._limit = limit
        self._fetcher = fetcher
        self._linked = LinkedReadings(self._read_in_passing)

    async def receive(self, *messages: Message) -> Reply:
        """Return the reply to what a person sent at once, one message or more; an article is kept before it is read."""
        message = messages[0]
        language = await self.language(message.chat, message.language)
        reply = await _in_words(self._receive(messages, language), language)
        return replace(reply, person=message.person, language=reply.language or plain(language))

    async def press(self, press: Press) -> Reply:
        """Return the reply to a button, of an article of the same chat only."""
        language = await self.language(press.chat, press.language)
        person = await self._store.person_of(press.chat, press.message)
        reply = await _in_words(self._press(press, language), language)
        return replace(reply, person=person, language=reply.language or plain(language))

    async def inline(self, query: Query) -> Offer | None:
        """Return what a person may send to another chat, of their own articles or of a link's, which is not kept.

        None where they have typed on meanwhile.
        """
        return await offered(await self._chat(Message(query.chat, "", "", query.language)), query, self._linked)

    async def moved(self, chat: str, to: str) -> None:
        """Let a chat, its topics with it, go on under another name."""
        await self._store.move_chat(chat, to)

    async def refusal(self, press: Press) -> str | None:
        """Return why a person may not press a button, in words; None where they may.

        Whoever is alone in a chat may press all; of several each only what answers their own messages.
        """
        person = await self._store.person_of(press.chat, press.message)
        if person is None or person == press.person:
            return None
        return say("press.not_yours", await self.language(press.chat, press.language))

    async def language(self, chat: str, platform: str | None) -> str:
        """Return the language to speak in, as `bot.texts` takes it: what the chat has set, else the platform's."""
        return spoken_in(await self._store.preferences(chat), platform)

    async def sent(self, chat: str, message: str, reply: Reply) -> None:
        """Note which message of the platform carried a reply: it finds its article, and its buttons their owner."""
        if reply.article is not None:
            await self._store.link_message(chat, message, reply.article, reply.person)
        elif reply.buttons and reply.person is not None:
            await self._store.own_message(chat, message, reply.person)

    async def _receive(self, messages: Sequence[Message], language: str) -> Reply:
        arrival = sorted_out(messages)
        if len(arrival.sources) == 1:
            return await self._article(arrival.sources[0], arrival.question, language)
        if arrival.sources:
            return await self._articles(arrival, language)
        return await self._talk(messages[0], language)

    async def _talk(self, message: Message, language: str) -> Reply:
        """Return the reply to a message that brings no article."""
        kind = kind_in_turn(message)
        if kind is Kind.COMMAND:
            return await obey(await self._chat(message), message.text)
        if asks_for_summary(message.text) or (kind in _POINTING and await self._shows_article(message)):
            return await self._summed_up(message, language)
        if kind is Kind.EMPTY and message.answered is not None and kind_in_turn(message.answered) in _PASSED_ON:
            return await self._talk(message.answered, language)
        if kind is Kind.UNCLEAR and await self._replied_to(message) is not None:
            kind = Kind.QUESTION  # "موقف النقابة" under an article asks about it
        if kind is Kind.QUESTION:
            return await self._question(message, language)
        if kind in _REFUSALS:
            raise _REFUSALS[kind]
        return spoken_reply(_TALK[kind], language)

    async def _article(self, source: Source, question: Question | None, language: str) -> Reply:
        """Return the answer to what was asked beside an article, and its summary where the chat wants one unasked."""
        chat = source.message.chat
        number, article, fault = await self._kept(source)
        told = [Paragraph(_why(fault, language))] if fault else []
        wanted = await self._store.preferences(chat)
        if question is None and not wanted.summarises:
            receipt = receipt_reply(article, number, language)
            return replace(receipt, blocks=(*told, *receipt.blocks))
        reading = await self._read(chat, number, article)
        found = None if question is None else await self._answer(reading, question)
        answered = () if found is None else answer_reply(reading, found, number, language).blocks
        summary = await self._summary(reading, Length(wanted.length), number, language, again=False)
        return replace(summary, blocks=(*told, *answered, *summary.blocks))

    async def _articles(self, arrival: Arrival, language: str) -> Reply:
        """Return the digest of several articles; those that cannot be read are told of in it."""
        sources = arrival.sources[:MOST_SOURCES]
        found = await asyncio.gather(*(self._entry(each, arrival.question) for each in sources), return_exceptions=True)
        entries = {each.number: each for each in found if isinstance(each, Entry)}
        faults: list[ReaderError | _ReadError] = [each.fault for each in entries.values() if each.fault]
        for each in found:
            if isinstance(each, ReaderError | _ReadError):
                faults.append(each)
            elif isinstance(each, BaseException):
                raise each
        unread = dict.fromkeys(_why(fault, language) for fault in faults)
        if len(arrival.sources) > MOST_SOURCES:
            unread[say("digest.more", language, most=MOST_SOURCES)] = None
        return digest_reply(tuple(entries.values()), unread, language)

    async def _entry(self, source: Source, question: Question | None) -> Entry:
        number, article, fault = await self._kept(source)
        reading = await self._read(source.message.chat, number, article)
        return Entry(number, reading, None if question is None else await self._answer(reading, question), fault)

    async def _kept(self, source: Source) -> tuple[int, Article, ReaderError | None]:
        """Keep the article that a source holds; return its number, the article, and what `_brought` tells."""
        message = source.message
        article, fault = await self._brought(source)
        number = await self._store.add_article(message.chat, article, message.message)
        for part in message.parts:
            await self._store.link_message(message.chat, part.message, number)
        return number, article, fault

    async def _brought(self, source: Source) -> tuple[Article, ReaderError | None]:
        """Return the article of a source, and what kept its link or file from being read where its text was instead."""
        message, fault = source.message, None
        try:
            if source.link is not None:
                return await read_link(source.link, self._limit, self._fetcher), None
            if message.attachment is not None:
                content = await message.attachment.load()
                return _from(message.origin, await read_bytes(message.attachment.name, content, self._limit)), None
        except ReaderError as error:
            if not source.otherwise:
                raise
            fault = error
        return _from(message.origin, recognise(message.text, self._limit)), fault

    async def _answer(self, reading: Reading, question: Question) -> Answer | None:
        """Return the answer to what was asked beside an article; None where perhaps nothing was, and none is found."""
        try:
            found = await asyncio.to_thread(answer, reading, question.message.text)
        except Exception:
            _log.exception("A question beside an article could not be answered")
            return None
        return found if found.answerable or question.plainly else None

    async def _summed_up(self, message: Message, language: str) -> Reply:
        """Return the summary of the article that a message is about."""
        number, reading = await self._meant(message)
        if number is None or reading is None:
            return spoken_reply("talk.article_first", language)
        wanted = await self._store.preferences(message.chat)
        return await self._summary(reading, Length(wanted.length), number, language, again=False)

    async def _question(self, message: Message, language: str) -> Reply:
        number, reading = await self._meant(message)
        if number is None or reading is None:
            return spoken_reply("talk.article_first", language)
        asked = f"{message.text} «{message.pointed}»" if message.pointed else message.text
        try:
            found = await asyncio.to_thread(answer, reading, asked)
        except Exception:
            _log.exception("A question about article %d could not be answered", number)
            return replace(spoken_reply("error.unexpected", language), article=number)
        return answer_reply(reading, found, number, language)

    async def _press(self, press: Press, language: str) -> Reply:
        action = parse(press.action)
        if action is None:
            return spoken_reply("talk.article_gone", language)
        at = Message(press.chat, press.message, "", press.language, reply_to=press.message, person=press.person)
        return await pressed(await self._chat(at), action)

    async def _chat(self, message: Message) -> Chat:
        """Return the chat as a command in it, or a button under the message that is replied to, finds it."""
        wanted = await self._store.preferences(message.chat)
        return Chat(
            name=message.chat,
            platform=message.language,
            preferences=wanted,
            store=self._store,
            topic=partial(self._topic, message),
            reading=partial(self._reading, message.chat),
            summary=self._summary,
            ask=lambda words: self._question(replace(message, text=words), spoken_in(wanted, message.language)),
        )

    async def _meant(self, message: Message) -> tuple[int | None, Reading | None]:
        """Return the article that something is asked about; one that it replies to is kept now where it was not."""
        number = await self._replied_to(message)
        number = await self._store.current_article(message.chat) if number is None else number
        return number, None if number is None else await self._reading(message.chat, number)

    async def _topic(self, message: Message) -> int | None:
        """Return the article that a message is about: the one that it replies to, else the chat's current one."""
        number = await self._known(message)
        return await self._store.current_article(message.chat) if number is None else number

    async def _summary(
        self, reading: Reading, length: Length, number: int, language: str, *, again: bool = True
    ) -> Reply:
        """Return the reply with a summary; `again` tries once more what fell short for a passing reason."""
        summary = reading.summary
        if length is not Length.NORMAL or (again and summary.shortfall in _PASSING):
            try:
                summary = await asyncio.to_thread(self._summarizer.summarize, reading, length)
            except Exception as error:
                _log.exception("No %s summary of article %d could be made", length, number)
                raise _ReadError(number) from error
        return summary_reply(reading, summary, length, number, language)

    async def _replied_to(self, message: Message) -> int | None:
        """Return the article that a message replies to, kept now where nobody has shown it to the bot before."""
        number = await self._known(message)
        sources = sorted_out([message.answered]).sources if number is None and message.answered else ()
        return (await self._kept(sources[0]))[0] if sources else number

    async def _shows_article(self, message: Message) -> bool:
        return message.answered is not None and await self._replied_to(message) is not None

    async def _known(self, message: Message) -> int | None:
        if message.reply_to is None:
            return None
        return await self._store.article_of_message(message.chat, message.reply_to)

    async def _read_in_passing(self, link: str) -> Reading:
        return await read_quickly(await read_link(link, self._limit, self._fetcher))

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


def _why(error: ReaderError | _ReadError, language: str) -> str:
    if isinstance(error, _ReadError):
        return say("talk.reading_failed", language)
    return say(error.text_key, language, **error.details)


def _from(origin: Origin | None, article: Article) -> Article:
    """Return an article with where it was forwarded from, as far as it does not say itself."""
    if origin is None:
        return article
    return replace(
        article,
        source=article.source or origin.name,
        url=article.url or origin.url,
        published=article.published or origin.date,
    )
