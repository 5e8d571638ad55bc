"""Cues: where a word brings in what somebody said, and where the content that it brings begins.

Follows the cue-first design of Pareti (2015) and BBC citron: a quote is found at its cue, and source and content are
joined on it.
"""

from dataclasses import dataclass
from typing import Literal

from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm, forms, phrase_list

Carrier = Literal["that", "colon", "quotation", "phrase", "object"]
"""How the content stands: an أن/إن clause, after a colon, between marks, after a preposition, as a bare object."""

_LONGEST_FRAME = 60  # tokens between a cue and its content: a name with its titles and an aside
_PARTICIPLE_FRAME = 14
_MASDAR_FRAME = 12
_NAME_WORDS = 3  # a quotation of no more words may be a name inside the source: موقع "الأفق"
_PARTICLES = ("", "و", "ف", "س", "وس", "فس", "ل", "ول")
_COMPLEMENTISERS = frozenset(
    prefix + particle + suffix
    for prefix in ("", "ب")
    for particle in ("ان",)
    for suffix in ("", "ه", "ها", "هم", "هما", "هن", "ني", "نا", "ي", "ك", "كم", "ا")
)
_PREPOSITIONS = {"ila": "الي", "ala": "علي", "an": "عن", "min": "من", "fi": "في"}
_FUSED = {"an": "عما", "min": "مما"}
_NEGATIONS = frozenset(("لم", "لن", "عدم", "دون", "بدون", "ليس", "الم"))
_JOINERS = frozenset(
    ("كما", "حيث", "فيما", "بينما", "اذ", "وقد", "قد", "كان", "وكان", "كانت", "وكانت", "فقد", "لقد")
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may be a cue: its token, what form it is, and whether a و or ف joins it to what stands before."""

    at: int
    form: CueForm
    joined: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its content: `between` holds the tokens from the cue to the content, where its source may stand."""

    cue: Cue
    between: Range
    content: int
    carrier: Carrier


def is_complementiser(norm: str) -> bool:
    """Say whether a folded word is أن or إن, with بـ before it or a pronoun on it."""
    return norm in _COMPLEMENTISERS


def cues(document: Document, run: Range) -> list[Cue]:
    """Return the words of a run that may be cues, in order, one reading each."""
    known = forms()
    found = []
    for at in range(run.first, run.last):
        token = document.tokens[at]
        if token.kind != "word" or len(token.norm) < 2:
            continue
        for particle in _PARTICLES:
            readings = known.get(token.norm[len(particle) :]) if token.norm.startswith(particle) else None
            if readings and _stands(document, run, at, particle, readings[0]):
                found.append(Cue(at, readings[0], joined=particle[:1] in ("و", "ف")))
                break
    return found


def _stands(document: Document, run: Range, at: int, particle: str, form: CueForm) -> bool:
    if form.form != "finite" and particle not in ("", "و", "ف"):
        return False
    if "س" in particle and not form.present:
        return False
    if particle in ("ل", "ول") and not form.present:
        return False
    previous = document.tokens[at - 1].norm if at > run.first else ""
    return previous not in _NEGATIONS


def frame(document: Document, run: Range, cue: Cue) -> Frame | None:
    """Return where the content of a cue begins and how it is carried, None where the word brings in nothing."""
    verb = cue.form.verb
    reach = {"finite": _LONGEST_FRAME, "participle": _PARTICIPLE_FRAME, "masdar": _MASDAR_FRAME}[
        cue.form.form
    ]
    last = min(run.last, cue.at + 1 + reach)
    at = cue.at + 1
    phrase: tuple[int, int] | None = None
    while at < last:
        token = document.tokens[at]
        if token.kind == "open":
            end = _after_quotation(document, at)
            if _is_content(document, run, cue.at, at, end):
                return _framed(cue, at, at, "quotation", phrase, verb_allows=True)
            at = max(end, at + 1)
            continue
        if token.kind == "colon":
            return _framed(cue, at, at + 1, "colon", None, verb_allows=True)
        if token.kind == "stop" or (at > cue.at + 1 and _another_begins(document, run, at)):
            break
        if is_complementiser(token.norm) and not _waits_for_inna(document, cue, at, last):
            return _framed(cue, at, at, "that", phrase, verb_allows=verb.only != "quote")
        if phrase is None:
            phrase = _phrase(document, cue, at)
        at += 1
    if phrase is not None and verb.only not in ("clause", "quote", "study") and cue.form.form != "masdar":
        return Frame(cue, Range(cue.at + 1, phrase[0]), phrase[1], "phrase")
    if "object" in verb.takes and verb.only not in ("clause", "quote") and cue.form.form != "masdar":
        return _object(document, run, cue)
    return None


def _framed(
    cue: Cue, end: int, content: int, carrier: Carrier, phrase: tuple[int, int] | None, *, verb_allows: bool
) -> Frame | None:
    """Join a cue to its content; a preposition of the verb that stands just before أن belongs to the cue."""
    if not verb_allows:
        return None
    if phrase is not None and phrase[0] < end and (end - phrase[1] <= 1 or carrier == "quotation"):
        end = phrase[0]
    elif phrase is not None and cue.form.verb.only not in ("clause", "quote", "study"):
        return Frame(cue, Range(cue.at + 1, phrase[0]), phrase[1], "phrase")
    return Frame(cue, Range(cue.at + 1, end), content, carrier)


def _waits_for_inna(document: Document, cue: Cue, at: int, last: int) -> bool:
    """Say whether an أن belongs to another word: "قالت الهيئة بعد أن انتهت إن": after قال comes إن where the text has it."""
    previous = document.tokens[at - 1].norm
    if (
        previous in ("بعد", "قبل", "الا", "غير", "منذ", "بما", "كما", "علي", "مع")
        and "ala" not in cue.form.verb.takes
    ):
        return True
    if cue.form.verb.lemma != "قال" or not document.text[document.tokens[at].start].startswith("أ"):
        return False
    return any(
        document.text[t.start] == "إ" and is_complementiser(t.norm) for t in document.tokens[at + 1 : last]
    )


def _phrase(document: Document, cue: Cue, at: int) -> tuple[int, int] | None:
    """Return where a preposition that the verb takes stands and where its phrase begins."""
    token = document.tokens[at]
    takes = cue.form.verb.takes
    for name, preposition in _PREPOSITIONS.items():
        if name in takes and token.norm == preposition:
            return (at, at + 1)
        if name in takes and token.norm == _FUSED.get(name):
            return (at, at)
    if (
        "bi" in takes
        and token.kind == "word"
        and token.norm.startswith("ب")
        and token.norm not in phrase_list("ba_words")
    ):
        return (at, at) if len(token.norm) > 2 else (at, at + 1) if token.norm == "ب" else None
    return None


def _after_quotation(document: Document, at: int) -> int:
    quotation = document.opened_by(at)
    if quotation is None:
        return at + 1
    return document.range_of(document.quotations[quotation].outer).last


def _is_content(document: Document, run: Range, cue: int, at: int, end: int) -> bool:
    """Tell what somebody said from a name between marks, which a source or a place may hold."""
    words = sum(token.kind in ("word", "number") for token in document.tokens[at:end])
    if words > _NAME_WORDS:
        return True
    follows = next((t for t in document.tokens[end : run.last] if t.kind in ("word", "open", "colon")), None)
    return at > cue + 1 and words > 0 and (follows is None or end >= run.last)


def _another_begins(document: Document, run: Range, at: int) -> bool:
    """Say whether another finite cue, joined by و, begins at a token: what stands behind it is not ours."""
    token = document.tokens[at]
    if token.kind != "word" or not token.norm.startswith(("و", "ف")):
        return False
    readings = forms().get(token.norm[1:])
    if not readings or readings[0].form != "finite" or readings[0].verb.only in ("quote", "study"):
        return False
    return token.norm not in forms() and document.tokens[at - 1].norm not in ("الذي", "التي")


def _object(document: Document, run: Range, cue: Cue) -> Frame | None:
    """Find the bare object: what stands behind a verbal noun, a comma or the end of a definite subject."""
    at = cue.at + 1
    if cue.form.suffix or at >= run.last:
        return None
    if cue.form.form == "participle":
        return Frame(cue, Range(at, at), at, "object") if document.tokens[at].kind == "word" else None
    definite_seen = False
    for here in range(at, min(run.last, at + 16)):
        token = document.tokens[here]
        if token.kind in ("stop", "colon"):
            return None
        definite = token.norm.startswith("ال")
        if (
            here > at
            and token.kind == "word"
            and (is_verbal_noun(token.norm) or (definite_seen and _indefinite(token.norm)))
        ):
            if token.norm in cue.form.verb.except_object:
                return None
            return Frame(cue, Range(at, here), here, "object")
        if here == at and is_verbal_noun(token.norm):
            return Frame(cue, Range(at, at), at, "object")
        definite_seen = definite_seen or definite
    return None


_SHORT_WORDS = frozenset(
    ("في", "من", "عن", "علي", "الي", "مع", "باسم", "لدي", "يوم", "امس", "اليوم", "قد", "ان")
)


def _indefinite(norm: str) -> bool:
    """Say whether a word behind a definite one begins a new noun phrase: "نفت الحكومة اتهامات"."""
    return (
        not norm.startswith(("ال", "لل", "ب", "ل", "و"))
        and norm not in _SHORT_WORDS
        and norm not in phrase_list("adjuncts")
    )


def is_verbal_noun(norm: str) -> bool:
    """Say whether a folded word has the shape of a verbal noun: افتعال, إفعال, استفعال, تفعيل.

    Shapes after Wright, A Grammar of the Arabic Language, I §§ 202-205; short ones (فعل) have none of their own.
    """
    length = len(norm)
    if norm.startswith("ا") and 5 <= length <= 8 and not norm.startswith("ال"):
        return norm[-2] == "ا" or (norm.endswith("ه") and norm[-3] == "ا" and length > 5)
    return norm.startswith("ت") and 5 <= length <= 6 and norm[3] == "ي" and not norm.endswith("ون")
