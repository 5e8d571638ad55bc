"""The articles of every chat: brought in, kept, read, summarised; and read again where what brought them was edited."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.articles.files import read_bytes
from bot.articles.links.reading import read_link
from bot.articles.recognise import recognise
from bot.conversation.arrival import Source, sorted_out
from bot.conversation.computing import awaited, computed
from bot.conversation.quotas import Quotas
from bot.conversation.turn import Message, Origin
from bot.errors import ReaderError
from bot.storage import Part, Store, Unavailable
from bot.telemetry.metrics import ARTICLES
from models.quotes import attribute
from models.reader import read, summed_up
from models.reading import Article, Reading, Span, Summary
from models.summaries.engine import Length, Summarizer
from models.summaries.extractive import ExtractiveSummarizer

if TYPE_CHECKING:
    from bot.articles.links.fetching import Fetcher

_log = logging.getLogger(__name__)

_PASSING = {"missing", "unreachable", "unusable"}  # shortfalls that another try may not have


class ReadError(Exception):
    """A reading that failed through a mistake of ours; the article is kept under its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Kept:
    """An article under its number; `fault` is what kept its link or file from being read, so that its text was."""

    number: int
    article: Article
    fault: ReaderError | None = None


class Articles:
    """Brings articles in and finds them again; `limit` is the longest that is read, in characters."""

    def __init__(self, store: Store, summarizer: Summarizer, limit: int, fetcher: "Fetcher", quotas: Quotas) -> None:
        self._store, self._summarizer, self._limit, self._fetcher = store, summarizer, limit, fetcher
        self._quotas = quotas

    async def bring(self, source: Source, asked: str = "") -> Kept:
        """Keep the article that a source holds, before it is read; raises ReaderError where it holds none.

        `asked` is the message that replies to the source's, where it was not sent to be read.
        """
        message = source.message
        await self._quotas.article(message, source.link or "", asked)
        article, fault = await self._brought(source)
        number = await self._kept(message, article) or await self._store.add_article(
            message.chat, article, message.message, message.person
        )
        if fault is not None or (source.link is None and message.attachment is None):
            whole = Part(message.message, Span(0, len(message.text)))
            await self._store.note_parts(message.chat, number, message.parts or (whole,))
        return Kept(number, article, fault)

    async def revise(self, message: Message, *, again: bool = False) -> Kept | None:
        """Keep what an article is now that a message that brought it was edited; raises ReaderError where it is none.

        None where the message brought no article, or nothing of the article changed. `again` is whether this was begun
        before a crash: it may have been kept then.
        """
        number = await self._store.article_of_message(message.chat, message.message)
        before = None if number is None else await self._store.article(message.chat, number)
        if number is None or before is None:
            return None
        brought = await self._store.parts_of(message.chat, number)
        mine = next((part for part in brought if part.message == message.message), None)
        if mine is None:
            return await self._brought_again(message, number, before, again=again)
        text = before.text[: mine.span.start] + message.text + before.text[mine.span.end :]
        if text == before.text:
            return Kept(number, before) if again else None
        await self._quotas.article(message, message.text, message.edited or "")
        found = recognise(text, self._limit)
        article = replace(before, text=found.text, title=found.title)
        moved = _moved(brought, mine, len(message.text))
        await self._store.replace_article(message.chat, number, article, moved)
        return Kept(number, article)

    async def read(self, chat: str, number: int, article: Article) -> Reading:
        """Read an article and keep how; raises ReadError."""
        try:
            found = await computed(attribute, article)
            reading = summed_up(found, await awaited(self._summarizer.summarize, found, Length.NORMAL))
        except Unavailable:
            raise  # not the article's fault
        except Exception as error:
            _log.exception("Article %d could not be read", number)
            ARTICLES.labels("failed").inc()
            raise ReadError(number) from error
        ARTICLES.labels("read").inc()
        await self._store.save_reading(chat, number, reading)
        return reading

    async def in_passing(self, chat: str, link: str) -> Reading:
        """Return how the article behind a link reads for a private chat, and keep nothing of it; raises ReaderError."""
        await self._quotas.passing(Message(chat, "", link))
        return await _read_quickly(await read_link(link, self._limit, self._fetcher))

    async def reading(self, chat: str, number: int) -> Reading | None:
        """Return the kept reading, or read the article anew where that failed before or no longer fits."""
        reading = await self._store.reading(chat, number)
        if reading is not None:
            return reading
        article = await self._store.article(chat, number)
        return None if article is None else await self.read(chat, number, article)

    async def summary(self, reading: Reading, length: Length, number: int, *, again: bool) -> Summary:
        """Return the summary of a length; `again` tries once more what fell short for a passing reason."""
        kept = reading.summary
        if length is Length.NORMAL and not (again and kept.shortfall in _PASSING):
            return kept
        try:
            return await awaited(self._summarizer.summarize, reading, length)
        except Unavailable:
            raise
        except Exception as error:
            _log.exception("No %s summary of article %d could be made", length, number)
            raise ReadError(number) from error

    async def _kept(self, message: Message, article: Article) -> int | None:
        """Return the number of an article that the message brought already, before a crash."""
        number = await self._store.article_of_message(message.chat, message.message)
        return number if number is not None and await self._store.article(message.chat, number) == article else None

    async def _brought(self, source: Source) -> tuple[Article, ReaderError | None]:
        """Return the article of a source, and what kept its link or file from being read where its text was instead."""
        message, fault = source.message, None
        try:
            if source.link is not None:
                return await read_link(source.link, self._limit, self._fetcher), None
            if message.attachment is not None:
                content = await message.attachment.load()
                await self._quotas.file(message, len(content))
                return _from(message.origin, await read_bytes(message.attachment.name, content, self._limit)), None
        except ReaderError as error:
            if not source.otherwise:
                raise
            fault = error
        return _from(message.origin, recognise(message.text, self._limit)), fault

    async def _brought_again(self, message: Message, number: int, before: Article, *, again: bool) -> Kept | None:
        """Read anew what a message with a link or a file now leads to; None where that is what it was."""
        sources = sorted_out([message]).sources
        if len(sources) != 1 or (message.attachment is not None and not sources[0].otherwise):
            return None  # a caption was edited: the file is the same
        await self._quotas.article(message, message.text, message.edited or "")
        article, fault = await self._brought(sources[0])
        if article.text == before.text:
            return Kept(number, before, fault) if again else None
        await self._store.replace_article(message.chat, number, article)
        return Kept(number, article, fault)


async def read_at_once(store: Store, chat: str, number: int) -> Reading | None:
    """Return how an article was read; one that was not is read by the engine that is quick, and that is not kept."""
    reading = await store.reading(chat, number)
    if reading is not None:
        return reading
    article = await store.article(chat, number)
    return None if article is None else await _read_quickly(article)


async def _read_quickly(article: Article) -> Reading:
    """Return how an article reads, summed up by its own sentences: nobody waits for a model while typing."""
    return await computed(read, article, ExtractiveSummarizer())


def _moved(parts: Sequence[Part], edited: Part, length: int) -> list[Part]:
    """Return the parts of a text after one of them got another length."""
    more = length - (edited.span.end - edited.span.start)
    moved = []
    for part in parts:
        start = part.span.start + (more if part.span.start >= edited.span.end and part != edited else 0)
        end = part.span.end + (more if part.span.end >= edited.span.end else 0)
        moved.append(Part(part.message, Span(start, end)))
    return moved


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
