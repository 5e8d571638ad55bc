"""The chat page on this machine: the same conversation without Telegram."""
