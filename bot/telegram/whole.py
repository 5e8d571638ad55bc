"""A reply that takes too many messages: its beginning in one, and the whole of it as a file."""

from typing import Final

from bot.conversation.reply import Document, Reply
from bot.telegram.pieces import Piece
from bot.telegram.render import Part, markup, opening, pieces_of, render
from bot.texts import plain, say

MOST: Final = 4
"""Messages that a reply may take."""
IN_PLACE: Final = 1
"""Messages of a reply that takes the place of another: more of them would stay behind when the next one does."""

_NAME: Final = "manqal.html"
_PAGE: Final = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 42rem; margin: 1.5rem auto; padding: 0 1rem; font: 1.1rem/1.7 system-ui, sans-serif }}
div {{ margin-top: 1rem; white-space: pre-wrap }}
div.tight {{ margin-top: 0.2rem }}
blockquote {{ margin: 0; padding: 0.2rem 0.8rem; border-inline-start: 4px solid #3a8bd0; background: #3a8bd01a }}
</style>
{body}
</html>
"""


def fitted(reply: Reply, language: str, most: int) -> tuple[tuple[Part, ...], tuple[Document, ...]]:
    """Return the messages of a reply and the files below them.

    One that takes more than `most` messages is its beginning, with a word on the file that holds all of it.
    """
    parts = render(reply, language)
    if len(parts) <= most:
        return parts, reply.documents
    note = say("telegram.whole", plain(reply.language or language))
    whole = Document(_NAME, _page(reply, language))
    return (opening(reply, note, language),), (whole, *reply.documents)


def _page(reply: Reply, language: str) -> str:
    spoken = plain(reply.language or language)
    return _PAGE.format(
        language=spoken,
        direction="rtl" if spoken == "ar" else "ltr",
        title=say("web.title", spoken),
        body="\n".join(map(_block, pieces_of(reply, language))),
    )


def _block(piece: Piece) -> str:
    return f'<div dir="auto"{" class=tight" if piece.tight else ""}>{markup(piece)}</div>'
