"""A reply as Telegram messages: HTML and a keyboard. The only place that escapes what comes from outside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import direction
from bot.conversation.reply import Block, Button, Evidence, Heading, Item, Quotation, Reply
from bot.telegram.pieces import Piece
from bot.telegram.split import gap, split
from models.reading import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One message: `html` to send, `text` the same without markup, `keyboard` under a reply's last message."""

    html: str
    text: str
    keyboard: InlineKeyboardMarkup | None = None


def render(reply: Reply, language: str = "ar") -> tuple[Part, ...]:
    """Return the messages that carry the reply to someone who is spoken to in `language`, unless the reply is not."""
    pieces = [piece for piece in _pieces(reply.blocks, reply.language or language) if piece.text]
    parts = [Part(_html(message), _text(message)) for message in split(pieces)]
    if parts and reply.buttons:
        parts[-1] = replace(parts[-1], keyboard=_keyboard(reply.buttons))
    return tuple(parts)


def _keyboard(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(direction.neutral(button.label), callback_data=button.action) for button in row]
            for row in rows
        ]
    )


def _pieces(blocks: Iterable[Block], language: str) -> Iterator[Piece]:
    before: Block | None = None
    for block in blocks:
        piece = _piece(block)
        tight = isinstance(before, Heading) or (isinstance(before, Item) and isinstance(block, Item))
        rtl = language == "ar" or isinstance(block, Quotation | Evidence)  # those are the article's own words
        yield replace(piece, tight=tight, rtl=rtl or direction.starts_arabic(piece.text))
        before = block


def _piece(block: Block) -> Piece:
    text = direction.neutral(block.text).strip()
    match block:
        case Heading():
            return Piece(text, bold=Span(0, len(text)), leads=True)
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


def _text(message: list[Piece]) -> str:
    return _joined(message, [piece.shown(0, len(piece.text)) for piece in message])


def _html(message: list[Piece]) -> str:
    return _joined(message, [_markup(piece) for piece in message])


def _joined(message: list[Piece], texts: list[str]) -> str:
    first, *rest = texts
    return first + "".join(gap(piece) + text for piece, text in zip(message[1:], rest, strict=True))


def _markup(piece: Piece) -> str:
    bold = piece.bold or Span(0, 0)
    edges = sorted({0, bold.start, bold.end, len(piece.text)})
    stretches = [
        f"<b>{_escaped(piece, *edge)}</b>" if edge == (bold.start, bold.end) else _escaped(piece, *edge)
        for edge in pairwise(edges)
    ]
    markup = "".join(stretches)
    return f"<blockquote>{markup}</blockquote>" if piece.quoted else markup


def _escaped(piece: Piece, start: int, end: int) -> str:
    return escape(piece.shown(start, end), quote=False)
