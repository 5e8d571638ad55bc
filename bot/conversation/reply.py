"""A reply as data: what is said, without markup, so that every front end can render it its own way.

Texts may hold words from outside (article, user); a front end escapes all of them alike.
"""

from dataclasses import dataclass, field

from models.reading import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line that names what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A line on what follows it: who said a quotation, what they did with it, who tells it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; neighbours in a reply form the list. `mark` stands before it: a bullet, or its number."""

    text: str
    mark: str = "•"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the article, shown as said: always a slice of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that proves an answer, `marked` (offsets into `text`) the part that is the answer."""

    text: str
    marked: Span | None = None


Block = Heading | Lead | Paragraph | Item | Quotation | Evidence


def joins(before: Block | None, block: Block) -> bool:
    """Say whether a block stands right below the one before it, with no blank line between."""
    match before, block:
        case (Heading() | Lead(), _) | (Item(), Item() | Evidence()):
            return True
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press under a reply; `action` is at most 64 bytes of ASCII and stays valid after a restart."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep, made of text."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What is noted of a message that carries a reply: its article, whose buttons it has, whether it has any."""

    article: int | None
    person: str | None
    pressable: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says to one turn; `article` is the id of the stored article that it speaks of.

    `apart` is whether the reply to a press is a message of its own, and does not take the place of the pressed one.
    `documents` come below the blocks; `person` is who alone may press the buttons, None everybody; `language` is that
    of the bot's own words in it, None the one that the person is spoken to in by the platform. `forgets` is whether the
    chat was forgotten, so that front ends forget what they keep of it.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    article: int | None = None
    apart: bool = False
    documents: tuple[Document, ...] = field(default=())
    person: str | None = None
    language: str | None = None
    forgets: bool = False

    @property
    def mark(self) -> Mark:
        """What is to be noted of the message that carries it."""
        return Mark(self.article, self.person, bool(self.buttons))


@dataclass(frozen=True, slots=True)
class Revision:
    """What an edited article is answered with, in the place of the message that showed it, None where none did."""

    reply: Reply
    shown: str | None
