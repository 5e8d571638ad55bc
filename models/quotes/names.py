"""Names of sources: their words for matching, their gender and number, the longer name that the article gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.arabic.words import bare
from models.quotes.document import Document, Range
from models.quotes.lexicon import Gender, Number, phrase_list
from models.reading import Span

WEAK = frozenset(("في", "من", "علي", "عن", "الي", "هذا", "هذه", "كل", "و", "ل", "ب", "ان", "احد", "احدي"))
"""Words that tell no name from another."""
_PLACED = frozenset(("في", "من", "لدي"))
"""Prepositions behind which a name tells where somebody works."""
_THESE = frozenset(("هذا", "هذه"))
PARTITIVES = frozenset(("احد", "احدي", "بعض", "عدد"))
"""Words that take some of many as their genitive: أحد السائقين."""
_SHORTEST_PLURAL = 5  # letters: عون is a name
_FOREIGN_ENDS = ("سون", "تون")  # جونسون، كلينتون; the plurals in them begin with م: مدرسون
_TITLE_REACH = 7  # words before a surname among which its title is looked for
_MOST_PLACES = 60  # places of a surname at which its title is looked for


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name that tell it from others; the `inner` ones name somebody or something else in it.

    In "مسؤول في حملة ترامب" and in "محامي ترامب رودي جولياني" ترامب is not who is named.
    """

    words: tuple[str, ...]
    inner: frozenset[str] = frozenset()


def name_of(norms: list[str]) -> Name:
    """Return a name without article, clitics and small words."""
    words = tuple(bare(norm) for norm in norms if norm not in WEAK and len(norm) > 1)
    return Name(words or tuple(norms), frozenset(_inner(norms)))


def _inner(norms: list[str]) -> Iterator[str]:
    placed = False
    for at in range(1, len(norms)):
        before, norm = norms[at - 1], norms[at]
        placed = placed or before in _PLACED
        owned = is_role(before) and not norm.startswith("ال") and at + 1 < len(norms)
        if placed or owned or before in _THESE or norm.startswith(("بال", "لل")):
            yield bare(norm)


def is_role(word: str) -> bool:
    """Say whether a bare word names an office or a role, a woman's and several people's too: مدعية، مسؤولو."""
    listed = phrase_list("roles")
    return word in listed or (len(word) > 4 and word.endswith(("ه", "و", "ي")) and word[:-1] in listed)


def is_organisation(word: str) -> bool:
    """Say whether a bare word is the head noun of an organisation."""
    return word in phrase_list("organisations") or word in phrase_list("documents")


def can_head(norm: str) -> bool:
    """Say whether a word can take a state as its genitive: "حكومة مصر", "خارجية إيران"."""
    word = bare(norm)
    return is_role(word) or is_organisation(word) or norm.endswith("ه")


def is_scholarly(norms: list[str]) -> bool:
    """Say whether a source is a document, or somebody by office: one whose findings are reported as words."""
    head = bare(norms[0]) if norms else ""
    return head in phrase_list("documents") or is_role(head)


def is_state(word: str) -> bool:
    """Say whether a bare word names a state or a city."""
    return is_listed(word) or is_listed(f"ال{word}")


def is_listed(norm: str) -> bool:
    """Say whether a folded word stands as it is among the states, cities and names whose gender is listed."""
    return norm in phrase_list("feminine") or norm in phrase_list("masculine")


def is_proper(word: str) -> bool:
    """Say whether a bare word can be part of a proper name: none of the roles, organisations and documents."""
    if word in phrase_list("names_like_nouns"):
        return True
    return not (is_role(word) or is_organisation(word) or word.endswith(("يه", "ات")) or is_sound_plural(word))


def is_surname(norms: list[str]) -> bool:
    """Say whether a short name ends with what can be a surname: no state and no adjective of a body."""
    listed = phrase_list("feminine") | phrase_list("adjectives")
    return is_proper(bare(norms[-1])) and not listed & {norms[0], norms[-1]}


def gender(norms: list[str]) -> Gender:
    """Return the grammatical gender that the head of a name shows, None for a name that does not show it."""
    head = norms[0] if norms else ""
    stripped = bare(head)
    if head in phrase_list("masculine") or stripped in phrase_list("masculine"):
        return "m"
    if head in phrase_list("feminine") or stripped in phrase_list("feminine"):
        return "f"
    if head.endswith(("ه", "ات")) and len(head) > 3 and head not in phrase_list("names_like_nouns"):
        return "f"
    return "m" if is_role(stripped) or is_organisation(stripped) else None


def number(norms: list[str]) -> Number:
    """Return the grammatical number that the head of a name shows; plurals of things count as singular."""
    head = bare(norms[0]) if norms else ""
    if head in phrase_list("names_like_nouns"):
        return "singular"
    if len(head) > 4 and (head.endswith(("ين", "وا")) or is_sound_plural(head)):
        return "plural"
    if head.endswith(("اء", "ا")) and is_role(head):
        return "plural"
    return (
        "plural" if head in ("سكان", "علماء", "خبراء", "اهالي", "محتجون", "نشطاء", "شهود", "بعض", "عدد") else "singular"
    )


def is_sound_plural(word: str) -> bool:
    """Say whether a bare word in ون is a plural: باحثون, and not ماكرون, جونسون, عون, which are names."""
    if not word.endswith("ون") or len(word) < _SHORTEST_PLURAL:
        return False
    return word.startswith("م") or not word.endswith(_FOREIGN_ENDS)


def longer_name(document: Document, surname: str) -> Range | None:
    """Return the fullest form in which the article gives a name that it also uses alone: title, first name, surname."""
    found = [_leftwards(document, at) for at in document.places.get(surname, [])[:_MOST_PLACES]]
    runs = [run for run in found if run is not None]
    return max(runs, key=len) if runs else None


def _leftwards(document: Document, at: int) -> Range | None:
    """Walk left from a surname to the title before it: "وزير الزراعة، نبيل حداد"."""
    commas = 0
    for here in range(at - 1, max(-1, at - 1 - _TITLE_REACH), -1):
        token = document.tokens[here]
        if token.kind == "comma" and commas == 0 and here >= at - 3:
            commas += 1
            continue
        if token.kind != "word" or token.norm in phrase_list("adjuncts") or token.norm in phrase_list("joints"):
            return None
        if here == at - 1 and is_organisation(bare(token.norm)):
            return None  # "مدير مكتب زيدان" is no title of زيدان
        if is_role(bare(token.norm)) or is_role(token.norm):
            return Range(here, at + 1)
        if token.norm.startswith(("ل", "ب", "و")) and not token.norm.startswith("لل") and here > at - 3:
            return None  # "نائب الوزير لإعلامه بقرار ترامب" is no title of ترامب
    return None


def spelled(document: Document, run: Range, *, lam: bool = False) -> str:
    """Return a name as the article gives it, without the و or ل that is written onto it."""
    text = mention_span(document, run, lam=lam).of(document.text)
    return "ا" + text[1:] if lam and text.startswith("لل") else text


def mention_span(document: Document, run: Range, *, lam: bool = False) -> Span:
    """Return the span of a mention; a و or a ل written onto it stays outside, للـ stays for its missing alef."""
    span = document.span(run)
    norm = document.tokens[run.first].norm
    joined = norm.startswith("و") and (
        norm.startswith("وال") or is_role(bare(norm[1:])) or is_organisation(bare(norm[1:]))
    )
    glued = (lam and not norm.startswith("لل")) or (joined and not is_role(bare(norm)))
    return Span(span.start + 1, span.end) if glued else span


def _joined(document: Document, at: int) -> bool:
    """Say whether the و of a word joins it to the sentence before and is no part of it, as in والت or وزير."""
    norm = document.tokens[at].norm
    opens = (
        at == 0
        or document.tokens[at - 1].kind != "word"
        or "\n" in document.text[document.tokens[at - 1].end : document.tokens[at].start]
    )
    plain = norm[1:]
    known = plain.startswith("ال") or is_role(bare(plain)) or is_organisation(bare(plain))
    return opens and norm.startswith("و") and known and not (is_role(bare(norm)) or is_organisation(bare(norm)))
