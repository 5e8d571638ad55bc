"""Numbers in words and digits: "46 ألف", "خمسة وعشرون", "ساعتين"."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.arabic.normalise import fold
from models.arabic.words import Word, bare
from models.once import once
from models.reading import Span

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*$")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+$")
_PERCENT = ("بالميه", "بالمايه", "الميه", "المايه")  # "11 بالمئة" is no eleven hundred
_LONGEST = 18  # digits; a longer run counts nothing


@dataclass(frozen=True, slots=True)
class Number(Span):
    """A number as it stands; `first` and `last` bound it among the words that were read.

    `value` is None where only the size is told ("مئات"); `dual` marks a noun whose ending says two ("ساعتين").
    """

    first: int
    last: int
    value: float | None
    dual: bool = False


def value_of(norm: str) -> float | None:
    """Return what one folded word counts, None for a word that is no number: "سبعه" and "7" give 7."""
    if _DIGITS.match(norm):
        plain = norm.replace(",", "" if _THOUSANDS.match(norm) else ".")
        return float(plain) if plain.count(".") <= 1 and len(plain) <= _LONGEST else None
    if norm in _PERCENT:
        return None
    known = _values()
    return next((known[word] for word in (norm, bare(norm), *_unjoined(norm)) if word in known), None)


def numbers(words: Sequence[Word]) -> list[Number]:
    """Return the numbers among the words of a text in order, compounds ("خمسة وعشرون ألفا") as one."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        word = words[at]
        last = _run(words, at)
        if last > at:
            start = word.start + _joint(word.norm)
            found.append(Number(start, words[last - 1].end, at, last, _total([w.norm for w in words[at:last]])))
        elif is_dual(word.norm):
            found.append(Number(word.start, word.end, at, at + 1, 2.0, dual=True))
        elif bare(word.norm) in _vague():
            found.append(Number(word.start, word.end, at, at + 1, None))
        at = max(last, at + 1)
    return found


def is_dual(norm: str) -> bool:
    """Say whether a folded word is a dual noun: "ساعتين", "ليومين"."""
    return any(word.endswith(("ين", "ان")) and word[:-2] in _duals() for word in (bare(norm), *_unjoined(norm)))


def _unjoined(norm: str) -> tuple[str, ...]:
    """Return a word without the و, ب or ل written onto it: "وعشرين", "بثلاثة"."""
    return (norm[1:], bare(norm[1:])) if norm[:1] in "وبل" and len(norm) > 3 else ()


def _joint(norm: str) -> int:
    """Return the length of the و that joins a number to what stands before it; "واحد" has none."""
    return int(norm.startswith("و") and norm not in _values())


def _run(words: Sequence[Word], at: int) -> int:
    """Return where the number that begins at a word ends; `at` itself where none does."""
    if _is_one(words[at].norm) and at + 1 < len(words) and words[at + 1].norm.startswith("عشر"):
        return at + 2
    last = at
    while last < len(words) and value_of(words[last].norm) is not None:
        norm = words[last].norm
        continues = _scale(norm) is not None or (norm.startswith(("و", "عشر")) and not norm.startswith("واحد"))
        if last > at and not continues:
            break  # "2007 7" is two numbers, "سبعة وعشرون ألفا" one
        if last > at and norm[1:].isdigit():
            break  # "3 و4 جانفي"
        last += 1
    return last


def _is_one(norm: str) -> bool:
    """Say whether a word is the one of eleven, with or without what is written onto it: "بإحدى عشرة"."""
    return (norm[1:] if norm[:1] in "وبل" else norm) in ("احد", "احدي")


def _total(norms: list[str]) -> float | None:
    total = part = 0.0
    for norm in norms:
        value = 1.0 if _is_one(norm) else value_of(norm)
        if value is None:
            return None
        scale = _scale(norm)
        if scale is None:
            part += value
        elif scale >= 1000:
            total, part = total + max(part, 1.0) * scale, 0.0
        else:
            part = part * scale if 0 < part < 10 else part + scale
    return total + part


def _scale(norm: str) -> int | None:
    return next((_scales()[word] for word in (norm, bare(norm), *_unjoined(norm)) if word in _scales()), None)


@once
def _lexicon() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))


@once
def _scales() -> dict[str, int]:
    return {fold(word): int(value) for value, words in _lexicon()["scales"].items() for word in words.split()}


@once
def _values() -> dict[str, float]:
    units = {fold(word): float(value) for value, words in _lexicon()["values"].items() for word in words.split()}
    return units | {word: float(value) for word, value in _scales().items()}


@once
def _vague() -> frozenset[str]:
    return frozenset(fold(word) for word in _lexicon()["vague"])


@once
def _duals() -> frozenset[str]:
    nouns = (fold(word) for word in _lexicon()["duals"])
    return frozenset(noun[:-1] + "ت" if noun.endswith("ه") else noun for noun in nouns)
