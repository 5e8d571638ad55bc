"""How a sentence begins: what of it only joins it to the text and can go, and what leans on the text and cannot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.words import Word
from models.quotes.lexicon import forms
from models.reading import Span
from models.summaries.lexicon import matched, phrases, without_waw

_LOOK = 20  # words at the head of a sentence that are looked at
_LINKS = 3  # "وفي المقابل، من جانبه قال": so many phrases in a row at most
_FIRST_WORDS = 4  # among which a demonstrative points back to another sentence
_WORN = 3  # among which a preposition with a pronoun does: "يطلق عليه أحيانا"
_COMMA = re.compile(r"\s*[،,]")
# What may follow a verb of saying whose subject is left out: "وأضاف أن", "وقال: ", "وأشار إلى", "وأضاف قائلا"
_NO_SUBJECT = re.compile(
    r"\s*[:\"«“”‹]|\s+(?:(?:ب?[أإا]ن(?:ه|ها|هم|هما|ني|نا|ي)?|في|فيه|إلى|الى|على|عن|من|خلال|أمام|بعد|حول)(?!\w)"
    r"|قائل|لل|ل(?:وكالة|صحيفة|شبكة|قناة|موقع|مجلة|رويترز|فرانس)(?!\w))"
)
_PRESENT_IN_TA = frozenset(("تتفاوت", "تتهافت", "تتشتت", "تلتفت", "تستميت"))
_NAME_IN_MARKS = re.compile(r"\s+[\"«“]\w+(?: \w+){0,2}[\"»”]\s+\w")  # انتقدت "مراسلون بلا حدود" القرار
_PASSIVE = "\u064f"  # طُلب من السكان: who asked is not meant to be known
_CASE_ENDINGS = ("ين", "ان", "ون", "ا")  # الكثيرين، الوزيران: the case shows, and أن or لكن has chosen it
_EXISTENTIAL = frozenset(("هناك", "ثمه", "لدي", "له", "لها"))  # "لكن هناك أشخاصا": the noun behind shows the case
_OPEN_NOUNS = frozenset(("الذي", "التي", "الذين", "اللذين", "اللتين"))


@dataclass(frozen=True, slots=True)
class Opening:
    """How a sentence begins.

    `first` is the word that stands first once what only joins it has been left out, its و taken off; `bare_cue` says
    that this is a verb of saying without its subject, `leans` that the sentence cannot be understood alone, `joined`
    that something joined it to the sentence before, `vague` that a pronoun near its head may point out of it.
    """

    first: Span
    bare_cue: bool
    leans: bool
    joined: bool
    vague: bool


def opening(text: str, sentence: Sequence[Word]) -> Opening:
    """Return how a sentence begins that consists of these words, one or more."""
    head = sentence[:_LOOK]
    gone = _links(text, head)
    if gone == 0 and head[0].norm == "و" and len(head) > 1:
        return _behind_waw(text, head)
    if gone >= len(head):
        return Opening(Span(head[0].start, head[0].end), bare_cue=False, leans=True, joined=False, vague=False)
    bare = _unjoined(text, head[gone])
    goes = bare not in ("قد", "لقد") and bare != head[gone].norm  # "وقد تعرف" is no "perhaps", "قد تعرف" may be one
    joining = 1 if goes and text[head[gone].start] in "وف" else 0
    norms = [bare, *(word.norm for word in head[gone + 1 :])]
    first = Span(head[gone].start + joining, head[gone].end)
    return Opening(
        first=first,
        bare_cue=_is_bare_cue(text, first, bare),
        leans=_leans(norms),
        joined=gone > 0 or bare != head[gone].norm,
        vague=_is_vague(text, head[gone:]),
    )


def _behind_waw(text: str, head: Sequence[Word]) -> Opening:
    """Return how a sentence begins whose و stands by itself: و"قوات التحالف" عادت."""
    rest = opening(text, head[1:])
    return Opening(Span(head[0].end, rest.first.end), rest.bare_cue, rest.leans, joined=True, vague=rest.vague)


def _unjoined(text: str, word: Word) -> str:
    """Return a folded word without its joining و; a hamza behind it tells "وأدى" from the "وادي" that it folds to."""
    hamza = text[word.start + 1 : word.start + 2] in ("أ", "إ", "آ")
    return word.norm[1:] if hamza and word.norm.startswith("و") else without_waw(word.norm)


def _links(text: str, head: Sequence[Word]) -> int:
    """Return how many words at the head only join the sentence to the text."""
    gone = 0
    for _ in range(_LINKS):
        found = _link(text, head, gone) if gone < len(head) else 0
        if not found:
            break
        gone += found
    return gone


def _link(text: str, head: Sequence[Word], at: int) -> int:
    norms = [without_waw(head[at].norm), *(word.norm for word in head[at + 1 : at + 7])]
    rest = head[at:]
    length = matched(phrases("openers.toml", "linking", "phrases"), norms)
    if length:
        return length if len(rest) > length and _ends_before(text, rest, length) else 0
    length = matched(phrases("openers.toml", "linking", "before_clause"), norms)
    length = length or matched(phrases("openers.toml", "adversative", "phrases"), norms)
    if length:
        return length if len(rest) > length and _case_is_hidden(rest[length].norm) else 0
    if len(norms) < 2:
        return 0
    if norms[0] == "هذا" and without_waw(norms[1]) != norms[1]:
        return 1  # "هذا وأعلن المجلس"
    if norms[0] == "كما":
        return int(_is_also(text, rest))
    # "وقد أعلنت الوزارة"; before a present قد is "perhaps" and stays
    return int(norms[0] in ("قد", "لقد") and norms[0] != head[at].norm and _is_past(norms[1]))


def _ends_before(text: str, rest: Sequence[Word], length: int) -> bool:
    """Say whether a linking phrase is whole: "إلى ذلك المكان" and "في السياق التاريخي" go on."""
    return bool(_COMMA.match(text, rest[length - 1].end)) or not rest[length].norm.startswith("ال")


def _case_is_hidden(norm: str) -> bool:
    """Say whether a word looks the same without the أن or لكن before it: "الحكومة" does, "الكثيرين" does not."""
    return not norm.endswith(_CASE_ENDINGS) and norm not in _OPEN_NOUNS and norm not in _EXISTENTIAL


def _is_also(text: str, rest: Sequence[Word]) -> bool:
    """Tell "كما شارك الوزير", he also took part, from "كما قال الوزير، فالخطة جاهزة", as he said."""
    verb = rest[1].norm
    if matched(phrases("openers.toml", "linking", "as_before"), [verb]):
        return False
    also = matched(phrases("openers.toml", "linking", "also_before"), [verb]) > 0
    if not (also or verb in forms() or verb.endswith("ت")):
        return False
    return not any(_COMMA.match(text, word.end) for word in rest[1:6])


def _is_past(norm: str) -> bool:
    """Say whether a verb behind قد is surely past: ي، ت and ن may begin a present, of which قد says "perhaps"."""
    if norm in forms():
        return not any(form.present for form in forms()[norm])
    if norm.startswith("ت") and norm.endswith("ت") and len(norm) > 4:
        return norm not in _PRESENT_IN_TA  # تحطمت, of a feminine
    return norm in ("تم", "تمت") or not (norm.startswith(("ي", "ت", "ن")) or norm in ("لا", "اكون"))


def _is_bare_cue(text: str, first: Span, bare: str) -> bool:
    found = forms().get(bare)
    if not found or matched(phrases("openers.toml", "leaning", "impersonal"), [bare]):
        return False
    if found[0].form == "participle":
        return bare.endswith("ا")  # "مضيفا أن"
    if text[first.start + 1 : first.start + 2] == _PASSIVE:
        return False
    if _NAME_IN_MARKS.match(text, first.end):
        return False
    return found[0].form == "finite" and _NO_SUBJECT.match(text, first.end) is not None


def _leans(norms: Sequence[str]) -> bool:
    """Say whether a pronoun, a demonstrative or a conjunction at the head can only be understood from before."""
    for name in ("pronouns", "words"):
        if matched(phrases("openers.toml", "leaning", name), norms):
            return True
    pointing = phrases("openers.toml", "leaning", "demonstratives")
    near = phrases("openers.toml", "leaning", "near")
    worn = phrases("openers.toml", "leaning", "worn")
    if any(norm in worn for norm in norms[1:_WORN]) and not set(norms[:_WORN]) & _OPEN_NOUNS:
        return True
    first = norms[:_FIRST_WORDS]
    return any(norm in pointing and not set(norms[n + 1 : n + 2]) & near.keys() for n, norm in enumerate(first))


def _is_vague(text: str, head: Sequence[Word]) -> bool:
    """Say whether one of the first words wears a pronoun: "شاهد الآلاف عودة فريقها"."""
    for word in head[:_FIRST_WORDS]:
        if len(word.norm) > 4 and (word.norm.endswith(("ها", "هم", "هما")) or text[word.end - 1] == "ه"):
            return not word.norm.startswith("ال")
    return False
