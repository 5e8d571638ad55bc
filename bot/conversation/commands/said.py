"""Everything that somebody said in the articles of a chat."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat
from bot.conversation.commands.lookups import turned, turns
from bot.conversation.computing import computed
from bot.conversation.paging import Group, once, packed, titled, within
from bot.conversation.replies import speaker_title, spoken_reply, statement
from bot.conversation.reply import Heading, Lead, Paragraph, Reply
from bot.conversation.spoken import Spoken, by_speaker
from bot.storage.entries import Entry, stems_of
from bot.texts import count, say
from models.answers.index import index
from models.answers.naming import named
from models.answers.terms import terms
from models.arabic.words import words as words_of
from models.quotes import attribute
from models.reading import Attribution

_LONGEST = 120  # characters of a name
_SURE = 0.45  # how surely the words have to name somebody; "وزير" names any minister
_AS_SURE = 0.95  # of the surest in all articles: "وزارة الزراعة" is not the minister of agriculture


@dataclass(frozen=True, slots=True)
class _Found:
    """What was said in one article by those whom a name may mean."""

    entry: Entry
    attribution: Attribution
    spoken: tuple[Spoken, ...]


async def said(chat: Chat, name: str) -> Reply:
    """Show what somebody said in all articles, the latest first, each quotation under its article."""
    name = " ".join(name[:_LONGEST].split())
    if not stems_of(name):
        return spoken_reply("said.hint", chat.language)
    return await _page(chat, name, 0)


async def page(chat: Chat, action: Action) -> Reply:
    """Return another page of what somebody said."""
    return await turned(chat, action, _page)


async def _page(chat: Chat, name: str, at: int) -> Reply:
    language = chat.language
    found = await _found(chat, name)
    if not found:
        return Reply((Paragraph(say("said.nothing", language, name=name)),))
    quotes = count("quotes", sum(len(spoken.quotes) for each in found for spoken in each.spoken), language)
    told = Paragraph(say("said.found", language, quotes=quotes, articles=count("said.articles", len(found), language)))
    pages = packed(group for each in found for group in _statements(each, language))
    at = within(at, len(pages))
    return Reply((told, *once(pages[at], leading=2)), await turns(chat, Wanted.SAID, name, at, len(pages)))


async def _found(chat: Chat, name: str) -> list[_Found]:
    """Return the articles in which the name speaks, by their days; only those with a word of it are opened."""
    meant = []
    for entry in await chat.store.holding_any(chat.name, stems_of(name)):
        attribution = await _attribution(chat, entry.number)
        if attribution is not None:
            meant.append((entry, attribution, await computed(_sureness, attribution, name)))
    needed = max(_SURE, _AS_SURE * max((how for *_, sure in meant for how in sure.values()), default=0.0))
    found = (_Found(entry, attribution, _spoken(attribution, sure, needed)) for entry, attribution, sure in meant)
    return [each for each in found if each.spoken]


async def _attribution(chat: Chat, number: int) -> Attribution | None:
    """Return who said what in an article; one that was not read yet needs no summary for that."""
    reading = await chat.store.reading(chat.name, number)
    if reading is not None:
        return reading
    article = await chat.store.article(chat.name, number)
    return None if article is None else await computed(attribute, article)


def _sureness(attribution: Attribution, name: str) -> dict[int, float]:
    """Return which speakers a name may mean, by name, surname, office or another name of theirs, and how surely."""
    return named(index(attribution), tuple(terms(words_of(name))))


def _spoken(attribution: Attribution, sure: dict[int, float], needed: float) -> tuple[Spoken, ...]:
    meant = [attribution.speakers[n] for n, how in sure.items() if how >= needed]
    return tuple(each for each in by_speaker(attribution) if each.speaker in meant)


def _statements(found: _Found, language: str) -> Iterator[Group]:
    """Yield each quotation below its article and its speaker, so that a page can begin with any of them."""
    article = Heading(titled(found.entry, language))
    for spoken in found.spoken:
        speaker = Lead(speaker_title(spoken.speaker, language))
        for quote in spoken.quotes:
            yield (article, speaker, *statement(found.attribution, quote, language))
