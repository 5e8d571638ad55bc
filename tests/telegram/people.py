"""The people who talk to the bot in the tests, and the chats that they do it in."""

import re
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram import markup
from tests.telegram.botapi import BotApi

_ENTITIES = (("bot_command", re.compile(r"^/\w+(?:@\w+)?")), ("mention", re.compile(r"(?<![\w/])@\w+")))
_QUERIES = count(1)


@dataclass(frozen=True)
class Shown:
    """A message of the bot's as its reader sees it."""

    raw: dict[str, Any]

    @property
    def id(self) -> int:
        return self.raw["message_id"]

    @property
    def text(self) -> str:
        return self.raw["text"]

    @property
    def words(self) -> str:
        """The text without its marks of direction."""
        return _without_marks(self.text)

    def under(self, kind: str) -> list[str]:
        """The stretches of one formatting: "bold", "blockquote"."""
        return markup.under(kind, self.text, self.raw.get("entities", []))

    @property
    def buttons(self) -> dict[str, str]:
        """What can be pressed: label to action."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}


@dataclass(frozen=True)
class Offered:
    """What the bot offers to send to another chat."""

    raw: dict[str, Any]

    @property
    def titles(self) -> list[str]:
        """What is chosen from, without marks of direction."""
        return [_without_marks(result["title"]) for result in self.raw["results"]]

    @property
    def messages(self) -> list[Shown]:
        """What would be sent."""
        return [Shown(result["message"]) for result in self.raw["results"]]

    @property
    def button(self) -> str:
        """The words of the button that leads to the private chat."""
        return self.raw.get("button", {}).get("text", "")


@dataclass
class Person:
    """Someone with a chat: their private one, or the group `chat`."""

    api: BotApi
    id: int = 42
    language: str | None = "ar"
    chat: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.user = {"id": self.id, "is_bot": False, "first_name": "سلمى"}
        if self.language:
            self.user["language_code"] = self.language
        self.chat = self.chat or {"id": self.id, "type": "private", "first_name": "سلمى"}

    def message(self, text: str | None = None, **fields: Any) -> dict[str, Any]:
        """Return a message of this person's as Telegram's JSON."""
        message = {
            "message_id": self.api.next_message_id(self.chat["id"]),
            "date": int(time.time()),
            "chat": self.chat,
            "from": self.user,
            **fields,
        }
        if text is not None:
            message |= {"text": text, "entities": entities(text)}
        return message

    async def say(self, text: str | None = None, *, reply_to: int | None = None, **fields: Any) -> int:
        """Send a message and return its id."""
        if reply_to is not None:
            fields["reply_to_message"] = self.api.messages[self.chat["id"], reply_to]
        message = self.message(text, **fields)
        await self.api.push({"message": message})
        return message["message_id"]

    async def types(self, query: str, offset: str = "") -> str:
        """Type after the bot's name in some other chat; returns the query's id."""
        number = f"inline{next(_QUERIES)}"
        typed = {"id": number, "from": self.user, "query": query, "offset": offset, "chat_type": "supergroup"}
        await self.api.push({"inline_query": typed})
        return number

    async def offered(self, query: str, offset: str = "") -> Offered:
        """Type after the bot's name, and return what can be sent."""
        return Offered(await self.api.offer(await self.types(query, offset)))

    async def press(self, shown: Shown, label: str) -> None:
        """Press the button that carries `label`."""
        await self.api.push(self.pressed(shown, shown.buttons[label]))

    def pressed(self, shown: Shown, action: str) -> dict[str, Any]:
        """Return the press of a button as Telegram's JSON."""
        return {
            "callback_query": {
                "id": f"query{next(_QUERIES)}",
                "from": self.user,
                "chat_instance": "1",
                "data": action,
                "message": self.api.messages[self.chat["id"], shown.id],
            }
        }

    async def sees(self, within: float = 20) -> Shown:
        """Return the next message that the bot sends to or edits in this chat, waiting for it so many seconds."""
        return Shown(await self.api.shown(self.chat["id"], within))


def _without_marks(text: str) -> str:
    return re.sub(r"[\u200e\u200f\u2066-\u2069]", "", text)


def entities(text: str) -> list[dict[str, Any]]:
    """Return the commands and mentions that Telegram finds in a text."""
    return [
        {"type": kind, "offset": markup.units(text[: found.start()]), "length": markup.units(found[0])}
        for kind, pattern in _ENTITIES
        for found in pattern.finditer(text)
    ]
