"""The conversation put together as the settings ask for it, the same for every front end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.quotas import quotas_of
from bot.engine import answerer_of, engine_for_many
from bot.settings import Settings
from bot.storage import Store


@contextmanager
def conversing(settings: Settings, store: Store, admins: Collection[str] = ()) -> Iterator[Conversation]:
    """Yield the conversation over a store; `admins` are the private chats of those who run the bot.

    What its engines run in other processes ends with the block. Raises SettingsError where an engine that the settings
    name cannot be made.
    """
    with engine_for_many(settings) as engine:
        yield Conversation(
            store,
            engine,
            settings.max_article_chars,
            Fetcher(),
            quotas=quotas_of(settings, store),
            answerer=answerer_of(settings),
            admins=admins,
            days=settings.retention_days,
        )
