"""Whether the article knows the names and places of a sentence."""

from collections.abc import Iterator
from typing import Literal

from models.quotes.lexicon import phrase_list
from models.quotes.names import is_role
from models.support.claim import Claim, Match
from models.support.lexicon import listed
from models.support.source import STANDS_FOR
from models.support.terms import is_empty, is_name, is_state, term
from models.support.verdict import Fault

TOLD = 0.7
"""Strength from which the article has a name: a spelling near to it counts, a word of its meaning does not."""


def name_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the names and places of a sentence that the article does not have."""
    for each in claim.matches:
        named = each.term.kind in ("name", "place", "foreign")
        if named and (_is_missing(claim, each) or _is_elsewhere(claim, each)):
            yield Fault(kind_of(each), claim.spelled(each.at, each.at + 1))
        elif _is_unknown(claim, each):
            yield Fault("name", claim.spelled(each.at - 1, each.at + 1))


def _is_missing(claim: Claim, each: Match) -> bool:
    """Say whether the article lacks a name; one that names no state leaves its own to its readers: "الحكومة"."""
    return each.strength < TOLD and not (is_state(each.term) and not claim.source.names_states)


def _is_unknown(claim: Claim, each: Match) -> bool:
    """Say whether a word names a body or an office after what the article does not have: "وزارة الصحة"."""
    head = claim.norms[each.at - 1] if each.at else ""
    if (
        each.is_told
        or not each.term.norm.startswith("ال")
        or is_empty(head)
        or head in listed("words.toml", "speech", "self")
    ):
        return False
    shapes = {head, head[1:]} if head[:1] in "وبلف" else {head}
    return any(is_role(shape) or shape in phrase_list("organisations") for shape in shapes)


def kind_of(each: Match) -> Literal["name", "place"]:
    """Return what a name is a fault of."""
    return "place" if each.term.kind == "place" else "name"


def _is_elsewhere(claim: Claim, each: Match) -> bool:
    """Say whether a sentence names a capital as a city where the article has only its state, or the reverse.

    "قالت باريس" is said of the French government; "في باريس" tells more than "في فرنسا".
    """
    if each.term.kind != "place" or each.strength > STANDS_FOR:
        return False
    before = claim.norms[each.at - 1] if each.at else ""
    prefixed = term(each.term.norm[1:]) if each.term.norm.startswith("ب") else None
    inside = prefixed is not None and prefixed.kind == "place"  # بباريس; the ب of برلين is its own
    return inside or not before or before in listed("words.toml", "binding", "sites") or is_name(before)
