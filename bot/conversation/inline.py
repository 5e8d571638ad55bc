"""What a person can send to any other chat: summaries and quotations of their own articles, or of a link's."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from bot.articles.links.finding import links_in, without_links
from bot.conversation.articles import read_at_once
from bot.conversation.chat import Chat
from bot.conversation.linked import LinkedReadings, is_whole
from bot.conversation.paging import shortened
from bot.conversation.replies import speaker_title, statement, summary_reply
from bot.conversation.reply import Block, Heading, Paragraph
from bot.conversation.spoken import Spoken, by_speaker
from bot.errors import LinkTooSlow, OverQuota, ReaderError
from bot.storage.entries import day_of, stems_of, title_of
from bot.texts import day, say
from models.quotes import label
from models.reading import Article, Quote, Reading
from models.summaries.engine import Length

MOST: Final = 50
"""Results at a time: what Telegram takes."""

_ARTICLES: Final = 5  # on a page
_QUOTES: Final = MOST // _ARTICLES - 1  # of each, beside its summary
_TITLE: Final = 90  # characters
_DESCRIPTION: Final = 160


@dataclass(frozen=True, slots=True)
class Query:
    """What a person typed after the bot's name in some chat, and when (seconds of a clock that only goes forward).

    `chat` is their private one, `start` the first article of the page.
    """

    chat: str
    text: str
    language: str = "ar"
    start: int = 0
    since: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Result:
    """Something to send: what it is called and says in the list, the blocks of its message, and the article's link."""

    title: str
    description: str
    blocks: tuple[Block, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The results, where the next page begins, and words that lead to the private chat where there is nothing."""

    language: str
    results: tuple[Result, ...] = ()
    more: int | None = None
    hint: str | None = None


async def offered(chat: Chat, query: Query, links: LinkedReadings) -> Offer | None:
    """Return what can be sent; None where the person has typed on, so that nobody waits for it."""
    stems = stems_of(without_links(query.text))
    link = next(iter(links_in(query.text)), None)
    if link is not None:
        return await _of_link(chat, link, stems, query.since, links)
    return await _of_articles(chat, stems, query.start)


async def _of_link(chat: Chat, link: str, stems: tuple[str, ...], since: float, links: LinkedReadings) -> Offer | None:
    if not is_whole(link):
        return _nothing(chat, "inline.part")
    try:
        reading = await links.reading(chat.name, link, since)
    except LinkTooSlow:
        return _nothing(chat, "inline.slow")
    except OverQuota:
        return _nothing(chat, "inline.over")
    except ReaderError:
        return _nothing(chat, "inline.unread")
    if reading is None:
        return None
    results = (_summary(reading, chat.language), *islice(_quotes(reading, stems, chat.language), MOST - 1))
    return Offer(chat.language, results)


async def _of_articles(chat: Chat, stems: tuple[str, ...], start: int) -> Offer:
    entries = await chat.store.entries(chat.name, start, _ARTICLES + 1, stems)
    results: list[Result] = []
    for entry in entries[:_ARTICLES]:
        reading = await read_at_once(chat.store, chat.name, entry.number)
        if reading is not None:
            results.append(_summary(reading, chat.language))
            results += islice(_quotes(reading, stems, chat.language), _QUOTES if stems else 0)
    if not results and not start:
        return _nothing(chat, "inline.none" if stems else "inline.empty")
    return Offer(chat.language, tuple(results), start + _ARTICLES if len(entries) > _ARTICLES else None)


def _nothing(chat: Chat, key: str) -> Offer:
    return Offer(chat.language, hint=say(key, chat.language))


def _summary(reading: Reading, language: str) -> Result:
    blocks = summary_reply(reading, reading.summary, Length.NORMAL, 0, language).blocks
    told = next((point.text for point in reading.summary.points), reading.article.text.strip())
    source = Paragraph(_source(reading.article, language))
    return Result(
        shortened(title_of(reading.article), _TITLE),
        shortened(told, _DESCRIPTION),
        (*blocks, source),
        reading.article.url,
    )


def _quotes(reading: Reading, stems: tuple[str, ...], language: str) -> Iterator[Result]:
    """Yield a result for each quotation; where words are looked for those that have most of them, and no others."""
    said = [(spoken, quote) for spoken in by_speaker(reading) for quote in spoken.quotes]
    if stems:
        said = _with_most((*each, _held(reading, *each, stems)) for each in said)
    for spoken, quote in said:
        yield _quotation(reading, spoken, quote, language)


def _with_most(said: Iterable[tuple[Spoken, Quote, int]]) -> list[tuple[Spoken, Quote]]:
    holding = sorted((each for each in said if each[2]), key=lambda each: -each[2])  # stable: else the article's order
    return [(spoken, quote) for spoken, quote, _ in holding]


def _held(reading: Reading, spoken: Spoken, quote: Quote, stems: tuple[str, ...]) -> int:
    speaker = speaker_title(spoken.speaker, "ar") if spoken.speaker else ""
    return len(set(stems) & set(stems_of(f"{speaker} {quote.of(reading.article.text)}")))


def _quotation(reading: Reading, spoken: Spoken, quote: Quote, language: str) -> Result:
    text, title = reading.article.text, speaker_title(spoken.speaker, language)
    cue, words = label(text, quote), f"«{shortened(quote.of(text), _DESCRIPTION)}»"
    blocks = (
        Heading(title),
        *statement(reading, quote, language),
        Paragraph(_source(reading.article, language)),
    )
    return Result(shortened(title, _TITLE), f"{cue}: {words}" if cue else words, blocks, reading.article.url)


def _source(article: Article, language: str) -> str:
    """Return the outlet, the title and the day of an article, as far as they are known."""
    published = day_of(article.published)
    when = None if published is None else day(date.fromisoformat(published), language)
    known = (article.source, shortened(title_of(article), _TITLE), when)
    return say("inline.source", language, source=" — ".join(filter(None, known)))
