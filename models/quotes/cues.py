"""Cues: where a word brings in what somebody said, and where the content that it brings begins.

Follows the cue-first design of Pareti (2015) and BBC citron: a quote is found at its cue, and source and content are
joined on it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from models.arabic.words import bare
from models.quotes.document import Document, Range, Token
from models.quotes.lexicon import CueForm, forms, phrase_list
from models.quotes.names import is_listed, is_organisation

Carrier = Literal["that", "colon", "quotation", "phrase", "object"]
"""How the content stands: an أن/إن clause, after a colon, between marks, after a preposition, as a bare object."""

_LONGEST_FRAME = 60  # tokens between a cue and its content: a name with its titles and an aside
_PARTICIPLE_FRAME = 14
_MASDAR_FRAME = 12
_NAME_WORDS = 3  # a quotation of no more words is a name inside the source unless it ends the sentence: موقع "الأفق"
_TITLE_WORDS = 6  # one of no more words may be a name where something else opens the content behind it
_STRICT_NOUNS = ("quote", "study", "first")
_STRICT = ("clause", "quote", "study", "first")
_PARTICLES = ("", "و", "ف")  # no س: what somebody will say has not been said
_COMPLEMENTISERS = frozenset(
    prefix + particle + suffix
    for prefix in ("", "ب")
    for particle in ("ان",)
    for suffix in ("", "ه", "ها", "هم", "هما", "هن", "ني", "نا", "ي", "ك", "كم", "ا")
)
_PREPOSITIONS = {"ila": "الي", "ala": "علي", "an": "عن", "min": "من", "fi": "في"}
_FUSED = {"an": "عما", "min": "مما"}
_GOVERN_NOUNS = frozenset(("الي", "علي", "في", "من", "عن", "مع", "بين", "كل", "اي", "بعض"))
_BEFORE_PAST = frozenset(("بعد", "منذ", "سبق", "قبل", "وسبق", "الي"))
_NEGATIONS = frozenset(("لم", "ولم", "فلم", "لن", "ولن", "عدم", "دون", "بدون", "ليس", "الم"))


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
    """Say whether a word form can be a cue where it stands: its particles, its spelling and what denies it."""
    clear = form.present and form.gender == "m"  # يبين; but تبين is also "it became clear"
    if form.verb.only == "first" and not clear and not (particle == "و" or at == run.first):
        return False
    if is_another_word(document, at, form):
        return False
    spelled = document.tokens[at].of(document.text)
    through = form.verb.only == "phrase" and spelled == form.verb.lemma
    if through and not particle and at > run.first and document.tokens[at - 1].kind == "word":
        return False  # عبر حسابه: through his account
    if form.form == "participle" and not _is_adverbial(document, run, at):
        return False
    previous = document.tokens[at - 1].norm if at > run.first else ""
    if form.present and previous in ("ان", "ما", "مما"):
        return False  # "على الوزير أن يوضح" is asked of him; "ما يؤكد أن" is the writer's own
    if form.form == "finite" and not form.present and previous == "ان":
        return at - 2 >= run.first and document.tokens[at - 2].norm in _BEFORE_PAST  # "أن نقل السفارة": the noun نقل
    if form.verb.kind == "stand in":
        return at + 1 < run.last and document.tokens[at + 1].norm in ("في", "فيه", "فيها")
    # "يهدف إلى حث الشباب": the noun حث
    return previous not in _NEGATIONS and not (form.form == "finite" and previous in _GOVERN_NOUNS)


def is_another_word(document: Document, at: int, form: CueForm) -> bool:
    """Say whether the spelling of a word shows that it is not the form that it is folded to."""
    spelled = document.tokens[at].of(document.text)
    if form.form == "finite" and not form.present and spelled[1:2] == "\u064f":  # طُلب: a passive names nobody
        return True
    if form.suffix and spelled.endswith("ة"):  # وصفة is a recipe, وصفه "he described it"
        return True
    # أعتقد is "I believe", which only the speaker of the words around it can say
    return spelled.startswith("أ") and form.verb.lemma.startswith("ا") and form.form == "finite"


def _is_adverbial(document: Document, run: Range, at: int) -> bool:
    """Tell مضيفة that says how from nouns of its shape (مدينة): it stands behind a comma or with its أن or colon."""
    spelled = document.tokens[at].of(document.text)
    if spelled.endswith("ه") and not spelled.startswith("ب"):
        return False  # مقره is "its seat"; بقوله is "saying"
    if document.tokens[at].norm.endswith("ا") or at == run.first or document.tokens[at - 1].kind in ("comma", "close"):
        return True
    near = document.tokens[at + 1 : min(run.last, at + 3)]
    return any(t.kind in ("colon", "open") or is_complementiser(t.norm) for t in near)


def frame(document: Document, run: Range, cue: Cue) -> Frame | None:
    """Return where the content of a cue begins and how it is carried, None where the word brings in nothing."""
    reach = {"finite": _LONGEST_FRAME, "participle": _PARTICIPLE_FRAME, "masdar": _MASDAR_FRAME}[cue.form.form]
    region = Range(cue.at + 1, min(run.last, cue.at + 1 + reach))
    carried, phrase = _opening(document, run, cue, region)
    strict = cue.form.verb.only in _STRICT or cue.form.form == "masdar"
    if cue.form.verb.only == "phrase" and phrase is None:
        return None  # عبر is "through" more often than "expressed"
    if carried is not None and phrase is not None:
        end, content, carrier = carried
        if end - phrase[1] <= 1:  # "إلى أن", "على \"...\"": the preposition belongs to the cue
            carried = (phrase[0], content, carrier)
        elif not strict:
            carried = None
    if carried is not None and carried[2] == "quotation" and not strict and "object" in cue.form.verb.takes:
        named = _object(document, run, cue)
        if named is not None and named.content < carried[1]:
            return named
    if carried is not None:
        end, content, carrier = carried
        bare_masdar = cue.form.form == "masdar" and not cue.form.suffix
        refused = (carrier == "that" and cue.form.verb.only == "quote") or (carrier == "quotation" and bare_masdar)
        return None if refused else Frame(cue, Range(cue.at + 1, end), content, carrier)
    if strict:
        return None
    named = _object(document, run, cue) if "object" in cue.form.verb.takes else None
    if phrase is not None and (named is None or phrase[0] <= named.content):
        return Frame(cue, Range(cue.at + 1, phrase[0]), phrase[1], "phrase")
    return named


def _opening(
    document: Document, run: Range, cue: Cue, region: Range
) -> tuple[tuple[int, int, Carrier] | None, tuple[int, int] | None]:
    """Look for what opens the content (أن, a colon, a mark), and for the first phrase that the verb takes."""
    phrase: tuple[int, int] | None = None
    at = region.first
    while at < region.last:
        token = document.tokens[at]
        if token.kind == "open":
            end = _after_quotation(document, at)
            if _is_content(document, run, cue.at, at, end):
                return (at, at, "quotation"), phrase
            at = max(end, at + 1)
            continue
        if token.kind == "colon":
            return (at, at + 1, "colon"), None
        if token.kind == "stop" or (at > region.first and _another_begins(document, at)):
            break
        if cue.form.form == "masdar" and token.norm.startswith("و") and at > region.first:
            break  # a noun's clause follows it closely: "إعلان الوزارة أن"
        if is_complementiser(token.norm) and not _belongs_elsewhere(document, cue, at, region.last):
            own = at - 1 > cue.at and document.tokens[at - 1].norm in _own_prepositions(cue)
            return (at - own, at, "that"), None if own else phrase
        if phrase is None:
            phrase = _phrase(document, cue, at)
        at += 1
    return None, phrase


def _own_prepositions(cue: Cue) -> set[str]:
    return {_PREPOSITIONS[name] for name in cue.form.verb.takes if name in _PREPOSITIONS}


def _belongs_elsewhere(document: Document, cue: Cue, at: int, last: int) -> bool:
    """Say whether an أن belongs to another word: in "قالت الهيئة بعد أن انتهت إن" it is إن that قال brings in."""
    previous = document.tokens[at - 1].norm
    if at > cue.at + 1 and previous in phrase_list("before_an"):
        return True
    if previous in ("الي", "علي") and not {"ila", "ala"} & cue.form.verb.takes:
        return True
    if cue.form.verb.lemma != "قال" or not document.text[document.tokens[at].start].startswith("أ"):
        return False
    return any(document.text[t.start] == "إ" and is_complementiser(t.norm) for t in document.tokens[at + 1 : last])


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
    words = _words(document, at, end)
    rest = range(end, run.last)
    if words > _TITLE_WORDS:
        return True
    opens_later = any(
        document.tokens[n].kind == "colon"
        or is_complementiser(document.tokens[n].norm)
        or (document.tokens[n].kind == "open" and _words(document, n, _after_quotation(document, n)) > words)
        for n in rest
    )
    if words > _NAME_WORDS or document.tokens[at - 1].kind == "colon":
        return not opens_later
    return at > cue + 1 and words > 0 and not any(document.tokens[n].kind in ("word", "open") for n in rest)


def _words(document: Document, first: int, last: int) -> int:
    return sum(token.kind in ("word", "number") for token in document.tokens[first:last])


def _another_begins(document: Document, at: int) -> bool:
    """Say whether another cue takes over at a token, joined by و or as a participle."""
    token = document.tokens[at]
    if token.kind != "word" or document.tokens[at - 1].norm in ("الذي", "التي", "الذين"):
        return False
    alone = forms().get(token.norm)
    if alone and alone[0].form == "finite":
        return document.tokens[at - 1].norm in ("حيث", "كما", "اذ") and alone[0].verb.only not in _STRICT_NOUNS
    if alone:
        behind_comma = document.tokens[at - 1].kind in ("comma", "close")
        return alone[0].form == "participle" and (token.norm.endswith("ا") or behind_comma)
    joined = forms().get(token.norm[1:]) if token.norm.startswith(("و", "ف")) else None
    return bool(joined) and joined[0].form == "finite" and joined[0].verb.only not in _STRICT  # type: ignore[index]


def _object(document: Document, run: Range, cue: Cue) -> Frame | None:
    """Find the bare object: what stands behind a verbal noun, a comma or the end of a definite subject."""
    at = cue.at + 1
    if cue.form.suffix or at >= run.last or (document.tokens[at].kind != "word" and document.tokens[at].kind != "open"):
        return None
    if cue.form.form == "participle" or _opens_object(document, at):
        return Frame(cue, Range(at, at), at, "object")
    titled = bare(document.tokens[at].norm) in phrase_list("roles")  # a name may follow: "وزيرة النقل هدى الكرمي"
    for here in range(at + 1, min(run.last, at + 16)):
        token = document.tokens[here]
        if token.kind in ("stop", "colon") or _another_begins(document, here):
            return None
        if token.kind != "word":
            continue
        titled = titled and token.norm != "باسم"
        previous = document.tokens[here - 1]
        after_subject = (previous.norm.startswith("ال") and not titled) or previous.kind in ("comma", "close")
        opens = _opens_object(document, here) or (after_subject and _indefinite(token.norm))
        if opens and not _continues_subject(document, here, at):
            return None if token.norm in cue.form.verb.except_object else Frame(cue, Range(at, here), here, "object")
    return None


def _opens_object(document: Document, at: int) -> bool:
    token = document.tokens[at]
    if is_organisation(bare(token.norm)):
        return False  # إدارة is a verbal noun, and here the management
    return is_verbal_noun(token, document.text) or token.norm in phrase_list("objects")


def _continues_subject(document: Document, at: int, subject: int) -> bool:
    """Say whether a noun behind the subject still names it: an office, a genitive, or what باسم and في lead to."""
    previous = document.tokens[at - 1].norm
    if at - 1 == subject and not previous.startswith("ال") and is_organisation(bare(previous)):
        return True  # "محضر اجتماع المجلس"
    return previous in ("باسم", "في", "من", "لدي") or bare(document.tokens[at].norm) in phrase_list("roles")


_SHORT_WORDS = frozenset(("في", "من", "عن", "علي", "الي", "مع", "باسم", "لدي", "يوم", "امس", "اليوم", "قد", "ان"))


def _indefinite(norm: str) -> bool:
    """Say whether a word behind a definite one begins a new noun phrase: "نفت الحكومة اتهامات"."""
    return (
        not norm.startswith(("ال", "لل", "ب", "ل", "و"))
        and norm not in _SHORT_WORDS
        and norm not in phrase_list("adjuncts")
    )


_VERBAL_NOUN = re.compile(
    # استفعال استفالة افتعال انفعال إفعال إفالة تفعيل تفعلة تفعل تفاعل
    "است..ا.|است.ا.ه|ا.ت.ا.ه?|ان..ا.|ا..ا[^ه]|ا.ا.ه|ت..ي.ه?|ت.ا.ه|ت...|ت.ا.."
)


def is_adverbial_noun(norm: str) -> bool:
    """Say whether a folded word is a verbal noun in the accusative, which no name holds: "كتبت الفنانة توضيحا"."""
    return norm.endswith("ا") and not norm.startswith("ال") and bool(_VERBAL_NOUN.fullmatch(norm[:-1]))


def is_verbal_noun(token: Token, text: str) -> bool:
    """Say whether a word has the shape of a derived verbal noun, with or without a pronoun on it.

    Shapes after Wright, A Grammar of the Arabic Language, I §§ 202-205; short ones (فعل) have none of their own, and
    أفعال with its hamza is a plural.
    """
    norm = token.norm
    definite = norm.startswith("ال") and not norm.startswith("الت")  # الأمين is no إفعال; التزام is an افتعال
    if definite or text.startswith("أ", token.start) or is_listed(norm):
        return False
    stems = [norm] + [norm.removesuffix(s) for s in ("ها", "هم", "ه") if norm.endswith(s) and len(norm) > 6]
    stems += [norm.removesuffix("ات")] if norm.endswith("ات") else []
    stems += [stem[:-1] + "ه" for stem in stems if stem.endswith("ت")]  # استقالته: استقالة with a pronoun
    return any(_VERBAL_NOUN.fullmatch(stem) for stem in stems)
