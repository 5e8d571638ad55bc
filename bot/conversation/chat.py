"""A chat as a command or a button finds it: what it has set, what it talks about, and what it can be answered from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.conversation.reply import Reply
from bot.conversation.turn import Leads
from bot.storage import Preferences, Store
from bot.texts import closest, with_digits
from models.reading import Reading
from models.summaries.engine import Length


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat for the length of one turn.

    `platform` is the language that the platform says of the person; `is_admin` whether they run the bot. `topic` gives
    the number of the article that the turn is about, `reading` how an article was read (None for one that is not, or no
    longer, of this chat), `summary` the reply with an article's summary, `ask` the answer to a question; `person` and
    `leads` as in `Message`, `days` for how long a message is kept once it is answered.
    """

    name: str
    platform: str | None
    is_admin: bool
    preferences: Preferences
    store: Store
    topic: Callable[[], Awaitable[int | None]]
    reading: Callable[[int], Awaitable[Reading | None]]
    summary: Callable[[Reading, Length, int, str], Awaitable[Reply]]
    ask: Callable[[str], Awaitable[Reply]]
    person: str | None
    leads: Leads
    days: int

    async def owns(self, number: int) -> bool:
        """Say whether the person may delete an article: who brought it may, and who has the say in the chat."""
        mine = self.person is not None and await self.store.owner(self.name, number) == self.person
        return mine or await self.leads()

    @property
    def language(self) -> str:
        """The language to speak in, as `bot.texts` takes it."""
        return spoken_in(self.preferences, self.platform)


def spoken_in(preferences: Preferences, platform: str | None) -> str:
    """Return the language to speak in: what the chat has set goes before what the platform says."""
    return with_digits(preferences.language or closest(platform), preferences.digits)
