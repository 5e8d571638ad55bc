"""Nothing lost: an update is made durable before it is confirmed, run once, in order within its chat."""

from bot.inbox.entry import Doubt, Entry, GivenUpError, Look, Outcome, Way, Worker
from bot.inbox.inbox import Inbox
from bot.inbox.racing import WithdrawnError, unless

__all__ = ["Doubt", "Entry", "GivenUpError", "Inbox", "Look", "Outcome", "Way", "WithdrawnError", "Worker", "unless"]
