"""The subject of a sentence, for a cue that leaves its source out: "انسحبت الدولة من المجلس، قائلة إن"."""

from models.arabic.words import bare
from models.quotes.cues import is_verbal_noun
from models.quotes.document import Document, Range, Token
from models.quotes.lexicon import CueForm, phrase_list
from models.quotes.names import PARTITIVES, is_organisation, is_role
from models.quotes.sources import opens_name

_LONGEST = 8
_NAMES = 2  # words that a bare proper name has behind its first
_NEAR = 3  # tokens from the start of a sentence: a cue that near has no subject before it
_ANTECEDENT_REACH = 1_500  # tokens back to which a definite noun can point
_POINTING = frozenset(("هذا", "هذه", "ذلك", "تلك", "هولاء"))
PLUPERFECT = frozenset(("كان", "كانت", "وكان", "وكانت", "كانا", "وكانوا", "كانوا"))
"""Forms of كان that put a verb behind قد into the pluperfect, its subject between them."""
_AUXILIARIES = PLUPERFECT | frozenset(("وقد", "قد", "كما", "لقد", "فيما", "بينما"))


def sentence_subject(document: Document, run: Range, cue: int, form: CueForm) -> Range | None:
    """Return the words that are the subject of the clause before a cue, None where no clause stands there."""
    at = document.body(run).first
    if cue - at <= _NEAR and document.tokens[at].norm not in _AUXILIARIES:
        return None
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
    if (
        not tokens
        or tokens[0].kind not in ("word", "open")
        or tokens[0].norm in _POINTING
        or not opens_name(tokens[0].norm)
    ):
        return None
    quotation = document.opened_by(region.first)
    if quotation is not None:
        return Range(region.first, min(region.last, document.range_of(document.quotations[quotation].outer).last))
    length = _name_length([_shape(document, t) for t in tokens])
    for at in range(1, length):
        if is_verbal_noun(tokens[at], document.text):
            length = at
            break
    return Range(region.first, region.first + length)


def definite_antecedent(document: Document, head: str, before: int) -> Range | None:
    """Return the last fuller phrase with the same head noun before a token: "المنظمة" goes back to "منظمة …"."""
    for at in range(before - 1, max(-1, before - 1 - _ANTECEDENT_REACH), -1):
        token = document.tokens[at]
        if token.kind != "word" or bare(token.norm).removeprefix("و") != head:
            continue
        phrase = _named_between_marks(document, at) or first_phrase(document, Range(at, len(document.tokens)))
        if phrase is not None and len(phrase) > 1:
            return Range(at, _past_adjectives(document, phrase.last))
    return None


def _past_adjectives(document: Document, last: int) -> int:
    """Take in what still tells of a definite noun: "شركة المرفأ الأزرق"."""
    while last < len(document.tokens) and _is_definite(document.tokens[last].norm):
        last += 1
    return last


def _is_definite(norm: str) -> bool:
    return norm.startswith("ال") and opens_name(norm)  # إلى begins like an article too


def _named_between_marks(document: Document, at: int) -> Range | None:
    """Return a noun with the name between marks behind it: `صحيفة "الأفق"`."""
    quotation = document.opened_by(at + 1) if at + 1 < len(document.tokens) else None
    if quotation is None:
        return None
    return Range(at, document.range_of(document.quotations[quotation].outer).last)


def _shape(document: Document, token: Token) -> str:
    """Return a word as its ending shows it: المرضى keeps its alef, or it would look like an adjective in ي."""
    if token.kind != "word":
        return ""
    return token.norm[:-1] + "ا" if token.of(document.text).endswith("ى") else token.norm


def _name_length(norms: list[str]) -> int:
    """Return how many words of a run its first noun phrase takes."""
    head = norms[0]
    at = 1
    if head.startswith("ال"):
        at = _adjectives(norms, at)
        titled = _is_adjective(head) or is_role(bare(head))  # الفرنسي زين الدين زيدان، النائب هاني عوض
        return _name(norms, at) if titled else at
    if is_role(bare(head)) or is_organisation(bare(head)) or bare(head) in PARTITIVES:
        while at < len(norms) and norms[at] and not norms[at].startswith("ال") and opens_name(norms[at]):
            at += 1
        at += at < len(norms) and norms[at].startswith("ال")
        if norms[at : at + 1] == ["في"] and norms[at + 1 : at + 2] and norms[at + 1].startswith("ال"):
            at += 2  # مصدر في الخارجية التركية
    else:
        at = _name(norms, at)
        surname = norms[at : at + 1] and norms[at].startswith("ال") and title_length(norms[at + 1 :])
        at += bool(surname)  # سامي الحداد وزير النقل
        return at + title_length(norms[at:])
    return _adjectives(norms, at)


def title_length(norms: list[str]) -> int:
    """Return how many words at the start of a name are an office: two of "وزير النقل سامي حداد", else none."""
    if not norms or not is_role(bare(norms[0])):
        return 0
    at = 1
    if not norms[0].startswith("ال"):
        while at < len(norms) and not norms[at].startswith("ال"):
            at += 1
        at += at < len(norms)
    return _adjectives(norms, at)


def _name(norms: list[str], at: int) -> int:
    last = min(len(norms), at + _NAMES)
    while at < last and _is_name(norms[at]):
        at += 1
    return at


def _is_name(norm: str) -> bool:
    if not norm or norm.startswith(("ال", "ب", "ل", "و")) or norm in _POINTING or not opens_name(norm):
        return False
    return not (is_role(norm) or is_organisation(norm))


def _adjectives(norms: list[str], at: int) -> int:
    while at < len(norms) and norms[at].startswith("ال") and _is_adjective(norms[at]) and opens_name(norms[at]):
        at += 1
    return at


def _is_adjective(norm: str) -> bool:
    return norm.endswith(("ي", "يه")) or norm in phrase_list("adjectives")
