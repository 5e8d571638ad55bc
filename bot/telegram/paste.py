"""The text of a paste that a client cut in parts, as it was before.

Clients cut what is longer than a message holds: some right at the limit, through words; some at the last blank or line
end before it, and the blank is lost on the way, since Telegram strips what is sent. Nothing tells which it was but the
letters on both sides of the cut.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.telegram.pieces import units
from models.reading import Span

LONG: Final = 2_000
"""UTF-16 units. A part that another follows is no shorter: clients look for a line end in the second half only."""

_AT_LIMIT: Final = 4_000  # from here on a part was cut because nothing more fitted
_ARABIC_LETTER: Final = re.compile(r"[\u0621-\u064a]")
_ENDS_WORD: Final = re.compile(r"[ةى.،:؛!؟…»)\]]")  # no Arabic word goes on behind one of these


def rejoined(parts: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a paste, and the stretch of it that each part brought, in the parts' order."""
    text, spans = "", list[Span]()
    for part in parts:
        text += _between(text, part, before=parts[len(spans) - 1]) if spans else ""
        spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, tuple(spans)


def _between(text: str, part: str, *, before: str) -> str:
    """Return what stood between two parts: nothing where the first was cut at the limit, else a line's end.

    Where a word ends at the cut and another begins, a blank did: "في المدينة" and "وقال", "انتهى." and "ثم".
    """
    if units(before) < _AT_LIMIT:
        return "\n"
    apart = _ENDS_WORD.match(text[-1]) and _ARABIC_LETTER.match(part[:1])
    return " " if apart else ""
