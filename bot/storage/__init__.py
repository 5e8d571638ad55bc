"""What is kept of a chat: its articles, how they were read, what it has set and asked last, and whose a message is."""

from typing import Final

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.storage.preferences import Preferences
from bot.storage.revisions import Part
from bot.storage.store import Store
from bot.storage.turns import Turn

Unavailable: Final = (OperationalError, InterfaceError, NoConnectionError)
"""What a query raises while the database does not answer, or others keep all connections to it busy."""

__all__ = ["Part", "Preferences", "Store", "Turn", "Unavailable"]
