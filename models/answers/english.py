"""Questions in English about an Arabic article, put into Arabic as far as words and names of the article allow.

What is asked, common words of the news and names that sound like words of the article are put into Arabic; what is left
over the sentence encoder reads as it stands.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from models.arabic import normalise

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*")
_LETTER = re.compile("[a-z]", re.IGNORECASE)
_ARABIC = re.compile("[\u0621-\u064a]")
_LONGEST = 80  # words
_SHORTEST = 3  # consonants of a name that may sound like another word
# Consonants that both scripts tell apart, the pairs of Latin letters first; vowels, و, ي and ع say too little.
_PAIRS = {"sh": "s", "ch": "s", "kh": "h", "th": "t", "dh": "d", "gh": "g", "ph": "f", "ck": "k"}
_LATIN = dict(zip("bptdjgszfvkqxclmnrh", "bbtdggszffkkkklmnrh", strict=True))
_FROM_ARABIC = dict(zip("بتثطدذضجغسصشزظفقكلمنرحخه", "btttdddggssszzfkklmnrhhh", strict=True))


def is_english(text: str) -> bool:
    """Say whether a question is written in Latin letters alone."""
    return _LETTER.search(text) is not None and not has_arabic(text)


def has_arabic(text: str) -> bool:
    """Say whether a question holds a letter of Arabic."""
    return _ARABIC.search(normalise.fold(text)) is not None


def in_arabic(text: str, of: Iterable[str]) -> str:
    """Return a question as Arabic words; `of` are the folded words of the article, among which names are looked up."""
    found = _WORD.findall(text)[:_LONGEST]
    lowered = " ".join(found).lower()
    ask = next((ask for ask in _listed("asks") if f"{lowered} ".startswith(f"{ask} ")), None)
    if ask is None:
        return ""
    rest = found[len(ask.split()) :]
    sounds = _sounds(of)
    verb = next((n for n, word in enumerate(rest) if word.lower() in _listed("says")["words"]), None)
    if verb is None:
        return " ".join([_listed("asks")[ask], *_words(rest, sounds)])
    before, behind = _words(rest[:verb], sounds), _words(rest[verb + 1 :], sounds)
    if ask in ("who", "which", "in which", "on which"):
        return " ".join([_listed("asks")[ask], *before, "قال", *behind])
    return " ".join([_listed("asks")[ask], "قال", *before, "عن", *behind])


def _words(words: list[str], sounds: dict[str, str]) -> list[str]:
    """Return what is known of some English words in Arabic: by the list, or as a name that the article writes so.

    What is not known stays as it is: nothing in the article agrees with it, and that tells too.
    """
    found = []
    for word in words:
        lowered = word.lower()
        if lowered in _listed("small")["words"]:
            continue
        known = _listed("words").get(lowered) or sounds.get(_sound(lowered))
        found.append(known or word)
    return found


@cache
def _listed(table: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[table]
    return found


def _sounds(words: Iterable[str]) -> dict[str, str]:
    """Return the words of an article by how they sound, the first of several."""
    found: dict[str, str] = {}
    for word in words:
        sound = _once("".join(_FROM_ARABIC.get(letter, "") for letter in word))
        if len(sound) >= _SHORTEST:
            found.setdefault(sound, word)
    return found


def _sound(word: str) -> str:
    """Return the consonants of an English word: "trmb" of "trump", as of "ترامب"."""
    for pair, letter in _PAIRS.items():
        word = word.replace(pair, letter)
    return _once("".join(_LATIN.get(letter, "") for letter in word))


def _once(sound: str) -> str:
    """Return consonants with a doubled one told once."""
    return "".join(letter for n, letter in enumerate(sound) if sound[n - 1 : n] != letter)
