"""What is kept of a chat: its articles, how they were read, and which message belongs to which article."""

from bot.storage.store import Store

__all__ = ["Store"]
