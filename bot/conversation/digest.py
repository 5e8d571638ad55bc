"""Several articles in one reply: of each its title, who said what in short, and a button that opens it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.actions import Action, Wanted
from bot.conversation.replies import answer_reply, said, speaker_title
from bot.conversation.reply import Block, Button, Heading, Item, Lead, Paragraph, Reply
from bot.conversation.spoken import Spoken, by_speaker
from bot.errors import ReaderError
from bot.texts import count, say
from models.reading import Answer, Quote, Reading

_MOST_NAMES = 3  # speakers of an article; the rest are counted
_LONGEST = 300  # characters of a quote, where its speaker has a shorter one
_LABEL = 40  # characters on a button


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the articles: its number and reading, and what it answers to what was asked beside it.

    `fault` is what kept its link or file from being read, so that the text beside it was.
    """

    number: int
    reading: Reading
    answer: Answer | None = None
    fault: ReaderError | None = None

    @property
    def title(self) -> str:
        """What the article is called, in its own words."""
        article = self.reading.article
        return article.title or self.reading.summary.headline or article.text.strip()[:_LABEL]


def digest_reply(entries: Sequence[Entry], unread: Iterable[str], language: str) -> Reply:
    """Return the digest of articles; `unread` says of each that could not be read why."""
    blocks = (
        *_answers(entries, language),
        *(block for at, entry in enumerate(entries, 1) for block in _told(at, entry, language)),
        *(Paragraph(why) for why in unread),
    )
    buttons = tuple((_opening(at, entry),) for at, entry in enumerate(entries, 1))
    return Reply(blocks, buttons)


def _answers(entries: Sequence[Entry], language: str) -> Iterator[Block]:
    asked = [(entry, entry.answer) for entry in entries if entry.answer is not None]
    answering = [(entry, found) for entry, found in asked if found.answerable]
    for entry, found in answering:
        yield Heading(entry.title)
        yield from answer_reply(entry.reading, found, entry.number, language).blocks
    if asked and not answering:
        yield Paragraph(say("digest.absent", language))


def _told(at: int, entry: Entry, language: str) -> Iterator[Block]:
    yield Heading(f"{at}. {entry.title}")
    spoken = by_speaker(entry.reading)
    named = [each for each in spoken if each.speaker is not None]
    for each in named[:_MOST_NAMES]:
        yield Lead(speaker_title(each.speaker, language))
        yield from said(entry.reading, _shortest(each))
    if len(named) > _MOST_NAMES:
        yield Item(count("summary.more_speakers", len(named) - _MOST_NAMES, language))
    if not named:
        yield from (Item(point.text) for point in entry.reading.summary.points[:1])
        yield Paragraph(say("summary.no_speakers", language))


def _shortest(spoken: Spoken) -> Quote:
    """Return what a speaker says first, or the shortest where all of it is long."""
    fits = (quote for quote in spoken.quotes if quote.end - quote.start <= _LONGEST)
    return next(fits, min(spoken.quotes, key=lambda quote: quote.end - quote.start))


def _opening(at: int, entry: Entry) -> Button:
    title = entry.title if len(entry.title) <= _LABEL else entry.title[:_LABEL].rsplit(" ", 1)[0] + "…"
    return Button(f"{at}. {title}", str(Action(Wanted.OPEN, entry.number)))
