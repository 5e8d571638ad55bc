"""What a message means in its chat, and the reply to it as data. Knows no platform."""

from bot.conversation.conversation import Conversation

__all__ = ["Conversation"]
