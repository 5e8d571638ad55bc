"""What each button of a reply shows."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.conversation.actions import Action, Wanted
from bot.conversation.asking import note_asked
from bot.conversation.chat import Chat
from bot.conversation.commands import articles, forget, preferences, said, search
from bot.conversation.computing import computed
from bot.conversation.figures import figures_reply
from bot.conversation.people import people_reply
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Reply
from bot.conversation.suggestions import question_reply, questions_reply, suggested
from bot.conversation.who import all_reply, who_page
from models.reading import Reading
from models.summaries.engine import Length

_OF_CHAT: Final[dict[Wanted, Callable[[Chat, Action], Awaitable[Reply]]]] = {
    Wanted.TALK: articles.talk,
    Wanted.ARTICLES: articles.page,
    Wanted.FOUND: search.page,
    Wanted.SAID: said.page,
    Wanted.SET: preferences.change,
    Wanted.FORGET: forget.one,
    Wanted.FORGETALL: forget.everything,
    Wanted.KEEP: forget.nothing,
}
_OF_ARTICLE: Final[dict[Wanted, Callable[[Reading, Action, str], Reply]]] = {
    Wanted.WHO: lambda reading, action, language: who_page(reading, action.number, action.part, language),
    Wanted.ALL: lambda reading, action, language: all_reply(reading, action.number, language),
    Wanted.PEOPLE: lambda reading, action, language: people_reply(reading, action.number, language),
    Wanted.FIGURES: lambda reading, action, language: figures_reply(reading, action.number, action.part, language),
    Wanted.QUESTIONS: lambda reading, action, language: questions_reply(reading, action.number, language),
}


async def pressed(chat: Chat, action: Action) -> Reply:
    """Return what takes the place of the message whose button was pressed."""
    if action.wanted in _OF_CHAT:
        return await _OF_CHAT[action.wanted](chat, action)
    reading = await chat.reading(action.number)
    if reading is None:
        return spoken_reply("talk.article_gone", chat.language)
    if action.wanted in _OF_ARTICLE:
        return await computed(_OF_ARTICLE[action.wanted], reading, action, chat.language)
    if action.wanted is Wanted.QUESTION:
        return await _asked(chat, reading, action)
    preferred = action.wanted in {Wanted.SUMMARY, Wanted.OPEN}
    length = Length(chat.preferences.length if preferred else action.wanted)
    summary = await chat.summary(reading, length, action.number, chat.language)
    return replace(summary, apart=action.wanted is Wanted.OPEN)


async def _asked(chat: Chat, reading: Reading, action: Action) -> Reply:
    """Answer a question that a button asks, and note it as if it had been typed."""
    found = await computed(suggested, reading, action.part)
    if found is None:
        return spoken_reply("talk.article_gone", chat.language)
    await note_asked(chat.store, chat.name, reading, action.number, *found)
    return question_reply(reading, action.number, *found, chat.language)
