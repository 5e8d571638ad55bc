"""What is kept of a chat: its articles, how they were read, what it has set and asked last, and whose a message is."""

from typing import Final

from sqlalchemy.exc import InterfaceError, OperationalError

from bot.storage.preferences import Preferences
from bot.storage.revisions import Part
from bot.storage.store import Store
from bot.storage.turns import Turn

Unavailable: Final = (OperationalError, InterfaceError)
"""What a query raises while the database does not answer."""

__all__ = ["Part", "Preferences", "Store", "Turn", "Unavailable"]
