"""Names of those who stand in an article without a word of theirs."""

from models.arabic.stems import frequency
from models.arabic.words import Word, bare, words
from models.quotes.names import is_organisation, is_role
from models.reading import Attribution, Span
from models.support.lexicon import names
from models.support.terms import term

_MOST = 20
_RARE = 150  # articles of the background up to which a word with ال can be a surname: "الراوي", not "الحالي"
_LINKS = frozenset(("بن", "ابن", "ابو", "عبد", "ال"))
_ROLE_REACH = 4  # words before a name among which its office stands: "وزير الدفاع الإسرائيلي السابق فلان"
_FEWEST = 2  # words of a name: one alone may be a place or a firm


def named_only(attribution: Attribution) -> tuple[str, ...]:
    """Return the names of those who do not speak, as the article has them, with the office before the name.

    Two words that are hardly ever anything but names are needed: many are missed, and some of those found name a club
    or a town.
    """
    text = attribution.article.text
    known = _of_speakers(attribution)
    found: dict[tuple[str, ...], str] = {}
    of = words(text)
    at = 0
    while at < len(of) and len(found) < _MOST:
        last = _run(text, of, at)
        name = tuple(word.norm for word in of[at:last])
        if last - at >= _FEWEST and not known & {bare(norm) for norm in name} and not _is_body(text, of, at):
            found.setdefault(name, Span(of[_office(text, of, at)].start, of[last - 1].end).of(text))
        at = max(last, at + 1)
    return tuple(found.values())


def _of_speakers(attribution: Attribution) -> frozenset[str]:
    spoken = (name for speaker in attribution.speakers for name in (speaker.name, *speaker.aliases))
    return frozenset(bare(word.norm) for name in spoken for word in words(name) if not is_role(bare(word.norm)))


def _run(text: str, of: list[Word], at: int) -> int:
    """Return where the name ends that begins at a word; `at` itself where none does."""
    if of[at].norm not in names() or _is_place(of[at].norm):
        return at
    last = at + 1
    while last < len(of) and _adjoins(text, of, last) and of[last].norm in names() | _LINKS:
        last += 1
    if last < len(of) and _adjoins(text, of, last) and _is_surname(of[last].norm):
        last += 1
    while of[last - 1].norm in _LINKS:
        last -= 1
    return last


def _is_surname(norm: str) -> bool:
    word = bare(norm)
    return norm.startswith("ال") and (word in names() or frequency(word) < _RARE) and not is_role(word)


def _is_place(norm: str) -> bool:
    found = term(norm)
    return found is not None and found.kind == "place"


def _adjoins(text: str, of: list[Word], at: int) -> bool:
    return text[of[at - 1].end : of[at].start] == " "


def _is_body(text: str, of: list[Word], at: int) -> bool:
    """Say whether a firm, a paper or a club bears the name: "شركة فلان", "نادي فلان"; or a work between marks."""
    opened = of[at].start > 0 and text[of[at].start - 1] in '"«“('
    return opened or (at > 0 and is_organisation(bare(of[at - 1].norm)))


def _office(text: str, of: list[Word], at: int) -> int:
    """Return where the office before a name begins, the name itself where there is none."""
    for here in range(at - 1, max(-1, at - 1 - _ROLE_REACH), -1):
        if not _adjoins(text, of, here + 1):
            return at
        if is_role(bare(of[here].norm)):
            return at if of[here].norm.startswith("لل") else here
    return at
