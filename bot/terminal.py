"""A reply in a terminal, or as plain text where the output goes elsewhere.

The words stay in the order in which they are read: a terminal that knows right-to-left scripts turns them itself.
"""

import sys
from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.conversation.reply import Block, Evidence, Heading, Item, Quotation, joins
from bot.direction import marks, neutral
from models.reading import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 100  # columns; a longer line is hard to follow from its end to the next one's beginning
_INDENT = "    "

# Each paragraph takes its direction from its own first letter (terminal-wg.pages.freedesktop.org/bidi); a terminal
# that does not know the mode leaves it be.
_AUTODETECT, _AS_BEFORE = "\x1b[?2501h", "\x1b[?2501l"


def show(blocks: Iterable[Block]) -> None:
    """Print the blocks on standard output."""
    if not sys.stdout.isatty():
        sys.stdout.write(plain(blocks))
        return
    console = Console(highlight=False, markup=False, emoji=False)
    with _autodetected():
        for line in _lines(blocks):
            for part in _wrapped(line, console):
                console.print(_turned(part), soft_wrap=True)


def plain(blocks: Iterable[Block]) -> str:
    """Return the blocks as lines of text, without marks or colour, their words exactly as they are."""
    return "".join(f"{line.plain}\n" for line in _lines(blocks))


@contextmanager
def _autodetected() -> "Iterator[None]":
    sys.stdout.write(_AUTODETECT)
    try:
        yield
    finally:
        sys.stdout.write(_AS_BEFORE)


def _lines(blocks: Iterable[Block]) -> "Iterator[Text]":
    """Yield the lines; a blank one before each block that stands by itself."""
    before: Block | None = None
    for block in blocks:
        if before and not joins(before, block):
            yield Text()
        yield from _text(block).split("\n", allow_blank=True)
        before = block


def _text(block: Block) -> Text:
    text = Text(neutral(block.text))
    match block:
        case Heading():
            text.stylize("bold")
        case Item():
            text = Text(f"{block.mark} ") + text
        case Quotation():
            text = Text("\n").join(Text(_INDENT) + line for line in text.split("\n", allow_blank=True))
            text.stylize("cyan")
        case Evidence(text=words, marked=Span() as marked):
            # in parts, because what is left out of one would move the next
            before, after = words[: marked.start], words[marked.end :]
            text = Text.assemble(neutral(before), (neutral(marked.of(words)), "bold"), neutral(after))
    return text


def _wrapped(line: Text, console: Console) -> Iterable[Text]:
    """Return the line cut between words to what the terminal is wide, every part indented as the first."""
    indent = _INDENT if line.plain.startswith(_INDENT) else ""
    width = min(console.width, _WIDEST) - len(indent)
    parts = line[len(indent) :].wrap(console, width) if line.plain else [line]
    return [Text(indent) + part for part in parts]


def _turned(line: Text) -> Text:
    """Return the line with the marks that make it read right to left whatever it begins with or holds."""
    placed = marks(line.plain)
    parts = line.divide([at for at, _ in placed])
    return Text.assemble(
        parts[0], *(piece for mark, part in zip(placed, parts[1:], strict=True) for piece in (mark[1], part))
    )
