"""Words with their offsets, and the clitics that Arabic writes onto them."""

import re
from dataclasses import dataclass

from models.arabic.normalise import INVISIBLE, MARKS, fold
from models.arabic.remembered import remembered
from models.reading import Span

# A number with its decimals, or letters with their marks: "الثلاثاء14أيار" is three words though no space parts them.
# A mark is no word character to `re`, so it has to be let in by name.
_WORD = re.compile(f"[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*|[^\\W\\d_](?:[^\\W\\d_]|[{MARKS}{INVISIBLE}])*")


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word as it stands and its normal form."""

    norm: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]` in order; marks, and a tatweel by itself, are none."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(m.start(), m.end(), norm) for m in found if (norm := folded(m.group()))]


@remembered
def folded(word: str) -> str:
    """Return the normal form of a word: `fold`, remembered, since a few thousand words make up most of the news."""
    return fold(word)


_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
# Words whose first letters only look like a و with an article behind it: "وكالة", "والده"
_WHOLE = frozenset(
    (
        "وكاله",
        "وكالات",
        "وكالتي",
        "والد",
        "والده",
        "والدي",
        "والدها",
        "والدته",
        "والدتها",
        "والدتي",
        "والديه",
        "والديها",
        "والي",
        "واليا",
    )
)
_SHORTEST_STEM = 2  # "وقع" keeps its و once "قع" is no known word; callers look candidates up, longest first


def bare(norm: str) -> str:
    """Return a folded word without conjunction, preposition and article: "وبالقاهره" and "القاهره" give "قاهره".

    Only what stands before an article is taken off, since a bare و or ب may belong to the word (وزير، بيان).
    """
    rest = norm
    if rest in _WHOLE:
        return rest
    if rest.startswith(_CONJUNCTIONS) and rest[1:].startswith(("ال", "بال", "كال", "لل")):
        rest = rest[1:]
    if rest.startswith("لل") and len(rest) > 4:
        return rest[2:]
    if rest.startswith(("بال", "كال")) and len(rest) > 5:
        rest = rest[1:]
    if rest.startswith("ال") and len(rest) > 4:
        rest = rest[2:]
    return rest


def candidates(norm: str) -> list[tuple[str, str]]:
    """Return the ways to read a folded word as clitics and a stem, the whole word first.

    "وللوزير" gives ("", "وللوزير"), ("و", "للوزير"), ("ولل", "وزير"), …; the caller's lexicon decides which holds.
    """
    found = [("", norm)]
    for conjunction in ("", *_CONJUNCTIONS):
        if not norm.startswith(conjunction):
            continue
        rest = norm[len(conjunction) :]
        for preposition in ("", *_PREPOSITIONS):
            for article in ("", "ال") if preposition != "ل" else ("", "ل"):
                clitics = preposition + article
                stem = rest[len(clitics) :]
                if rest.startswith(clitics) and conjunction + clitics and len(stem) >= _SHORTEST_STEM:
                    found.append((conjunction + clitics, stem))
    return found
