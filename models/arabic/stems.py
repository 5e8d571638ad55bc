"""Stems: one form for the shapes in which a word meets us, and a coarser one for words of the same root.

A question says "يسجلوا" where the article says "تسجيل بياناتهم", and "المهاجرين" where it says "مهاجرا". Which letters
at the edge of a word are clitics is decided by how often the rest stands on its own in the news: "وقال" is و and قال,
"وزير" is one word because nobody writes "زير".
"""

from pathlib import Path

from models.arabic.remembered import remembered
from models.arabic.words import bare
from models.once import once

ARTICLES = 38_399
"""Articles that the background frequencies were counted in; see models/weights/words."""

_WEIGHTS = Path(__file__).parents[1] / "weights" / "words"
_KNOWN_PART = 0.1  # of its own frequency that the rest of a word must have for its first letter to count as a clitic
_SHORTEST = 3
_SHORTEST_ALIKE = 4  # letters below which a difference of one letter is another word
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كم")
_ENDINGS = ("وا", "ات", "ون", "ين", "ان", "يه", "يا", "اء", "ه", "ي", "ا")
_PERSON = "يتن"  # prefixes of the present: يسجل، تسجل، نسجل
_SURE_OF_T = 5  # letters of a word whose final ت is an ending even where the rest is rare: استثمرت
_LONG_A = {ord("ا"): None, ord("ء"): None}
_WEAK = {ord(letter): None for letter in "اويء"}


@once
def _background() -> dict[str, int]:
    lines = (_WEIGHTS / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {word: int(count) for count, words in rows for word in words.split()}


def frequency(word: str) -> int:
    """Return in how many background articles a folded word without its article stands; 0 for a rare one."""
    return _background().get(word, 0)


@remembered
def stem(norm: str) -> str:
    """Return the stem of a folded word: without clitics, endings and the prefixes of the present."""
    if not "ء" <= norm[:1] <= "ي":
        return norm.lower()
    word = bare(_without(bare(_without(_short_noun(bare(norm)), "وف")), "بلكس"))
    word = _ending_off(_pronoun_off(word))
    if word[0] in _PERSON and len(word) > _SHORTEST and _stands(word[1:], word):
        word = word[1:]
    return word


@remembered
def root(norm: str) -> str:
    """Return the consonants that words of one root share, "" where too few are left: "سجل" of "تسجيل" and "يسجلوا"."""
    rest = stem(norm)
    if not "ء" <= rest[:1] <= "ي":
        return ""
    for prefix in ("است", "مست", "يست", "تست", "م", "ت", "ي", "ن", "ا"):
        if rest.startswith(prefix) and len(rest[len(prefix) :].translate(_WEAK)) >= _SHORTEST:
            rest = rest[len(prefix) :]
            break
    rest = rest[0] + rest[1:].translate(_LONG_A)
    bony = rest[0] + rest[1:].translate(_WEAK)
    if len(bony) >= _SHORTEST:  # "صوت" keeps the و of its root, "هجوم" has one too many
        rest = bony
    if len(rest) > _SHORTEST and rest[1] == "ت":
        rest = rest[0] + rest[2:]  # اجتماع، ينتخب، اختراق
    return rest if len(rest) >= _SHORTEST else ""


def _short_noun(word: str) -> str:
    """Take the article off a noun of two letters, which `bare` leaves alone: "السن", "الرد"; not off "الله"."""
    short = len(word) == 4 and word.startswith("ال") and word != "الله"
    return word[2:] if short and _stands(word[2:], word) else word


def _without(word: str, clitics: str) -> str:
    """Take one clitic off where the rest is a word of its own."""
    if word[0] in clitics and len(word) > _SHORTEST and _stands(bare(word[1:]), word):
        return word[1:]
    return word


def _stands(rest: str, word: str) -> bool:
    return frequency(rest) > _KNOWN_PART * frequency(word)


def _pronoun_off(word: str) -> str:
    for suffix in _PRONOUNS:
        rest = word.removesuffix(suffix)
        if rest == word or len(rest) < _SHORTEST:
            continue
        if suffix == "نا" and frequency(word[:-1]) >= frequency(rest):
            return word  # "جنينا" is جنين in the accusative, no pronoun
        return rest[:-1] if rest.endswith("ت") and len(rest) > _SHORTEST else rest  # حكومتها
    return word


def _ending_off(word: str) -> str:
    for suffix in _ENDINGS:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    sure = len(word) > _SURE_OF_T or (len(word) > _SHORTEST and _stands(word[:-1], word))
    return word[:-1] if word.endswith("ت") and sure else word


def alike(a: str, b: str) -> bool:
    """Say whether two rare words are spellings of one, a letter added, missing or another: بوغدانوف، بوغدنوف."""
    if min(len(a), len(b)) < _SHORTEST_ALIKE or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if frequency(a) and frequency(b):
        return False  # two known words are two words: "كتاب" and "كتابة"
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    return longer[same + 1 :] == shorter[same + (len(a) == len(b)) :]
