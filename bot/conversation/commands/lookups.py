"""What was looked for in a chat's articles, kept under a number so that the buttons of its pages can name it."""

from collections.abc import Awaitable, Callable

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat
from bot.conversation.paging import Buttons, turning
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Reply


async def turned(chat: Chat, action: Action, page: Callable[[Chat, str, int], Awaitable[Reply]]) -> Reply:
    """Return the page of what was looked for that a button asks for; `page` makes it of the words and its number."""
    words = await chat.store.lookup(chat.name, action.number)
    return spoken_reply("lookup.gone", chat.language) if words is None else await page(chat, words, action.part)


async def turns(chat: Chat, wanted: Wanted, words: str, at: int, pages: int) -> Buttons:
    """Return the buttons that turn the pages of what was looked for, which is kept where there are several."""
    if pages == 1:
        return ()
    lookup = await chat.store.keep_lookup(chat.name, words)
    return turning(lambda to: Action(wanted, lookup, to), at, pages, chat.language)
