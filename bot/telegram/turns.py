"""Which of the messages that a person sent one after the other are one thing: a paste in parts, an album, a comment.

Telegram sends the parts of a long paste, the pictures of an album, and a forwarded post and the words that were put to
it, each as a message of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import Final

import telegram

from bot.telegram import incoming
from bot.telegram.paste import LONG, rejoined
from bot.telegram.pieces import units
from models.reading import Span

_TOGETHER: Final = timedelta(seconds=5)  # what waited while the bot was away comes at once, whenever it was sent
_FORWARDED_PART: Final = 4_000  # UTF-16 units; two posts of a channel may both be long, a part is as long as can be
_COMMENT: Final = 400  # UTF-16 units; what is longer beside a forwarded post is a text of its own


@dataclass(frozen=True)
class Unit:
    """The messages that are one text: a paste's parts, an album's items, or a single message."""

    messages: tuple[telegram.Message, ...]

    @cached_property
    def text(self) -> str:
        """What was written, the parts joined; empty for pictures without a caption."""
        return self._joined[0]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The stretch of the text that each message brought."""
        return self._joined[1]

    @cached_property
    def _joined(self) -> tuple[str, tuple[Span, ...]]:
        first = self.messages[0]
        written = [incoming.text_of(message) for message in self.messages]
        if first.media_group_id is None:
            return rejoined(written)
        captions = "\n".join(filter(None, written))
        at = [captions.find(caption) if caption else 0 for caption in written]
        return captions, tuple(Span(start, start + len(words)) for start, words in zip(at, written, strict=True))

    @property
    def unread(self) -> list[str]:
        """The keys of the words that say what of it is not read."""
        keys = [incoming.unread(message, captioned=bool(self.text)) for message in self.messages]
        return list(dict.fromkeys(key for key in keys if key))

    @property
    def is_brought(self) -> bool:
        """Whether it is something from elsewhere, which its sender may say something about."""
        first = self.messages[0]
        return any((first.forward_origin, incoming.file_of(first), first.media_group_id))

    @property
    def is_comment(self) -> bool:
        """Whether it may be what a person says about something that they brought, be it the bot's name alone."""
        return not self.is_brought and bool(self.messages[0].text) and units(self.text) <= _COMMENT

    def goes_on_with(self, message: telegram.Message) -> bool:
        """Say whether a message is the next of this album or the next part of this paste."""
        last = self.messages[-1]
        if message.media_group_id is not None or last.media_group_id is not None:
            return message.media_group_id == last.media_group_id
        if not last.text or not message.text or not _are_together(last, message) or not _same_origin(last, message):
            return False
        return units(last.text) >= (LONG if last.forward_origin is None else _FORWARDED_PART)


@dataclass(frozen=True)
class Turn:
    """What a person sent at once, to be answered as one."""

    units: tuple[Unit, ...]

    @property
    def messages(self) -> Iterator[telegram.Message]:
        """Every message of it, in order."""
        return chain.from_iterable(unit.messages for unit in self.units)

    def addressed(self, bot: telegram.Bot) -> telegram.Message | None:
        """Return the message by which the bot is spoken to, the last of several; None where it is not."""
        return next((message for message in reversed([*self.messages]) if incoming.is_for(bot, message)), None)


def turns(messages: Iterable[telegram.Message]) -> list[Turn]:
    """Return the turns that one person's messages make, in the order in which they were sent."""
    found: list[Turn] = []
    for run in _runs(_units(sorted(messages, key=lambda message: message.message_id))):
        if any(unit.is_brought for unit in run):
            together = tuple(unit for unit in run if unit.is_brought or unit.is_comment)
            found += [Turn(together), *(Turn((unit,)) for unit in run if unit not in together)]
        else:
            found += [Turn((unit,)) for unit in run]
    return found


def _units(messages: Sequence[telegram.Message]) -> list[Unit]:
    found: list[Unit] = []
    for message in messages:
        if found and found[-1].goes_on_with(message):
            found[-1] = Unit((*found[-1].messages, message))
        else:
            found.append(Unit((message,)))
    return found


def _runs(found: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Yield what was sent in one go."""
    run: list[Unit] = []
    for unit in found:
        if run and not _are_together(run[-1].messages[-1], unit.messages[0]):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _are_together(one: telegram.Message, next_: telegram.Message) -> bool:
    return next_.date - one.date <= _TOGETHER


def _same_origin(one: telegram.Message, other: telegram.Message) -> bool:
    ours, theirs = incoming.origin_of(one), incoming.origin_of(other)
    return ours == theirs if ours is None or theirs is None else ours.name == theirs.name
