"""A reply as Telegram messages: HTML and a keyboard. The only place that escapes what comes from outside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import direction
from bot.conversation.reply import Block, Button, Evidence, Heading, Item, Lead, Quotation, Reply, joins
from bot.telegram.pieces import Piece
from bot.telegram.split import LIMIT, gap, split
from models.reading import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One message: `html` to send, `text` the same without markup, `keyboard` under a reply's last message."""

    html: str
    text: str
    keyboard: InlineKeyboardMarkup | None = None


def render(reply: Reply, language: str = "ar") -> tuple[Part, ...]:
    """Return the messages that carry the reply to someone who is spoken to in `language`, unless the reply is not."""
    parts = [_part(message) for message in split(pieces_of(reply, language))]
    if parts:
        parts[-1] = replace(parts[-1], keyboard=_keyboard(reply, language))
    return tuple(parts)


def opening(reply: Reply, note: str, language: str = "ar") -> Part:
    """Return as much of a reply as one message holds together with a note below it, and the reply's buttons."""
    below = Piece(note, rtl=(reply.language or language) == "ar")
    first = split(pieces_of(reply, language), LIMIT - below.size - len(gap(below)))[0]
    return replace(_part([*first, below]), keyboard=_keyboard(reply, language))


def pieces_of(reply: Reply, language: str) -> list[Piece]:
    """Return the pieces of a reply that have anything to show."""
    return [piece for piece in _pieces(reply.blocks, reply.language or language) if piece.text]


def markup(piece: Piece) -> str:
    """Return a piece as HTML, escaped."""
    bold = piece.bold or Span(0, 0)
    edges = sorted({0, bold.start, bold.end, len(piece.text)})
    stretches = [
        f"<b>{_escaped(piece, *edge)}</b>" if edge == (bold.start, bold.end) else _escaped(piece, *edge)
        for edge in pairwise(edges)
    ]
    html = "".join(stretches)
    return f"<blockquote>{html}</blockquote>" if piece.quoted else html


def _part(message: Sequence[Piece]) -> Part:
    return Part(
        html=_joined(message, [markup(piece) for piece in message]),
        text=_joined(message, [piece.shown(0, len(piece.text)) for piece in message]),
    )


def _keyboard(reply: Reply, language: str) -> InlineKeyboardMarkup | None:
    """Return the buttons; Telegram lays a row out from the left, and Arabic readers begin at the right."""
    step = -1 if (reply.language or language) == "ar" else 1
    rows = [[_button(button) for button in row[::step]] for row in reply.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    label = direction.neutral(button.label)
    piece = Piece(label, rtl=direction.is_mostly_arabic(label))
    return InlineKeyboardButton(piece.shown(0, len(label)), callback_data=button.action)


def _pieces(blocks: Iterable[Block], language: str) -> Iterator[Piece]:
    before: Block | None = None
    for block in blocks:
        piece = _piece(block)
        tight = joins(before, block)
        proof = tight and isinstance(block, Evidence)  # of the point above it
        rtl = language == "ar" or _is_the_articles(block)
        yield replace(piece, tight=tight, quoted=piece.quoted or proof, rtl=rtl)
        before = block


def _is_the_articles(block: Block) -> bool:
    """Say whether a block of an English reply shows the article's words, or a line that an Arabic name begins."""
    match block:
        case Quotation() | Evidence():
            return True
        case Heading() | Item():
            return direction.starts_arabic(block.text) or direction.is_mostly_arabic(block.text)
        case _:
            return direction.starts_arabic(block.text)


def _piece(block: Block) -> Piece:
    text = direction.neutral(block.text).strip()
    match block:
        case Heading():
            return Piece(text, bold=Span(0, len(text)), leads=True)
        case Lead():
            return Piece(text, leads=True)
        case Quotation():
            return Piece(text, quoted=True)
        case Evidence(marked=Span() as marked):
            return Piece(text, bold=_moved(marked, block.text))
        case Item():
            return Piece(f"{block.mark} {text}" if text else "")
        case _:
            return Piece(text)


def _moved(marked: Span, text: str) -> Span:
    """Return where the span of a text lies once the text is neutral and stripped."""
    whole = direction.neutral(text)
    blank, length = len(whole) - len(whole.lstrip()), len(whole.strip())
    start, end = (
        min(max(len(direction.neutral(text[:offset])) - blank, 0), length) for offset in (marked.start, marked.end)
    )
    return Span(start, end)


def _joined(message: Sequence[Piece], texts: list[str]) -> str:
    first, *rest = texts
    return first + "".join(gap(piece) + text for piece, text in zip(message[1:], rest, strict=True))


def _escaped(piece: Piece, start: int, end: int) -> str:
    return escape(piece.shown(start, end), quote=False)
