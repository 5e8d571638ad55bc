"""Who said what in an article: page by page in the place of its summary, or all of it at once."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.actions import Action, Wanted
from bot.conversation.paging import Group, once, packed, turning, within
from bot.conversation.replies import article_button, back_to_summary, speaker_title, statement, who_reply
from bot.conversation.reply import Heading, Reply
from bot.conversation.spoken import by_speaker
from models.reading import Attribution


def who_page(attribution: Attribution, number: int, at: int, language: str) -> Reply:
    """Return a page of the statements, each under its speaker; turned where there are others."""
    pages = packed(_statements(attribution, language))
    if len(pages) == 1:
        return who_reply(attribution, number, language)
    at = within(at, len(pages))
    turns = turning(lambda to: Action(Wanted.WHO, number, to), at, len(pages), language)
    whole = ((article_button(Wanted.ALL, number, language),),)
    blocks = tuple(once(pages[at], leading=1))
    return Reply(blocks, (*turns, *whole, *back_to_summary(number, language)), number)


def all_reply(attribution: Attribution, number: int, language: str) -> Reply:
    """Return all of the statements, in a message of their own."""
    return replace(who_reply(attribution, number, language), buttons=(), apart=True)


def _statements(attribution: Attribution, language: str) -> Iterator[Group]:
    for spoken in by_speaker(attribution):
        speaker = Heading(speaker_title(spoken.speaker, language))
        for quote in spoken.quotes:
            yield (speaker, *statement(attribution, quote, language))
