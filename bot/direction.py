"""Lines that read right to left whatever stands in them.

A chat program takes a line's direction from its first strong character, so "BBC قالت" would turn over, and orders
Latin words, digits and signs by rules that tear "F-16" and "20 km" apart. A mark at the line's start and an
isolate around each left-to-right run settle both.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

MARK: Final = "\u200f"
"""The right-to-left mark: without a shape, it gives a line its direction."""
ISOLATE: Final = "\u2068"
END: Final = "\u2069"

# From outside these could turn our own lines around ("\u202e" shows what follows it backwards), break them in
# places that we do not know of, or, a lone half of a character, not be sent at all.
_NEUTRAL: Final = (
    dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")  # embeddings, overrides, isolates
    | dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "")  # controls
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    | dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
    | {0x09: "\t", 0x0A: "\n"}
)

# A letter of a script that runs left to right: any but the Hebrew and Arabic blocks, with its accents.
_LETTER: Final = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_CORE: Final = rf"(?:{_LETTER}|[0-9\u0300-\u036f])"
_SIGNS: Final = frozenset("$€£%°+−")

# A word or number of such a run, with the signs that belong to it: "COVID-19", "20°C", "$5.2", "40€", "/help", ".txt",
# "-5" that follows a blank ("3-1" and "- 5" are no negative numbers); or an address, whatever letters its path has.
_TOKEN: Final = re.compile(
    r"https?://[^\s«»\"<>]*[^\s«»\"<>.,:;!?'’)\]}،؛؟]"
    rf"|(?:[@#$€£+/]|(?<!\w)\.|(?<=[ \u00a0(])[-−](?=\d))?{_CORE}+(?:[.,:;/\\?&=%+#@_~'’‑–—°*-]+{_CORE}+)*[%+°$€£]*"
)
_HAS_LETTER: Final = re.compile(_LETTER)
_NATIONAL: Final = re.compile(r"0\d*")  # as the first number of several
_FEWEST: Final = 7  # digits of a telephone number


def neutral(text: str) -> str:
    """Return text from outside without what could reorder or break the lines that it stands in."""
    return text.replace("\r\n", "\n").translate(_NEUTRAL)


def is_arabic(character: str) -> bool:
    """Say whether the character is a letter of the Arabic script, which starts a line right to left."""
    return unicodedata.bidirectional(character) == "AL"


def starts_arabic(line: str) -> bool:
    """Say whether the line's first strong character is an Arabic letter."""
    strong = (kind for kind in map(unicodedata.bidirectional, line) if kind in {"L", "R", "AL"})
    return next(strong, "") == "AL"


def is_mostly_arabic(text: str) -> bool:
    """Say whether a text has more Arabic letters than others, as "BBC وReuters تكشفان عن صفقة" has."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("AL") > kinds.count("L")


def marks(text: str) -> list[tuple[int, str]]:
    """Return what to insert where, in order, so that each line of the text reads right to left."""
    starts = [(line.start(), MARK) for line in re.finditer(r"(?m)^[^\n]+", text) if not is_arabic(line.group()[0])]
    isolates = [mark for start, end in _runs(text) for mark in ((start, ISOLATE), (end, END))]
    return sorted(starts + isolates, key=lambda mark: mark[0])  # stable: a line's mark stays before an isolate


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that read left to right: "BBC News", "20 km", "iPhone 15", "+20 100 123", "50%"."""
    for chain in _chains(text):
        first, last = _lettered(chain)
        for at, token in enumerate(chain):
            if at == first:
                yield token.start(), chain[last].end()
            elif not first <= at <= last and _has_sign(token.group()):
                yield token.span()


def _has_sign(token: str) -> bool:
    return token.startswith("-") or not _SIGNS.isdisjoint(token)


def _is_telephone(chain: list[re.Match[str]]) -> bool:
    """Say whether numbers are one of a telephone: "+20 100 123", "0100-123-4567"; "3-1" and "5 6 7" are none."""
    if chain[0].group().startswith("+"):
        return True
    numbers = "".join(token.group() for token in chain).replace("-", "")
    return numbers.isdigit() and len(numbers) >= _FEWEST and _NATIONAL.match(numbers) is not None


def _lettered(chain: list[re.Match[str]]) -> tuple[int, int]:
    """Return the first and last token of the chain that make one run, (-1, -1) where there is none."""
    if _is_telephone(chain):
        return 0, len(chain) - 1
    letters = [at for at, token in enumerate(chain) if _HAS_LETTER.search(token.group())]
    if not letters:
        return -1, -1
    return max(letters[0] - 1, 0), min(letters[-1] + 1, len(chain) - 1)  # "20 km", "iPhone 15"


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the tokens that follow one another with a single space between."""
    chain: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if chain and text[chain[-1].end() : token.start()] not in {" ", "\u00a0"}:
            yield chain
            chain = []
        chain.append(token)
    if chain:
        yield chain
