"""Whether a sentence affirms what the article affirms and denies what it denies, word by word."""

from collections.abc import Iterator, Sequence

from models.arabic.normalise import fold
from models.arabic.stems import stem
from models.once import once
from models.support.claim import Claim, Match, coverage
from models.support.conjugation import forms_of
from models.support.lexicon import listed, stems, table
from models.support.source import SAME, SAME_ROOT
from models.support.terms import is_empty
from models.support.verdict import Fault

FILE = "opposites.toml"
_REACH = 6  # words on each side of a word among which its clause stands
_CLEAR = 0.35  # share of a clause that a row of the article has to have to be about the same
_NEARLY = 0.85  # of the best row's share from which others are about the same too
_MOST_ROWS = 3
_SLACK = 3  # words by which a word may stand elsewhere in a copy of what stands beside it
_BESIDE = 5  # words on each side of a word that tell which of its places in the article is meant
_DERIVED = 5  # letters of the past of a verb that begins with an ا
_GOVERNED = 2  # words before a noun within which the verb that governs it may be denied: "لا ينوي الرحيل"
_FAR = 4  # words before a word among which the article may deny it in any way

_COMPARED = {"اكثر": "اقل", "اقل": "اكثر"}

Place = tuple[int, int]
Sides = tuple[frozenset[str], frozenset[str]]


def polarity_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the words of a sentence that the article denies where it affirms them, or the reverse."""
    for each in claim.matches:
        rows = rows_about(claim, each.at) if each.term.kind in ("word", "cue") else []
        if rows and (_refuses(claim, each, rows) or _is_opposed(claim, each, rows) or _is_turned(claim, each, rows)):
            yield Fault("negation", claim.spelled(max(0, each.at - 1), each.at + 1))
    for at, norm in enumerate(claim.norms):
        if norm in _COMPARED and _is_reversed(claim, at, _COMPARED[norm]):
            yield Fault("negation", claim.spelled(at, at + 1))


def _is_reversed(claim: Claim, at: int, other: str) -> bool:
    """Say whether the article has "أكثر" where a sentence has "أقل", what stands beside them being the same."""
    told = [claim.source.norms[row][max(0, place - 1) : place + 2] for row, place in claim.copies(at)]
    return any(other in near for near in told) and not any(claim.norms[at] in near for near in told)


def is_denying(norm: str) -> bool:
    """Say whether a folded word denies, refuses or sets aside what stands behind it."""
    particles = listed(FILE, "particles", "any") | listed(FILE, "particles", "turning")
    return norm in particles or stem(norm) in stems(FILE, "particles", "refusing")


def is_denied(norms: Sequence[str], at: int) -> bool:
    """Say whether a particle denies the verb or adjective at a number: "لم يوقع", "لم يتم توقيع", "غير مقتنع"."""
    if set(norms[at : at + _FAR]) & listed(FILE, "particles", "except"):
        return False  # "لم يجد سوى القليل"
    for back in (1, 2):
        norm = norms[at - back] if at >= back else ""
        if norm in listed(FILE, "particles", "verbal"):
            verb = norms[at - back + 1]
            return verb.startswith(("ي", "ت", "ن", "ا")) and verb not in listed(FILE, "particles", "goes_on")
        if norm in listed(FILE, "particles", "nominal") or (back == 1 and norm in listed(FILE, "particles", "lacking")):
            return True
        if norm not in listed(FILE, "particles", "auxiliaries"):
            return False
    return False


def rows_about(claim: Claim, at: int) -> list[int]:
    """Return the rows of the article that tell of what stands round a word, the best first."""
    covered = coverage(claim.near(at, _REACH), len(claim.source.rows))
    least = max(_CLEAR, _NEARLY * max(covered, default=0.0))
    ranked = sorted(range(len(covered)), key=lambda row: -covered[row])[:_MOST_ROWS]
    return [row for row in ranked if covered[row] >= least]


def _is_opposed(claim: Claim, each: Match, rows: Sequence[int]) -> bool:
    """Say whether the article has an opposite of a word, undenied, where the word itself should stand."""
    sides = [side for reading in each.term.readings for side in _sides().get(reading.stem, ())]
    if not sides:
        return False
    norms = claim.source.norms
    placed = claim.copies(each.at)
    if any(how >= SAME and abs(at - place) <= _BESIDE for row, place in placed for at, how in each.places.get(row, ())):
        return False
    copies = [norms[row][max(0, at - _SLACK) : at + _SLACK + 1] for row, at in placed]
    if not copies and any(how >= SAME for row in rows for _, how in each.places.get(row, ())):
        return False
    stretches = copies or [tuple(norm for row in rows for norm in norms[row])]
    own = claim.norms[max(0, each.at - _SLACK) : each.at + _SLACK + 1] if copies else claim.norms
    return all(_has_opposite(claim, each, sides, (own, stretch)) for stretch in stretches)


def _has_opposite(
    claim: Claim, each: Match, sides: Sequence[Sides], stretches: tuple[Sequence[str], Sequence[str]]
) -> bool:
    """Say whether a stretch of the article has an opposite of a word where one of the sentence has the word."""
    stretch = stretches[1]
    here, there = ({stem(norm) for norm in norms if not is_empty(norm)} for norms in stretches)
    for own, other in sides:
        met = there & other
        if met and not (there & own or here & other):
            placed = [at for at, norm in enumerate(stretch) if stem(norm) in met]
            denied = any(is_denied(stretch, near) for at in placed for near in range(max(0, at - _GOVERNED), at + 1))
            return _is_doubted(claim.norms, each.at) == denied
    return False


def _is_turned(claim: Claim, each: Match, rows: Sequence[int]) -> bool:
    """Say whether a word is denied in the sentence and affirmed wherever the article speaks of it, or the reverse."""
    copied = _copied(claim, each)
    norms = claim.source.norms
    if is_denied(claim.norms, each.at):
        told = copied or _aligned(claim, each, rows, SAME_ROOT)
        return bool(told) and not any(_is_doubted(norms[row], at) for row, at in told)
    told = copied or _aligned(claim, each, rows, SAME_ROOT)
    behind = range(each.at, each.at + 1 if copied else min(len(claim.norms), each.at + _FAR))
    doubted = any(_is_doubted(claim.norms, at) for at in behind)
    return bool(told) and not doubted and all(is_denied(norms[row], at) for row, at in told)


def _refuses(claim: Claim, each: Match, rows: Sequence[int]) -> bool:
    """Say whether a sentence refuses what the article affirms: "رفضت الإفراج عنهم"."""
    before = claim.norms[each.at - 1] if each.at else ""
    if stem(before) not in stems(FILE, "particles", "failing"):
        return False
    told = _aligned(claim, each, rows, SAME_ROOT)
    norms = claim.source.norms
    return bool(told) and not any(is_denying(norm) for row, _ in told for norm in norms[row])


def _copied(claim: Claim, each: Match) -> list[Place]:
    """Return the surest places of a word where the article has what stands beside it as it stands in the sentence."""
    found = [
        (how, (row, at))
        for row, place in claim.copies(each.at)
        for at, how in each.places.get(row, ())
        if abs(at - place) <= _SLACK
    ]
    surest = max((how for how, _ in found), default=0.0)
    return [place for how, place in found if how == surest]


def _aligned(claim: Claim, each: Match, rows: Sequence[int], least: float) -> list[Place]:
    """Return the sure places of a word in some rows that have the most of the words beside it beside them too."""
    near = [other for other in claim.near(each.at, _BESIDE) if other.at != each.at]
    found = []
    for row in rows:
        for at, how in each.places.get(row, ()):
            beside = sum(any(abs(there - at) <= _BESIDE for there, _ in other.places.get(row, ())) for other in near)
            found.append((beside, how, (row, at)))
    sure = [(beside, place) for beside, how, place in found if how >= least]
    most = max((beside for beside, _ in sure), default=0)
    return [place for beside, place in sure if beside == most]


def _is_doubted(norms: Sequence[str], at: int) -> bool:
    """Say whether anything near before a word denies it: a particle, عدم, a verb of refusing."""
    return any(is_denying(norm) for norm in norms[max(0, at - _FAR) : at])


@once
def _sides() -> dict[str, tuple[Sides, ...]]:
    """Return by stem the lists of words that it belongs to, each with the list of its opposites."""
    found: dict[str, list[Sides]] = {}
    for pair in table(FILE)["pair"]:
        one, other = (frozenset(_forms(pair[side])) for side in ("one", "other"))
        for own, opposite in ((one, other), (other, one)):
            for word in own:
                found.setdefault(word, []).append((own, opposite))
    return {word: tuple(lists) for word, lists in found.items()}


def _forms(line: str) -> Iterator[str]:
    """Yield the stems of words, and of the present of those that are surely verbs: "انخفض", "زاد", "ألغى"."""
    for word in line.split():
        derived = word.startswith("ا") and len(word) >= _DERIVED
        weak = word.endswith("ى") or (len(word) == len("زاد") and word[1] == "ا")
        yield from map(stem, forms_of(word) if derived or weak else (fold(word),))
