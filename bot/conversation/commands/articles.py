"""The articles of a chat: a list of them, and one of them chosen to talk about."""

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat
from bot.conversation.paging import ENTRIES, choosing, titled, turning, within
from bot.conversation.replies import asking_buttons, back_to_summary, spoken_reply
from bot.conversation.reply import Block, Button, Heading, Item, Paragraph, Reply
from bot.storage.entries import Entry
from bot.texts import count, say


async def articles(chat: Chat, _: str) -> Reply:
    """List the chat's articles, the newest first."""
    return await page(chat, Action(Wanted.ARTICLES))


async def page(chat: Chat, action: Action) -> Reply:
    """Return one page of the list."""
    language, total = chat.language, await chat.store.count(chat.name)
    if not total:
        return spoken_reply("articles.none", language)
    pages = -(-total // ENTRIES)
    at = within(action.number, pages)
    first = at * ENTRIES
    entries = await chat.store.entries(chat.name, first, ENTRIES)
    current = await chat.store.current_article(chat.name)
    listed = [_item(n, entry, current, language) for n, entry in enumerate(entries, first + 1)]
    blocks: tuple[Block, ...] = (
        Heading(count("articles.count", total, language)),
        *listed,
        Paragraph(say("articles.choose", language)),
    )
    turns = turning(lambda to: Action(Wanted.ARTICLES, to), at, pages, language)
    return Reply(blocks, (*choosing(entries, first + 1, language), *turns))


def _item(n: int, entry: Entry, current: int | None, language: str) -> Item:
    title = titled(entry, language)
    told = say("articles.current", language, title=title) if entry.number == current else title
    return Item(told, say("list.number", language, n=n))


async def talk(chat: Chat, action: Action) -> Reply:
    """Make an article the one that questions go to."""
    language, entry = chat.language, await chat.store.entry(chat.name, action.number)
    if entry is None:
        return spoken_reply("talk.article_gone", language)
    await chat.store.talk_about(chat.name, entry.number)
    blocks = (Heading(titled(entry, language)), Paragraph(say("articles.chosen", language)))
    others = (Button(say("button.articles", language), str(Action(Wanted.ARTICLES))),)
    number = entry.number
    return Reply(blocks, (*back_to_summary(number, language), *asking_buttons(number, language), others), number)
