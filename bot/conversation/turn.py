"""What a front end hands over: something a person sent, or a button they pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.storage import Part


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded text comes from, as far as the platform tells."""

    name: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was sent: its name, and what brings its content, which may raise ReaderError."""

    name: str
    load: Callable[[], Awaitable[bytes]]


async def alone() -> bool:
    """Say that somebody has the say in a chat, as everybody has in a chat of their own."""
    return True


Leads = Callable[[], Awaitable[bool]]
"""Tells whether a person has the say in their chat: all have it in one of their own, in a group its admins."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a person sent in a chat, with its parts joined where the platform cut it.

    `chat` names the chat across platforms ("telegram:42", "web:…"); `message` and `reply_to` are the platform's
    ids of this message (the first, of several) and of the one it replies to; `language` is the user's ("ar" or "en");
    `person` tells who of several people in a chat sent it, None where there is one alone or the platform does not say;
    `links` are those that stand behind words; `parts` is empty where the text came in one message. `answered` is the
    message that it replies to, where the platform hands over what others wrote, and `pointed` the words of that message
    that it points at. `edited` tells one edit of a message from another; `session` tells the chat page's visitors
    apart where they log in.
    """

    chat: str
    message: str
    text: str
    language: str = "ar"
    reply_to: str | None = None
    origin: Origin | None = None
    person: str | None = None
    links: tuple[str, ...] = ()
    attachment: Attachment | None = None
    parts: tuple[Part, ...] = ()
    answered: "Message | None" = None
    pointed: str | None = None
    edited: str | None = None
    leads: Leads = alone
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button that a person pressed: `action` as the reply's `Button` gave it."""

    chat: str
    message: str
    action: str
    language: str = "ar"
    person: str | None = None
    leads: Leads = alone
    session: str | None = None
