"""Searching the chat's articles for words."""

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat
from bot.conversation.commands.lookups import turned, turns
from bot.conversation.computing import computed
from bot.conversation.paging import ENTRIES, choosing, titled, within
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Block, Evidence, Heading, Paragraph, Reply
from bot.conversation.stretch import stretch
from bot.storage.entries import Entry, stems_of
from bot.texts import count, say

_LONGEST = 200  # characters of what is searched for that are looked at


async def search(chat: Chat, words: str) -> Reply:
    """Show the articles that hold all of the words, each with the stretch that does."""
    words = words[:_LONGEST]
    if not stems_of(words):
        return spoken_reply("search.hint", chat.language)
    return await _page(chat, words, 0)


async def page(chat: Chat, action: Action) -> Reply:
    """Return another page of what was searched for."""
    return await turned(chat, action, _page)


async def _page(chat: Chat, words: str, at: int) -> Reply:
    language, stems = chat.language, stems_of(words)
    total = await chat.store.count(chat.name, stems)
    if not total:
        return Reply((Paragraph(say("search.none", language, words=words)),))
    pages = -(-total // ENTRIES)
    at = within(at, pages)
    first = at * ENTRIES
    entries = await chat.store.entries(chat.name, first, ENTRIES, stems)
    blocks: list[Block] = [Paragraph(count("search.found", total, language))]
    for n, entry in enumerate(entries, first + 1):
        blocks += await _found(chat, n, entry, stems)
    turning = await turns(chat, Wanted.FOUND, words, at, pages)
    return Reply(tuple(blocks), (*choosing(entries, first + 1, language), *turning))


async def _found(chat: Chat, n: int, entry: Entry, stems: tuple[str, ...]) -> list[Block]:
    heading = Heading(f"{say('list.number', chat.language, n=n)} {titled(entry, chat.language)}")
    article = await chat.store.article(chat.name, entry.number)
    found = None if article is None else await computed(stretch, article, stems)
    return [heading] if found is None else [heading, Evidence(*found)]
