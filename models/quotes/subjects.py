"""The subject of a sentence, for a cue that leaves its source out: "انسحبت الدولة من المجلس، قائلة إن"."""

from models.arabic.words import bare
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm, phrase_list

_LONGEST = 6
_NEAR = 3  # tokens from the start of a sentence: a cue that near has no subject before it
_AUXILIARIES = frozenset(("وقد", "قد", "كان", "كانت", "وكان", "وكانت", "كما", "لقد", "فيما", "بينما"))


def sentence_subject(document: Document, run: Range, cue: int, form: CueForm) -> Range | None:
    """Return the words that are the subject of the clause before a cue, None where no clause stands there."""
    if cue - run.first <= _NEAR:
        return None
    at = run.first
    passed = False
    while at < cue and (document.tokens[at].norm in _AUXILIARIES or document.tokens[at].kind != "word"):
        passed = passed or document.tokens[at].norm in _AUXILIARIES
        at += 1
    if at >= cue:
        return None
    first = document.tokens[at].norm
    if first in phrase_list("adjuncts") or first in ("في", "وفي", "من", "ومن", "لا", "لم", "لن", "ان"):
        return None
    nominal = first.startswith(("ال", "وال")) or passed
    start = at if nominal else at + 1
    if (
        start < cue
        and form.form == "participle"
        and form.gender == "f"
        and not nominal
        and not first.endswith("ت")
    ):
        return None
    return _phrase(document, start, cue)


def _phrase(document: Document, first: int, cue: int) -> Range | None:
    """Take a noun with its adjectives and genitives, no further than the words that surely belong to it."""
    last = first
    while last < min(cue, first + _LONGEST):
        token = document.tokens[last]
        if token.kind == "comma" and last > first:
            break
        if (
            token.kind != "word"
            or token.norm in phrase_list("adjuncts")
            or token.norm in ("في", "من", "قد", "ان")
        ):
            break
        previous = document.tokens[last - 1].norm if last > first else ""
        if previous.startswith("ال") and last - first > 1 and not token.norm.startswith("ال"):
            break
        last += 1
    if last == first or bare(document.tokens[first].norm) in ("ذلك", "هذا"):
        return None
    return Range(first, last)
