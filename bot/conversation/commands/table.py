"""The table of commands, from which their menu on Telegram and the help are made too."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.conversation.chat import Chat
from bot.conversation.commands.articles import articles
from bot.conversation.commands.export import export
from bot.conversation.commands.forget import forget
from bot.conversation.commands.preferences import settings
from bot.conversation.commands.said import said
from bot.conversation.commands.search import search
from bot.conversation.commands.stats import stats
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Heading, Item, Paragraph, Reply
from bot.texts import count, say


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name without the stroke, and what replies to it given the words that follow it.

    What it does is told by the text `command.<name>`.
    """

    name: str
    reply: Callable[[Chat, str], Awaitable[Reply]]

    @property
    def key(self) -> str:
        """The key of the words that say what it does."""
        return f"command.{self.name}"


async def obey(chat: Chat, text: str) -> Reply:
    """Return the reply to a message that begins with a command: "/said@manqal_bot الوزير"."""
    first, *rest = text.strip().split(maxsplit=1)
    name = first.removeprefix("/").partition("@")[0].lower()
    known = (*COMMANDS, *_OF_ADMINS) if chat.is_admin else COMMANDS
    command = next((each for each in known if each.name == name), None)
    if command is None:
        return spoken_reply("talk.unknown_command", chat.language)
    return await command.reply(chat, rest[0] if rest else "")


async def _start(chat: Chat, _: str) -> Reply:
    return spoken_reply("help", chat.language)


async def _help(chat: Chat, _: str) -> Reply:
    language = chat.language
    listed = (Item(say("help.command", language, name=each.name, does=say(each.key, language))) for each in COMMANDS)
    return Reply((*spoken_reply("help", language).blocks, Heading(say("help.commands", language)), *listed))


async def _privacy(chat: Chat, _: str) -> Reply:
    """Tell what is kept, for how long, and what deletes it."""
    language = chat.language
    work = Paragraph(count("privacy.work", chat.days, language))
    blocks = (*spoken_reply("privacy", language).blocks, work, *spoken_reply("privacy.forget", language).blocks)
    return Reply(blocks)


async def _cancel(chat: Chat, _: str) -> Reply:
    """Say that nothing is to be stopped: a front end that can stop a job does so before its turn comes here."""
    return spoken_reply("job.none", chat.language)


async def _ask(chat: Chat, question: str) -> Reply:
    return await chat.ask(question) if question else spoken_reply("ask.hint", chat.language)


COMMANDS = (
    Command("start", _start),
    Command("help", _help),
    Command("articles", articles),
    Command("search", search),
    Command("said", said),
    Command("ask", _ask),
    Command("settings", settings),
    Command("export", export),
    Command("forget", forget),
    Command("cancel", _cancel),
    Command("privacy", _privacy),
)
"""Every command, in the order in which they are shown."""

_OF_ADMINS = (Command("stats", stats),)  # for anybody else they do not exist
