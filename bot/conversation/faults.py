"""What cannot be read, in words."""

from bot.errors import OverQuota, ReaderError
from bot.texts import count, say

_MINUTE, _HOUR = 60, 3_600
_FEW = 1.5  # units: below, the smaller unit tells more


def fault_words(error: ReaderError, language: str) -> str:
    """Return the words that tell a fault, and of a quota when there is room again."""
    if isinstance(error, OverQuota):
        return f"{say(error.text_key, language)} {waiting(int(str(error.details['seconds'])), language)}"
    return say(error.text_key, language, **error.details)


def waiting(seconds: int, language: str) -> str:
    """Return the words that say when one may go on, rounded up: "You may go on in 5 minutes."."""
    if seconds <= _FEW * _MINUTE:
        return count("wait.seconds", seconds, language)
    if seconds <= _FEW * _HOUR:
        return count("wait.minutes", -(-seconds // _MINUTE), language)
    return count("wait.hours", -(-seconds // _HOUR), language)
