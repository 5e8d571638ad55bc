"""The conversation put together as the settings ask for it, the same for every front end."""

from collections.abc import Collection

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.quotas import quotas_of
from bot.engine import answerer_of, engine_of
from bot.settings import Settings
from bot.storage import Store


def conversation_of(settings: Settings, store: Store, admins: Collection[str] = ()) -> Conversation:
    """Return the conversation over a store; `admins` are the private chats of those who run the bot.

    Raises SettingsError where an engine that the settings name cannot be made.
    """
    return Conversation(
        store,
        engine_of(settings),
        settings.max_article_chars,
        Fetcher(),
        quotas=quotas_of(settings, store),
        answerer=answerer_of(settings),
        admins=admins,
        days=settings.retention_days,
    )
