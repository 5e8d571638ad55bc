"""The cue lexicon, conjugated: which word forms can bring in what somebody said, and what each of them takes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.arabic.normalise import fold
from models.once import once

Form = Literal["finite", "participle", "masdar"]
Gender = Literal["m", "f"] | None
Number = Literal["singular", "dual", "plural"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the lexicon: what the cue does and how its content is carried.

    `takes` holds prepositions ("bi", "ila", "ala", "an", "min", "fi"), "object" and "person"; `only` narrows a cue
    that is something else without a clause ("clause"), without a quotation ("quote"), in the present ("past") …
    """

    lemma: str
    kind: str
    takes: frozenset[str]
    only: str
    impersonal: bool
    except_object: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueForm:
    """One word form of a verb, with what it tells of its subject."""

    verb: Verb
    form: Form
    gender: Gender
    number: Number
    suffix: bool = False
    present: bool = False
    person: int = 3


@dataclass(frozen=True, slots=True)
class Prepositions:
    """Prepositions of source, folded: with ل on the source, bare, before a verb (حسبما), and of several words."""

    with_lam: frozenset[str]
    bare: frozenset[str]
    what: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    no_source: frozenset[str]
    echoes: frozenset[str]
    words: frozenset[str]
    """Those of one word, of all three kinds."""


_OBJECTS = ("ه", "ها", "هم", "هما")


@once
def forms() -> dict[str, tuple[CueForm, ...]]:
    """Return every word form that can be a cue, folded and without conjunction, with its readings."""
    found: dict[str, list[CueForm]] = {}
    for entry in _read("cues.toml")["verb"]:
        verb = _verb(entry)
        if verb.only == "never":
            continue
        for spelled, form in _conjugated(entry, verb):
            readings = found.setdefault(fold(spelled), [])
            if form not in readings:
                readings.append(form)
    return {word: tuple(readings) for word, readings in found.items()}


@once
def prepositions() -> Prepositions:
    """Return the prepositions of source."""
    listed = _read("cues.toml")["prepositions"]
    with_lam, plain, what = (_folded(listed[kind]) for kind in ("with_lam", "bare", "what"))
    return Prepositions(
        with_lam=with_lam,
        bare=plain,
        what=what,
        phrases=tuple(tuple(fold(word) for word in phrase) for phrase in listed["phrases"]),
        no_source=_folded(listed["no_source"]),
        echoes=_folded(listed["echoes"]),
        words=with_lam | plain | what,
    )


@once
def phrase_list(name: str) -> frozenset[str]:
    """Return one of the word lists of phrases.toml, folded."""
    return _folded(_read("phrases.toml")[name])


@once
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _verb(entry: dict[str, Any]) -> Verb:
    return Verb(
        lemma=entry["past"],
        kind=entry["class"],
        takes=frozenset(entry.get("takes", ())),
        only=entry.get("only", ""),
        impersonal=entry.get("impersonal", False),
        except_object=_folded(entry.get("except_object", [])),
    )


def _conjugated(entry: dict[str, Any], verb: Verb) -> list[tuple[str, CueForm]]:
    tenses = entry.get("tenses", ["past", "present"])
    found: list[tuple[str, CueForm]] = []
    if "past" in tenses:
        found += _past(entry["past"], verb)
    if "present" in entry and "present" in tenses:
        found += _present(entry["present"], verb)
    if "participle" in entry:
        found += _participle(entry["participle"], verb)
    if "masdar" in entry:
        found += _masdar(entry["masdar"], verb)
    odd = entry.get("odd", {})
    found += [(word, CueForm(verb, "finite", None, "singular", person=1)) for word in odd.get("first", [])]
    return found + [(word, CueForm(verb, "participle", None, "singular")) for word in odd.get("adverbial", [])]


def _past(past: str, verb: Verb) -> list[tuple[str, CueForm]]:
    """قال، قالت، قالوا، قالا، قالتا; a weak ending gives way: نفى، نفت، نفوا، نفيا."""
    weak = past.endswith(("ى", "ا"))
    stem = past[:-1] if weak else past
    dual = stem + ("وا" if past.endswith("ا") else "يا") if weak else past + "ا"
    singular: list[tuple[str, Gender]] = [(past, "m"), (stem + "ت", "f")]
    found = [(word, CueForm(verb, "finite", gender, "singular")) for word, gender in singular]
    found += [
        (stem + "وا", CueForm(verb, "finite", "m", "plural")),
        (dual, CueForm(verb, "finite", "m", "dual")),
        (stem + "تا", CueForm(verb, "finite", "f", "dual")),
    ]
    bases = [(stem + "ا" if weak else past, "m"), (stem + "ت", "f")]
    found += [
        (word + suffix, CueForm(verb, "finite", gender, "singular", suffix=True))  # type: ignore[arg-type]
        for word, gender in bases
        for suffix in _OBJECTS
    ]
    return found


def _present(present: str, verb: Verb) -> list[tuple[str, CueForm]]:
    """يقول، تقول، يقولون، يقولان; a weak ending gives way before ون: ينفون، يدعون."""
    stem = present[1:]
    plural = stem[:-1] if stem.endswith(("ي", "و", "ى")) else stem
    masculine = CueForm(verb, "finite", "m", "singular", present=True)
    feminine = CueForm(verb, "finite", "f", "singular", present=True)
    found = [("ي" + stem, masculine), ("ت" + stem, feminine)]
    found += [("ي" + plural + "ون", CueForm(verb, "finite", "m", "plural", present=True))]
    found += [("ي" + stem + "ان", CueForm(verb, "finite", "m", "dual", present=True))]
    for suffix in _OBJECTS:
        found.append(("ي" + stem + suffix, CueForm(verb, "finite", "m", "singular", suffix=True, present=True)))
        found.append(("ت" + stem + suffix, CueForm(verb, "finite", "f", "singular", suffix=True, present=True)))
    return found


def _participle(participle: str, verb: Verb) -> list[tuple[str, CueForm]]:
    """مضيفا، مضيفة، مضيفين: only the accusative, which says how the main verb was done."""
    return [
        (participle + "ا", CueForm(verb, "participle", "m", "singular")),
        (participle + "ة", CueForm(verb, "participle", "f", "singular")),
        (participle + "ين", CueForm(verb, "participle", "m", "plural")),
        (participle + "تين", CueForm(verb, "participle", "f", "dual")),
    ]


def _masdar(masdar: str, verb: Verb) -> list[tuple[str, CueForm]]:
    """قوله، قولها، قولهم, whose suffix is the source, and the bare noun before a source (إعلان الوزارة أن)."""
    base = masdar[:-1] + "ت" if masdar.endswith("ة") else masdar
    owners: list[tuple[str, Gender, Number]] = [
        ("ه", "m", "singular"),
        ("ها", "f", "singular"),
        ("هم", "m", "plural"),
    ]
    found = [(base + suffix, CueForm(verb, "masdar", g, n, suffix=True)) for suffix, g, n in owners]
    if masdar.endswith("اء"):  # ادعاء: ادعاؤه، ادعائه
        stem = masdar[:-1]
        found += [
            (stem + seat + suffix, CueForm(verb, "masdar", g, n, suffix=True))
            for seat in ("ؤ", "ئ")
            for suffix, g, n in owners
        ]
    return [*found, (masdar, CueForm(verb, "masdar", None, "singular"))]
