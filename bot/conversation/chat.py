"""A chat as a command or a button finds it: what it has set, what it talks about, and what it can be answered from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.conversation.reply import Reply
from bot.storage import Preferences, Store
from bot.texts import closest, with_digits
from models.reading import Reading
from models.summaries.engine import Length


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat for the length of one turn.

    `platform` is the language that the platform says of the person; `is_admin` whether they run the bot. `topic` gives
    the number of the article that the turn is about, `reading` how an article was read (None for one that is not, or no
    longer, of this chat), `summary` the reply with an article's summary, `ask` the answer to a question.
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

    @property
    def language(self) -> str:
        """The language to speak in, as `bot.texts` takes it."""
        return spoken_in(self.preferences, self.platform)


def spoken_in(preferences: Preferences, platform: str | None) -> str:
    """Return the language to speak in: what the chat has set goes before what the platform says."""
    return with_digits(preferences.language or closest(platform), preferences.digits)
