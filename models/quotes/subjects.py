"""The subject of a sentence, for a cue that leaves its source out: "انسحبت الدولة من المجلس، قائلة إن"."""

from models.arabic.words import bare
from models.quotes.cues import is_verbal_noun
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm, phrase_list
from models.quotes.sources import opens_name

_LONGEST = 8
_NAMES = 3  # words of a bare proper name: عبد الفتاح السيسي
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
    if start < cue and form.form == "participle" and form.gender == "f" and not nominal and not first.endswith("ت"):
        return None
    return first_phrase(document, Range(start, cue))


def first_phrase(document: Document, region: Range) -> Range | None:
    """Return the first noun phrase of a region: a definite noun with its adjectives, a genitive, or a proper name.

    Follows agreement: an adjective of a definite noun is definite ("الحكومة الفلبينية"), a genitive ends with the
    first definite noun ("منظمات حقوق الإنسان"), a name takes no article before its last part.
    """
    tokens = document.tokens[region.first : min(region.last, region.first + _LONGEST)]
    if not tokens or tokens[0].kind not in ("word", "open") or not opens_name(tokens[0].norm):
        return None
    quotation = document.opened_by(region.first)
    if quotation is not None:
        return Range(region.first, min(region.last, document.range_of(document.quotations[quotation].outer).last))
    length = _name_length([t.norm if t.kind == "word" else "" for t in tokens])
    return Range(region.first, region.first + length)


def _name_length(norms: list[str]) -> int:
    head = norms[0]
    word = bare(head)
    genitive = not head.startswith("ال") and any(
        word in phrase_list(n) for n in ("roles", "organisations", "documents")
    )
    at = 1
    if genitive:
        while at < len(norms) and norms[at] and not norms[at].startswith("ال") and opens_name(norms[at]):
            at += 1
        at += at < len(norms) and norms[at].startswith("ال")
    elif not head.startswith("ال"):
        while at < min(len(norms), _NAMES) and norms[at] and not norms[at].startswith(("ال", "ب", "ل", "و")):
            if not opens_name(norms[at]) or is_verbal_noun(norms[at]):
                break
            at += 1
    while at < len(norms) and norms[at].startswith("ال") and norms[at].endswith(("ي", "يه", "يون", "يين", "ين")):
        at += 1
    return at
