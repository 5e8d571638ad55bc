"""The words of a sentence that an article can prove: what each is matched by, what kind it is, what it weighs."""

from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Literal

from models.arabic.normalise import fold
from models.arabic.numbers import value_of
from models.arabic.remembered import remembered
from models.arabic.stems import ARTICLES, frequency, root, stem
from models.arabic.words import bare
from models.once import once
from models.quotes.lexicon import forms, phrase_list
from models.quotes.names import is_organisation, is_role
from models.support.conjugation import forms_of
from models.support.figures import weekday
from models.support.lexicon import listed, names, table

Kind = Literal["word", "cue", "number", "name", "place", "foreign"]
"""cue: a word that brings in what somebody said; foreign: a word in Latin letters."""

_WEIGHTS = Path(__file__).parents[1] / "weights" / "words"
_CLITICS = "وفبلكس"
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_SHORTEST = 3
_LIKE_VERBS = ("ي", "ت", "س", "ن", "ا")  # what begins or ends so may be a rare verb
_LIKE_ENDINGS = ("ت", "وا", "ها", "هم", "ه", "هما", "نا", "تان", "تين", "ون", "ات")
_SHORTEST_UNHEARD = 4
_RARE = 200  # articles of the background from which a word is too common to be somebody's own name
_LEAST = 0.15  # weight of a word that every article holds


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its stem, its root where it has one, and its lines of meanings.toml."""

    stem: str
    root: str
    senses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Term:
    """What a folded word is matched by.

    `readings` holds the likely one first, then those in which more of its letters are clitics and endings; `places` are
    lines of places.toml, `stands_for` the states whose capital it names.
    """

    norm: str
    kind: Kind
    readings: tuple[Reading, ...]
    places: frozenset[int]
    stands_for: frozenset[int]
    weight: float

    @property
    def stem(self) -> str:
        """Return the likely stem."""
        return self.readings[0].stem


@remembered
def term(norm: str) -> Term | None:
    """Return the term that a folded word makes, None for a word that says nothing to be proved."""
    if is_empty(norm) or (len(norm) < 2 and not norm.isdigit()) or weekday(norm):
        return None
    places, capitals = _places_of(stem(norm), norm)
    kind = "place" if places or capitals else _kind(norm)
    shapes = _shapes(norm) if kind in ("word", "cue") else _unjoined(norm)
    readings = tuple(dict.fromkeys(_reading(shape, kind) for shape in shapes))
    return Term(norm, kind, readings, places, capitals, _weight(norm))


def _reading(shape: str, kind: Kind) -> Reading:
    found = stem(shape)
    if kind not in ("word", "cue"):
        return Reading(found, "", frozenset())
    return Reading(found, _root(shape), senses(shape))


def _root(shape: str) -> str:
    """Return the root of a folded word; the ين of تحسين is none of the endings that it looks like."""
    verbal = bare(shape)
    if len(verbal) == len("تحسين") and verbal.startswith("ت") and verbal.endswith("ين"):
        return verbal[1:3] + "ن"
    return root(shape)


def _unjoined(norm: str) -> tuple[str, ...]:
    """Return a name and what it is if its first letter is written onto it: "وخليلودزيتش", "لهكتور"."""
    return (norm, norm[1:]) if norm[:1] in "وفلب" and len(norm) > _SHORTEST + 1 else (norm,)


def _shapes(norm: str) -> tuple[str, ...]:
    """Return a word and what it is if more of its letters are clitics and endings: "وقصص" is قصص, "أهميته" أهمية."""
    found = [norm]
    rest = norm
    while len(rest) > _SHORTEST + 1 and rest[0] in _CLITICS:
        rest = rest[1:]
        found.append(rest)
    for shape in tuple(found):
        found += [shape[: -len(end) - 1] + "ه" for end in _PRONOUNS if shape.endswith("ت" + end) and len(shape) > 5]
        if shape.endswith("ا") and len(shape) > _SHORTEST + 1:
            found.append(shape[:-1])
        if shape.endswith(("يون", "يين")) and len(shape) > _SHORTEST + 2:
            found.append(shape[:-3])
    return tuple(dict.fromkeys(found))


def is_empty(norm: str) -> bool:
    """Say whether a folded word says nothing by itself, with or without a clitic before it."""
    return norm in listed("words.toml", "words", "empty") or (
        norm[:1] in "وفبل" and norm[1:] in listed("words.toml", "words", "empty")
    )


def _kind(norm: str) -> Kind:
    if value_of(norm) is not None:
        return "number"
    if not "ء" <= norm[:1] <= "ي":
        return "foreign"
    if is_cue(norm):
        return "cue"
    return "name" if is_name(norm) else "word"


def is_state(of: Term) -> bool:
    """Say whether a term names a state, its people or its capital."""
    states = len(table("places.toml")["states"])
    return bool(of.stands_for) or any(place < states for place in of.places)


def is_cue(norm: str) -> bool:
    """Say whether a folded word can bring in what somebody said, with or without a و or ف before it."""
    return norm in forms() or (norm[:1] in "وف" and norm[1:] in forms())


def is_name(norm: str) -> bool:
    """Say whether a folded word is a name wherever it stands, with or without a clitic before it.

    Words that no news holds are names too, but for those that look like a rare form of a known word.
    """
    shapes = {bare(norm)} | ({norm[1:], bare(norm[1:])} if norm[:1] in "ولب" and len(norm) > _SHORTEST else set())
    if (shapes | {norm}) & names():
        return True
    return not any(senses(shape) for shape in (norm, *shapes)) and all(map(_is_unheard, shapes))


def is_own(norm: str) -> bool:
    """Say whether a word of a speaker's name tells him from others of his office, body and land."""
    word, known = bare(norm), term(norm)
    office = is_role(word) or is_organisation(word) or word in phrase_list("adjectives") or norm == "باسم"
    if known is None or office or known.kind in ("cue", "place"):
        return False
    rare = frequency(word) < _RARE and not known.readings[0].senses and not norm.startswith(("ل", "ب"))
    return known.kind in ("name", "foreign") or rare


def _is_unheard(word: str) -> bool:
    """Say whether neither a word nor one of its family stands in the news that the frequencies were counted in."""
    if word.startswith(_LIKE_VERBS) or word.endswith(_LIKE_ENDINGS) or len(word) < _SHORTEST_UNHEARD:
        return False
    if word.startswith("م") and word.endswith("ا"):
        return False  # متذرعا
    return not (frequency(word) or frequency(stem(word)) or (root(word) or word) in _known_roots())


@once
def _known_roots() -> frozenset[str]:
    lines = (_WEIGHTS / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(root(word) for line in lines for word in line.partition("\t")[2].split())


def _weight(norm: str) -> float:
    """Return how much a word says: 1 for one that the background never saw, near 0 for one in every article."""
    known = max(frequency(bare(norm)), frequency(stem(norm)), 1)
    return max(_LEAST, log(ARTICLES / known) / log(ARTICLES))


def senses(norm: str) -> frozenset[int]:
    """Return the lines of meanings.toml that a folded word belongs to, by its spelling, its stem or its root."""
    spelled, stems, roots = _meanings()
    consonants = root(norm)
    return (
        spelled.get(norm, frozenset())
        | stems.get(stem(norm), frozenset())
        | (roots.get(consonants, frozenset()) if consonants else frozenset())
    )


def _places_of(found: str, norm: str) -> tuple[frozenset[int], frozenset[int]]:
    states, others, capitals = _gazetteer()
    shapes = {bare(norm)} | ({norm[1:], bare(norm[1:])} if norm[:1] in "ولب" else set())
    return (
        states.get(found, frozenset()) | frozenset(n for shape in shapes for n in others.get(shape, ())),
        frozenset(n for shape in shapes for n in capitals.get(shape, ())),
    )


@once
def _gazetteer() -> tuple[dict[str, frozenset[int]], ...]:
    """Return the lines of places.toml by the stem of a state, the spelling of another place, that of a capital."""
    told = table("places.toml")
    states: dict[str, set[int]] = {}
    others: dict[str, set[int]] = {}
    capitals: dict[str, set[int]] = {}
    for number, line in enumerate(told["states"]):
        own, _, capital = line.partition("|")
        for word in own.split():
            states.setdefault(stem(fold(word)), set()).add(number)
        for word in capital.split():
            capitals.setdefault(bare(fold(word)), set()).add(number)
    for number, word in enumerate(told["others"], len(told["states"])):
        others.setdefault(bare(fold(word)), set()).add(number)
    return _frozen(states, others, capitals)


@once
def _meanings() -> tuple[dict[str, frozenset[int]], ...]:
    """Return the lines of meanings.toml by spelling (of a verb in its other forms), by stem and by root."""
    tables: tuple[dict[str, set[int]], ...] = ({}, {}, {})
    for number, line in enumerate(table("meanings.toml")["meanings"]):
        for word in line.split():
            keys = (forms_of(word), (stem(fold(word)),), (root(fold(word)),))
            for lines, found in zip(tables, keys, strict=True):
                for key in filter(None, found):
                    lines.setdefault(key, set()).add(number)
    return _frozen(*tables)


def _frozen(*tables: dict[str, set[int]]) -> tuple[dict[str, frozenset[int]], ...]:
    return tuple({key: frozenset(lines) for key, lines in each.items()} for each in tables)
