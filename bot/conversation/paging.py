"""What does not fit one message, page by page, with buttons that turn them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from bot.conversation.actions import Action, Wanted
from bot.conversation.reply import Block, Button
from bot.storage.entries import Entry
from bot.texts import day, number, say

ENTRIES: Final = 5
"""Articles on a page of a list."""

_ROOM: Final = 2_400  # characters of a page: with its headings and marks it fits one message of every platform
_MOST: Final = 25  # groups on a page, however short
_SHORT_TITLE: Final = 90  # characters of a title in a list

Group = tuple[Block, ...]
Buttons = tuple[tuple[Button, ...], ...]


def packed(groups: Iterable[Group]) -> list[list[Group]]:
    """Return groups of blocks that stay together, page by page; one that is larger than a page has its own."""
    pages: list[list[Group]] = [[]]
    room = _ROOM
    for group in groups:
        needed = sum(len(block.text) for block in group)
        if pages[-1] and (needed > room or len(pages[-1]) == _MOST):
            pages.append([])
            room = _ROOM
        pages[-1].append(group)
        room -= needed
    return pages


def once(groups: Iterable[Group], leading: int) -> Iterator[Block]:
    """Yield the blocks of a page, the first `leading` of each group only from where they change."""
    before: Group = ()
    for group in groups:
        same = next((n for n in range(leading) if before[n : n + 1] != group[n : n + 1]), leading)
        yield from group[same:]
        before = group


def turning(to: Callable[[int], Action], at: int, pages: int, language: str) -> Buttons:
    """Return the buttons to the pages before and after this one, none where there is no other."""
    found = []
    if at > 0:
        found.append(Button(say("button.previous", language), str(to(at - 1))))
    if at < pages - 1:
        found.append(Button(say("button.next", language), str(to(at + 1))))
    return (tuple(found),) if found else ()


def within(at: int, pages: int) -> int:
    """Return a page's number, the last one's where it is beyond: a page may have gone since the button was made."""
    return max(0, min(at, pages - 1))


def choosing(entries: Sequence[Entry], first: int, language: str) -> Buttons:
    """Return a button for each entry of a page, by the number that it is listed under."""
    row = tuple(
        Button(number(n, language), str(Action(Wanted.TALK, entry.number))) for n, entry in enumerate(entries, first)
    )
    return (row,) if row else ()


def titled(entry: Entry, language: str) -> str:
    """Return the title of an article with the day it was published, else the day it came."""
    title = shortened(entry.title, _SHORT_TITLE)
    if entry.published is not None:
        return say("entry.published", language, title=title, day=day(entry.published, language))
    if entry.received is not None:
        return say("entry.received", language, title=title, day=day(entry.received, language))
    return title


def shortened(text: str, most: int) -> str:
    """Return a text cut between words to at most so many characters, "…" in place of the rest."""
    return text if len(text) <= most else text[: most - 1].rsplit(maxsplit=1)[0].rstrip("،,:؛ ") + "…"
