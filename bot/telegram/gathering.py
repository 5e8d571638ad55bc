"""What belongs together: a message waits for a short while for the rest of what its sender sends.

A long paste comes in parts, a post with the words on it. The first message of such a turn is answered with all of it,
the others are settled by that. How long a message is waited on counts from when it came: what waited in line anyway is
not waited on again.
"""

import asyncio
import time
from collections.abc import Iterable
from typing import Final

from telegram import Bot, Message, Update

from bot.inbox import Entry, Look
from bot.telegram import incoming
from bot.telegram.incoming import sender_of
from bot.telegram.paste import LONG
from bot.telegram.pieces import units
from bot.telegram.turns import Turn, turns

_COMMENT: Final = 0.2  # of the quiet time: a post follows its sender's words on it within a tenth of a second
_LOOK: Final = 0.5  # seconds after which it is looked whether the sender went on to something else
_LONGEST: Final = 30.0  # seconds; whoever never pauses is answered in between

Gathered = tuple[Turn, tuple[str, ...]]
"""A turn, and the ids of the other entries that it settles."""


async def gather(bot: Bot, entry: Entry, message: Message, look: Look, quiet: float) -> Gathered:
    """Return the turn that a message belongs to, when its sender has been quiet; `quiet` is how many seconds."""
    until = entry.received + _wait(message, quiet)
    while True:
        await asyncio.sleep(min(until - time.time(), _LOOK))
        others = await look.others()
        following = _following(bot, entry, message, others)
        last = max([until, *(other.received + _wait(each, quiet) for other, each in following)])
        over = any(_is_word(bot, other, message) for other in others if other.number > entry.number)
        if over or last <= time.time() or time.time() - entry.received > _LONGEST:
            return _together(bot, message, following, others)
        until = last


def _following(bot: Bot, entry: Entry, message: Message, others: Iterable[Entry]) -> list[tuple[Entry, Message]]:
    """Return what the same sender sent after the message and nobody works on yet."""
    found = []
    for other in others:
        if other.number > entry.number and not other.running:
            each = message_of(bot, other)
            if each is not None and sender_of(each) == sender_of(message):
                found.append((other, each))
    return found


def _together(bot: Bot, message: Message, following: list[tuple[Entry, Message]], others: list[Entry]) -> Gathered:
    """Return the turn of a message among what followed it, each as it was edited meanwhile."""
    edits = dict(edited for other in others if not other.running for edited in _edit(bot, other))
    known = {each.message_id: other.id for other, each in following}
    sent = [edits.get(each.message_id, (each, ""))[0] for each in (message, *(each for _, each in following))]
    turn = next(turn for turn in turns(sent) if any(each.message_id == message.message_id for each in turn.messages))
    ids = [each.message_id for each in turn.messages]
    settled = [known[number] for number in ids if number in known] + [
        edits[number][1] for number in ids if number in edits
    ]
    return turn, tuple(settled)


def message_of(bot: Bot, entry: Entry) -> Message | None:
    """Return the message that an entry brings, a command or nothing to be read aside."""
    update = opened(bot, entry)
    message = (update.message or update.channel_post) if update else None
    if message is None or incoming.is_command(message) or not incoming.says_something(message):
        return None
    return message


def _is_word(bot: Bot, entry: Entry, message: Message) -> bool:
    """Say whether an entry is a command by whoever sent the message: they have finished what they were sending."""
    update = opened(bot, entry) if "message" in entry.raw else None
    other = update.message if update else None
    return other is not None and incoming.is_command(other) and sender_of(other) == sender_of(message)


def opened(bot: Bot, entry: Entry) -> Update | None:
    """Return an entry as an update; None where the library can make nothing of it."""
    try:
        return Update.de_json(entry.raw, bot)
    except Exception:  # whatever a form leads to that it does not know; whoever works on the entry itself logs it
        return None


def _edit(bot: Bot, entry: Entry) -> list[tuple[int, tuple[Message, str]]]:
    edited = entry.raw.get("edited_message") and opened(bot, entry)
    message = edited.edited_message if edited else None
    return [(message.message_id, (message, entry.id))] if message else []


def _wait(message: Message, quiet: float) -> float:
    """Return how many seconds a message is waited on: long where more of the same is likely to follow."""
    brought = message.forward_origin or incoming.file_of(message) or message.media_group_id
    return quiet if brought or units(incoming.text_of(message)) >= LONG else quiet * _COMMENT
