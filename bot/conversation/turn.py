"""What a front end hands over: something a person wrote, or a button they pressed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded text comes from, as far as the platform tells."""

    name: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What a person wrote in a chat.

    `chat` names the chat across platforms ("telegram:42", "web:…"); `message` and `reply_to` are the platform's
    ids of this message and of the one it replies to; `language` is the user's ("ar" or "en"); `person` tells who of
    several people in a chat wrote it, None where there is one alone or the platform does not say.
    """

    chat: str
    message: str
    text: str
    language: str = "ar"
    reply_to: str | None = None
    origin: Origin | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button that a person pressed: `action` as the reply's `Button` gave it."""

    chat: str
    message: str
    action: str
    language: str = "ar"
    person: str | None = None
