"""The word lists of the extractive engine, folded, and the finding of their phrases in a run of words."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.arabic.normalise import fold
from models.once import once
from models.quotes.lexicon import forms

Phrase = tuple[str, ...]
"""A phrase as its folded words."""

_ENDINGS = ("ه", "ها", "هم", "هما", "نا", "ين", "ان", "ون", "ات")


@once
def phrases(file: str, section: str, name: str) -> dict[str, tuple[Phrase, ...]]:
    """Return a list of words and phrases by their first words, the longest of each first."""
    found: dict[str, list[Phrase]] = {}
    for entry in _read(file)[section][name]:
        phrase = tuple(fold(entry).split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}


def matched(table: dict[str, tuple[Phrase, ...]], norms: Sequence[str]) -> int:
    """Return how many of the first words make a phrase of the table, 0 where none does."""
    for phrase in table.get(norms[0], ()) if norms else ():
        if tuple(norms[: len(phrase)]) == phrase:
            return len(phrase)
    return 0


def holds(norms: Sequence[str], *lists: str) -> bool:
    """Say whether words hold one that must not be left out: a source, a limit, a doubt."""
    tables = [phrases("asides.toml", "weighty", name) for name in lists]
    return any(matched(table, norms[n : n + 3]) for table in tables for n in range(len(norms)))


def is_participle(norm: str) -> bool:
    """Say whether a folded word is the participle of a verb of saying: "مضيفا", "قائلة"."""
    return norm in forms() and forms()[norm][0].form == "participle"


def without_waw(norm: str) -> str:
    """Return a folded word without a و or ف that joins it to what stands before: "وقال" gives "قال", "وزير" itself."""
    if len(norm) < 3 or norm[0] not in "وف":
        return norm
    if norm[0] == "و":
        return norm if norm in _own_waw() else norm[1:]
    return norm[1:] if _is_joined_by_fa(norm) else norm


def _is_joined_by_fa(norm: str) -> bool:
    """Say whether the ف of a word surely joins: far more words begin with one of their own than with a و."""
    rest = norm[1:]
    if rest.startswith("ال"):
        return len(rest) > 4 and norm not in phrases("openers.toml", "fa", "own")
    return rest in phrases("openers.toml", "fa", "joins") or rest in phrases("asides.toml", "verbs", "words")


@once
def _own_waw() -> frozenset[str]:
    """Return the words that begin with a و of their own, with the endings and pronouns that they may wear."""
    found = set()
    for entry in _read("openers.toml")["waw"]["own"]:
        word = fold(entry)
        stem = word[:-1] + "ت" if word.endswith("ه") else word
        found |= {word, *(stem + ending for ending in _ENDINGS)}
    return frozenset(found)


@once
def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
