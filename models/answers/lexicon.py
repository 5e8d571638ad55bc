"""The word lists of this room, folded: how questions are asked and which words mean the same."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.arabic.normalise import fold
from models.arabic.stems import stem
from models.arabic.words import bare
from models.once import once
from models.quotes.lexicon import CueForm, forms, phrase_list


@once
def word_list(table: str, name: str) -> frozenset[str]:
    """Return one list of questions.toml, folded."""
    return frozenset(fold(word) for word in _read("questions.toml")[table][name])


@once
def bare_list(table: str, name: str) -> frozenset[str]:
    """Return one list of nouns of questions.toml, folded and without articles."""
    return frozenset(bare(word) for word in word_list(table, name))


@once
def agents() -> frozenset[str]:
    """Return the bare nouns that can say something: "جهة", "وزير", "صحيفة"."""
    listed = bare_list("agents", "nouns")
    return listed | phrase_list("roles") | phrase_list("organisations") | phrase_list("documents")


def saying(norm: str) -> str | None:
    """Return the lemma of the verb of saying that a folded word is a form of, None for another word."""
    for word in (norm, norm[1:] if norm[:1] in "وفس" and len(norm) > 3 else norm):
        form = _finite(word)
        if form is not None:
            return fold(form.verb.lemma)
        if word in _said_forms():
            return _said_forms()[word]
    return None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a number can be asked in: the stems of the words that ask for it, and its units, folded."""

    asks: frozenset[str]
    units: frozenset[str]


@once
def measures() -> dict[str, Measure]:
    """Return the measures by name: "money", "percent", "age" …"""
    return {
        name: Measure(frozenset(stem(fold(word)) for word in each["asks"]), frozenset(map(fold, each["units"])))
        for name, each in _read("questions.toml")["measure"].items()
    }


def meanings(norm: str) -> frozenset[int]:
    """Return the lines of synonyms.toml that a folded word belongs to."""
    return _meanings().get(stem(norm), frozenset())


@once
def dialect() -> dict[str, str]:
    """Return words of the dialects with the written word for each, folded."""
    pairs = (entry.split() for entry in _read("questions.toml")["dialect"]["words"])
    return {fold(spoken): fold(written) for spoken, written in pairs}


def _finite(word: str) -> CueForm | None:
    return next((form for form in forms().get(word, ()) if form.form == "finite"), None)


@once
def _said_forms() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _read("questions.toml")["said"]["verbs"]:
        past, *present = (fold(word) for word in entry.split())
        weak = past[:-1] if past.endswith(("ا", "ي")) else past
        forms_of = [past, weak + "ت", weak + "وا"]
        for word in present:
            forms_of += [word, "ت" + word[1:], word.removesuffix("ي").removesuffix("و") + "ون"]
        found.update(dict.fromkeys(forms_of, past))
    return found


@once
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_read("synonyms.toml")["meanings"]):
        for word in line.split():
            found.setdefault(stem(fold(word)), set()).add(number)
    return {each: frozenset(lines) for each, lines in found.items()}


@once
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
