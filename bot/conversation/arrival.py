"""What was sent at once, sorted: where articles may stand in it, and what was asked about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.articles.links.finding import links_in, without_links
from bot.conversation.kind import Kind, kind_of
from bot.conversation.turn import Message
from models.arabic.words import words

MOST_SOURCES = 10
"""Articles that are read in one turn."""

_LONG = 5_000  # characters; no question and no teaser is so long
_TEASER = 60  # words; a text that is shorter and links to an article tells of it, a longer one is an article itself
_CHANNEL = re.compile(r"https?://t\.me/\w+/?", re.ASCII)  # a post's own channel, named under it, tells nothing
_SAME_WHEN_FORWARDED = {Kind.ARTICLE, Kind.EMPTY, Kind.JUNK, Kind.LINK, Kind.FOREIGN}
_ABOUT_ARTICLES = {Kind.QUESTION, Kind.UNCLEAR}  # "موقف النقابة" beside an article asks about it


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article may stand: behind a link, else in the message's file, else in its text.

    `otherwise` says that the text is worth reading where link or file cannot be.
    """

    message: Message
    link: str | None = None
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `plainly` where nothing else than a question can be meant."""

    message: Message
    plainly: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """The articles that came, and the question that came with them, in the order of the messages."""

    sources: tuple[Source, ...]
    question: Question | None = None


def sorted_out(messages: Sequence[Message]) -> Arrival:
    """Return what may be read of the messages of one turn, and what is asked about it."""
    sources: list[Source] = []
    asked: list[Question] = []
    for message in messages:
        found, kind = _sources(message)
        sources += found
        if kind in _ABOUT_ARTICLES:
            asked.append(Question(replace(message, text=without_links(message.text)), plainly=kind is Kind.QUESTION))
    question = next((each for each in asked if each.plainly), asked[0] if asked else None)
    return Arrival(tuple(sources), question)


def kind_in_turn(message: Message) -> Kind:
    """Return what a message is by its text, links aside, and by where it comes from."""
    text = message.text if len(message.text) > _LONG else without_links(message.text)
    if text != message.text and not text.strip():
        return Kind.LINK
    kind = kind_of(text)
    if message.origin is not None and message.attachment is None and kind not in _SAME_WHEN_FORWARDED:
        return Kind.ARTICLE
    return kind


def _sources(message: Message) -> tuple[list[Source], Kind]:
    """Return what of a message may be read, and what else its text is."""
    kind = kind_in_turn(message)
    is_text = kind is Kind.ARTICLE
    if kind is Kind.COMMAND:
        return [], kind
    if message.attachment is not None:
        return [Source(message, otherwise=is_text)], kind
    links = _links(message, is_text=is_text)
    if links:
        return [Source(message, link, otherwise=is_text) for link in links], kind
    return [Source(message)] if is_text else [], kind


def _links(message: Message, *, is_text: bool) -> list[str]:
    """Return the links to read; a text that is an article itself has none, and one that tells of its link has."""
    if len(message.text) > _LONG or (is_text and len(words(message.text)) >= _TEASER):
        return []
    links = dict.fromkeys((*links_in(message.text), *message.links))
    return [link for link in links if not (is_text and _CHANNEL.fullmatch(link))]
