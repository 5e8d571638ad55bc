"""How much each person may have read in a while, so that one does not use up what all share."""

from dataclasses import dataclass
from typing import Final

from bot.conversation.turn import Message, Press
from bot.errors import OverQuota
from bot.settings import Settings
from bot.storage import Store
from bot.storage.quotas import Cost, code_of

_MINUTE: Final = 60
_DAY: Final = 86_400
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a person may have: articles, links and files; megabytes of files; questions, commands and presses."""

    articles_a_minute: int
    articles_a_day: int
    megabytes_a_day: int
    questions_a_minute: int


class Quotas:
    """Counts what costs, for each person; where nobody tells who it is, for each chat or session of the chat page.

    Whom `free` names ("telegram:42") has what they want, and so has everybody where there are no limits.
    """

    def __init__(self, store: Store, limits: Limits | None = None, free: frozenset[str] = frozenset()) -> None:
        self._store, self._limits, self._free = store, limits, free

    async def article(self, message: Message, *brought: str) -> None:
        """Count an article to be read, once for each message and what it `brought`, or raise OverQuota."""
        await self._article(message, code_of(message.chat, message.message, "article", *brought))

    async def passing(self, message: Message) -> None:
        """Count an article that is read and not kept, each time, or raise OverQuota."""
        await self._article(message, None)

    async def file(self, message: Message, size: int) -> None:
        """Count the bytes of a file, once for each message, or raise OverQuota."""
        if self._limits is not None:
            cost = Cost("bytes a day", size, self._limits.megabytes_a_day * _MEGABYTE, _DAY)
            await self._spend(message, (cost,), code_of(message.chat, message.message, "file"))

    async def question(self, asked: Message | Press) -> None:
        """Count a question, command or press, or raise OverQuota; a press has no number of its own to be known by."""
        if self._limits is not None:
            cost = Cost("questions a minute", 1, self._limits.questions_a_minute, _MINUTE)
            what = code_of(asked.chat, asked.message, "question") if isinstance(asked, Message) else None
            await self._spend(asked, (cost,), what)

    async def word(self, chat: str) -> bool:
        """Count a word to somebody whom the bot is not for; False where they had it today, limits or not."""
        return not await self._store.spend(code_of(chat), (Cost("words to a stranger", 1, 1, _DAY),))

    async def _article(self, message: Message, what: str | None) -> None:
        if self._limits is not None:
            costs = (
                Cost("articles a day", 1, self._limits.articles_a_day, _DAY),
                Cost("articles a minute", 1, self._limits.articles_a_minute, _MINUTE),
            )
            await self._spend(message, costs, what)

    async def _spend(self, asked: Message | Press, costs: tuple[Cost, ...], what: str | None) -> None:
        who = payer_of(asked)
        wait = 0 if who in self._free else await self._store.spend(code_of(who), costs, what)
        if wait:
            raise OverQuota(seconds=wait)


def quotas_of(settings: Settings, store: Store) -> Quotas:
    """Return the quotas that the settings set; they bind nobody who runs the bot."""
    limits = Limits(
        settings.articles_a_minute, settings.articles_a_day, settings.megabytes_a_day, settings.questions_a_minute
    )
    return Quotas(store, limits, frozenset(f"telegram:{each}" for each in settings.admins))


def payer_of(asked: Message | Press) -> str:
    """Return whom to count: the person across chats, else the page's session, else the chat as a whole."""
    platform, _, rest = asked.chat.partition(":")
    own = asked.person or (asked.session and f"session:{asked.session}") or rest.partition(":")[0]
    return f"{platform}:{own}"
