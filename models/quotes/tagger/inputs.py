"""What the network sees of a token: rows of one table of embeddings, one row for each of its features that is known."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.arabic.remembered import remembered
from models.arabic.words import bare
from models.once import once
from models.quotes.document import Document, Token
from models.quotes.lexicon import forms, phrase_list, prepositions

SLOTS = 10
"""Features of a token; a feature that the vocabulary does not hold is row 0, which is all zero."""

_LISTS = ("roles", "organisations", "documents", "feminine", "masculine", "adjuncts", "glosses", "joints", "occasions",
          "audiences", "circumstances", "objects", "before_an")  # fmt: skip
_OFTEN = 3  # times from which a word counts as one that the article is about
_LONGEST = 32  # letters of a word that are remembered; a longer one is no word
_SHORTEST = 4  # letters of a word whose و can be a conjunction

Rows = NDArray[np.int32]


def features(document: Document) -> list[tuple[str, ...]]:
    """Return the features of every token, `SLOTS` strings each; an empty string stands for none."""
    lines = line_starts(document)
    begins = {run.first for run in document.ranges}
    often = {word: min(len(places), _OFTEN) for word, places in document.bare_places.items()}
    return [
        (
            *_of_word(token.norm[:_LONGEST], token.kind, _edges(document, token)),
            f"q={token.kind}{_depth(document, token)}",
            "b=line" if at in lines else "b=sentence" if at in begins else "",
            f"n={often[bare(token.norm)]}" if token.kind == "word" else "",
        )
        for at, token in enumerate(document.tokens)
    ]


def rows(document: Document, vocabulary: Mapping[str, int]) -> Rows:
    """Return the rows of the table that each token adds up, of shape (tokens, SLOTS)."""
    known = vocabulary.get
    found = [[known(feature, 0) for feature in each] for each in features(document)]
    return np.array(found, np.int32).reshape(len(found), SLOTS)


def known_cues(document: Document) -> list[int]:
    """Return the tokens that the lexicon knows as cues, with or without a و before them."""
    return [at for at, token in enumerate(document.tokens) if token.kind == "word" and _cue(token.norm[:_LONGEST])]


@once
def vocabulary(path: Path) -> dict[str, int]:
    """Return the row of every feature of a vocabulary file; its first line is row 1."""
    return {line: row for row, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if line}


@remembered
def _of_word(norm: str, kind: str, edges: str) -> tuple[str, ...]:
    """Return what a word shows by itself: its form, its stem, its first and last letters, its place in the lexicons."""
    if kind == "number":
        return f"w=#{len(norm)}", "", "", "", "", "", ""
    if kind != "word":
        return f"w={norm[:1]}", "", "", "", "", "", ""
    plain = norm[1:] if norm.startswith(("و", "ف")) and len(norm) >= _SHORTEST else norm
    return f"w={norm}", f"v={bare(plain)}", f"p={norm[:2]}", f"s={norm[-2:]}", f"e={edges}", _cue(norm), _listed(norm)


def _edges(document: Document, token: Token) -> str:
    """Return the first and last letter as they are spelled: folding makes إ of أ and ه of ة."""
    return document.text[token.start] + document.text[token.end - 1] if token.kind == "word" else ""


@remembered
def _cue(norm: str) -> str:
    """Return what cue a word can be, with the و before it marked."""
    known = prepositions()
    for joined, plain in (("", norm), ("+", norm[1:] if norm.startswith(("و", "ف")) else "")):
        if plain in known.words:
            return f"c=source{joined}"
        readings = forms().get(plain)
        if readings:
            form = readings[0]
            suffix = "*" if form.suffix else ""
            return f"c={form.verb.kind}.{form.form}.{form.gender}.{form.number}{suffix}{joined}"
    return ""


def _listed(norm: str) -> str:
    plain = bare(norm)
    found = [name for name in _LISTS if norm in phrase_list(name) or plain in phrase_list(name)]
    return "l=" + "+".join(found) if found else ""


def line_starts(document: Document) -> set[int]:
    """Return the tokens that begin a line."""
    text, tokens = document.text, document.tokens
    return {at for at in range(len(tokens)) if at == 0 or "\n" in text[tokens[at - 1].end : tokens[at].start]}


def _depth(document: Document, token: Token) -> str:
    """Return how deep inside quotation marks a token stands: not, once, more."""
    if token.quoted is None:
        return "0"
    outer = document.quotations[token.quoted].outer.start
    before = document.quotations[token.quoted - 1] if token.quoted else None
    return "2" if before is not None and before.outer.end > outer else "1"
