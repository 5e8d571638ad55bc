"""The commands that a reader can give, in one table, and what each replies."""

from bot.conversation.commands.table import COMMANDS, obey

__all__ = ["COMMANDS", "obey"]
