"""Questions in English about an Arabic article, put into Arabic as far as words and names of the article allow.

What is asked, common words of the news and names that sound like words of the article are put into Arabic; what is left
over the sentence encoder reads as it stands.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.answers.mentions import is_slip
from models.arabic import normalise
from models.arabic.stems import frequency
from models.arabic.words import bare
from models.once import once

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*")
_LETTER = re.compile("[a-z]", re.IGNORECASE)
_ARABIC = re.compile("[\u0621-\u064a]")
_LONGEST = 80  # words
_SURE = 4  # consonants of a name of which one may be another
_RARE = 400  # background articles up to which a word may be a name of two consonants
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
    sounds = _sounds(of)
    kind = next((kind for kind in _kinds() if _is_of_kind(lowered, kind)), None)
    if kind is not None:
        begins = max((each for each in kind["begins"] if f"{lowered} ".startswith(f"{each} ")), key=len)
        name = [word for word in found[len(begins.split()) :] if word.lower() not in kind["holds"]]
        told = _words(name, sounds)
        known = [word for word in told if has_arabic(word)]  # of "Fuad Daqqaq" one name may be found
        return " ".join([kind["arabic"], *(known or told)])
    ask = next((ask for ask in _listed("asks") if f"{lowered} ".startswith(f"{ask} ")), None)
    if ask is None:
        return ""
    rest = found[len(ask.split()) :]
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
        found.append(known or _nearly(word, sounds) or word)
    return found


def _nearly(word: str, sounds: dict[str, str]) -> str | None:
    """Return the one word of the article that a name sounds like but for a consonant: "Fernandes" for "فرنانديز"."""
    sound = _sound(word.lower())
    if not word[0].isupper() or len(sound) < _SURE:
        return sounds.get(f"?{sound}") if word[0].isupper() else None
    near = [arabic for other, arabic in sounds.items() if other[0] == sound[0] and is_slip(sound, other)]
    return near[0] if len(near) == 1 else None


def _is_of_kind(lowered: str, kind: dict[str, Any]) -> bool:
    """Say whether a question is of a kind of english.toml: it begins so, and holds one of its words."""
    begins = any(f"{lowered} ".startswith(f"{each} ") for each in kind["begins"])
    return begins and (not kind["holds"] or any(word in kind["holds"] for word in lowered.split()))


@once
def _listed(table: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[table]
    return found


@once
def _kinds() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[
        "kinds"
    ]
    return found


def _sounds(words: Iterable[str]) -> dict[str, str]:
    """Return the words of an article by how they sound, with the article and without, the first of several.

    Behind a "?" stand sounds of two consonants, for names alone, and only the rare words that sound so.
    """
    found: dict[str, str] = {}
    for word in words:
        for spoken in (word, bare(word)):
            sound = _once("".join(_FROM_ARABIC.get(letter, "") for letter in spoken))
            if len(sound) >= _SHORTEST:
                found.setdefault(sound, word)
            elif len(sound) == _SHORTEST - 1 and frequency(spoken) < _RARE:
                found.setdefault(f"?{sound}", word)
    return found


def _sound(word: str) -> str:
    """Return the consonants of an English word: "trmb" of "trump", as of "ترامب"."""
    for pair, letter in _PAIRS.items():
        word = word.replace(pair, letter)
    return _once("".join(_LATIN.get(letter, "") for letter in word))


def _once(sound: str) -> str:
    """Return consonants with a doubled one told once."""
    return "".join(letter for n, letter in enumerate(sound) if sound[n - 1 : n] != letter)
