"""Packing the pieces of a reply into as few messages as Telegram's limits allow."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from bot.telegram.pieces import Piece

LIMIT: Final = 4096
"""What a message may hold, in UTF-16 units without its markup."""

_ENTITIES: Final = 100  # Telegram leaves the formatting beyond out; a piece has one entity at most
_LEAD: Final = 256  # what is kept free before a piece that had to be cut, for the heading that leads it


def gap(piece: Piece) -> str:
    """Return what stands between a piece and the one before it."""
    return "\n" if piece.tight else "\n\n"


def split(pieces: Iterable[Piece], limit: int = LIMIT) -> list[list[Piece]]:
    """Return the pieces message by message: only a piece that fits no message is cut, a heading never comes last."""
    messages: list[list[Piece]] = [[]]
    for piece in pieces:
        for part in [piece] if piece.size <= limit else piece.cut(limit - _LEAD):
            if not _fit([*messages[-1], part], limit):
                messages.append(_leads_of(messages[-1], part, limit))
            messages[-1].append(part)
    return [message for message in messages if message]


def _fit(pieces: Sequence[Piece], limit: int) -> bool:
    size = sum(piece.size for piece in pieces) + sum(len(gap(piece)) for piece in pieces[1:])
    return size <= limit and len(pieces) <= _ENTITIES


def _leads_of(message: list[Piece], part: Piece, limit: int) -> list[Piece]:
    """Take the headings that the message ends with out of it, where they fit before the part that they lead."""
    leads = list(takewhile(lambda piece: piece.leads, reversed(message)))[::-1]
    if not leads or not _fit([*leads, part], limit):
        return []
    del message[-len(leads) :]
    return leads
