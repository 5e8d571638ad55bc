"""A reply as JSON for the page, which puts every text in place as text and never as markup."""

from typing import Any

from bot.conversation.reply import Block, Evidence, Heading, Item, Lead, Paragraph, Quotation, Reply
from models.reading import Span

_KINDS: dict[type[Block], str] = {
    Heading: "heading",
    Lead: "lead",
    Paragraph: "paragraph",
    Item: "item",
    Quotation: "quotation",
    Evidence: "evidence",
}

_BULLET = Item("").mark  # a browser makes its own


def render(reply: Reply, message: str) -> dict[str, Any]:
    """Return the reply that the message `message` carries: its blocks, files and buttons, the article it speaks of.

    A block is `{"kind", "parts": [{"text", "marked"}…]}`, a numbered item of the kind "entry": parts and not offsets,
    because Python counts characters where a browser counts UTF-16 units.
    """
    return {
        "message": message,
        "article": reply.article,
        "blocks": [_block(block) for block in reply.blocks],
        "documents": [{"name": document.name, "content": document.content} for document in reply.documents],
        "language": reply.language,
        "buttons": [[{"label": button.label, "action": button.action} for button in row] for row in reply.buttons],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Item) and block.mark != _BULLET:
        return {"kind": "entry", "parts": [{"text": f"{block.mark} {block.text}", "marked": False}]}
    return {"kind": _KINDS[type(block)], "parts": _parts(block)}


def _parts(block: Block) -> list[dict[str, Any]]:
    marked = block.marked if isinstance(block, Evidence) and block.marked else Span(0, 0)
    stretches = [
        (block.text[: marked.start], False),
        (marked.of(block.text), True),
        (block.text[marked.end :], False),
    ]
    return [{"text": text, "marked": is_marked} for text, is_marked in stretches if text]
