"""Forgetting: one article or all that is kept of a chat, after a button says which."""

from dataclasses import replace

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat
from bot.conversation.paging import shortened
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Button, Paragraph, Reply
from bot.texts import count, say

_TITLE = 60  # characters of a title on a button


async def forget(chat: Chat, _: str) -> Reply:
    """Ask what to delete, of what the person may."""
    language = chat.language
    number = await chat.topic()
    entry = None if number is None else await chat.store.entry(chat.name, number)
    rows = []
    if entry is not None and await chat.owns(entry.number):
        title = shortened(entry.title, _TITLE)
        rows.append(_button("button.forget_one", Action(Wanted.FORGET, entry.number), language, title=title))
    if await chat.leads():
        rows.append(_button("button.forget_all", Action(Wanted.FORGETALL), language))
    if not rows:
        return spoken_reply("forget.not_yours", language)
    rows.append(_button("button.keep", Action(Wanted.KEEP), language))
    total = await chat.store.count(chat.name)
    blocks = (Paragraph(count("forget.ask", total, language)), Paragraph(say("forget.final", language)))
    return Reply(blocks, tuple((button,) for button in rows))


async def one(chat: Chat, action: Action) -> Reply:
    """Delete an article; a second press finds it gone."""
    entry = await chat.store.entry(chat.name, action.number)
    if entry is not None and not await chat.owns(entry.number):
        return spoken_reply("forget.not_yours", chat.language)
    if entry is None or not await chat.store.forget(chat.name, action.number):
        return spoken_reply("talk.article_gone", chat.language)
    return Reply((Paragraph(say("forget.one_done", chat.language, title=entry.title)),))


async def everything(chat: Chat, _: Action) -> Reply:
    """Delete all that is kept of the chat."""
    if not await chat.leads():
        return spoken_reply("forget.not_yours", chat.language)
    await chat.store.forget_chat(chat.name)
    return replace(spoken_reply("forget.all_done", chat.language), forgets=True)


async def nothing(chat: Chat, _: Action) -> Reply:
    """Delete nothing after all."""
    return spoken_reply("forget.kept", chat.language)


def _button(key: str, action: Action, language: str, **values: object) -> Button:
    return Button(say(key, language, **values), str(action))
