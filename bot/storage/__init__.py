"""What is kept of a chat: its articles, how they were read, what it has set, and whose a message is."""

from bot.storage.preferences import Preferences
from bot.storage.revisions import Part
from bot.storage.store import Store

__all__ = ["Part", "Preferences", "Store"]
