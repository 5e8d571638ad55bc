"""Whether the article has the numbers of a sentence, and of the same things."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from models.arabic.stems import stem
from models.arabic.words import bare
from models.support.claim import Claim, Match
from models.support.figures import YEARS, Figure, period
from models.support.lexicon import listed
from models.support.sizes import rounds, sizes
from models.support.source import SAME, SAME_SENSE, Source
from models.support.terms import term
from models.support.times import is_same_time
from models.support.verdict import Fault

_ROUNDED = 0.06  # share by which a rounded number may miss the article's
_SMALL = 10  # up to here a writer counts what the article only lists
_COUNTED = 2  # words that tell what is counted: "اثنين من رجال الشرطة"
_BEFORE = 3  # words before a number among which that may stand: "هدفه رقم 24"
_PERCENT = frozenset(("ميه", "مايه"))
_LISTED = 4  # words for each thing that a sentence lists
_REACH = 4  # words on each side of a number among which what it counts stands
_THERE = 8  # … in the article
_UNIT = 0.5  # weight of the unit that a number is told in
_BOUND = 0.2  # share of those words that have to stand beside the number in the article too


def count_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the numbers of a sentence that the article does not have, or has of other things."""
    dated = {at for day in claim.days for at in range(day.first, day.last)}
    for figure in claim.figures:
        if figure.first in dated or figure.value is None or figure.value == 1:
            continue
        told = _is_told(claim, figure, figure.value) and bond(claim, figure) >= _BOUND
        if not told or _is_turned(claim, figure) or _counts_others(claim, figure):
            yield Fault("number", claim.spelled(figure.first, figure.last))


def size_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the sizes and shares of a sentence that the article does not have, nor a number that they fit."""
    numbers = [each.value for each in chain.from_iterable(claim.source.figures) if each.value is not None]
    for size in sizes(claim.norms, claim.figures):
        told = any(size.agrees(other) for other in claim.source.sizes) or any(map(size.fits, numbers))
        after = "".join(claim.norms[size.last : size.last + 1])
        if not told and not any(map(claim.source.has, rounds(size, after))):
            yield Fault("number", claim.spelled(size.first, size.last))


def places(source: Source, value: float) -> list[tuple[int, Figure]]:
    """Return where the article has a number: its row and the number there."""
    return [(row, each) for row, among in enumerate(source.figures) for each in among if each.value == value]


def _is_told(claim: Claim, figure: Figure, value: float) -> bool:
    """Say whether the article has a number, rounded, in another unit of time, or as things that are listed."""
    told = [each.value for each in chain.from_iterable(claim.source.figures) if each.value is not None]
    if value in told or (figure.rough and any(abs(value - other) <= _ROUNDED * max(value, other) for other in told)):
        return True
    if (value == 2 and _has_dual(claim, figure)) or _is_share(claim, figure, value):
        return True
    if period("".join(claim.norms[figure.last : figure.last + 1])) is not None:
        return is_same_time(claim, figure)
    return value <= _SMALL and (_lists(claim, figure, int(value)) or _adds_up(claim.source, value))


def _is_share(claim: Claim, figure: Figure, value: float) -> bool:
    """Say whether the article has a number of percent as a share: "25 في المئة", "ربع"."""
    behind = (bare(norm.removeprefix("ب")) for norm in claim.norms[figure.last : figure.last + _COUNTED])
    percent = "%" in claim.sentence[claim.words[figure.last - 1].end :][:_COUNTED] or not _PERCENT.isdisjoint(behind)
    return percent and any(each.share and each.fits(value) for each in claim.source.sizes)


def _has_dual(claim: Claim, figure: Figure) -> bool:
    """Say whether the article has what is counted as a dual: "مواطنان" for "اثنين من المواطنين"."""
    behind = [known for norm in claim.norms[figure.last : figure.last + _REACH] if (known := term(norm)) is not None]
    found = (item for counted in behind[:_COUNTED] for item in claim.source.matches(counted).items())
    return any(norm.endswith(("ان", "ين")) and how >= SAME_SENSE for norm, how in found)


def _lists(claim: Claim, figure: Figure, value: int) -> bool:
    """Say whether the sentence itself names as many as it counts: "ثلاث ولايات هي فلوريدا وألاباما ومسيسبي"."""
    behind = claim.norms[figure.last : figure.last + _LISTED * value]
    return sum(norm.startswith("و") and len(norm) > 2 for norm in behind) >= value - 1


def _adds_up(source: Source, value: float) -> bool:
    """Say whether two numbers of one sentence of the article make up a number, or as many names stand in a row there.

    "تسعة حكام" of "6 حكام ملعب و3 حكام راية"; "خمس دول" of "الدنمارك وإسبانيا والنرويج وهولندا وكوريا".
    """
    for norms, among in zip(source.norms, source.figures, strict=True):
        counted = [each for each in among if each.value and not each.ordinal]
        near = (
            (one, two)
            for one, two in pairwise(counted)
            if norms[two.first - 1] == "و" and two.first - one.last <= _THERE
        )
        if any((one.value or 0) + (two.value or 0) == value for one, two in near):
            return True
        row = 0
        for norm in norms:
            row = row + 1 if norm.startswith("و") and _names(norm[1:]) else 0
            if row + 1 == value:
                return True
    return False


def _names(norm: str) -> bool:
    known = term(norm)
    return known is not None and known.kind in ("name", "place", "foreign")


def _is_turned(claim: Claim, figure: Figure) -> bool:
    """Say whether a number bounds from above what the article bounds from below, or the reverse."""
    bound = _bound(claim.norms, figure)
    told = [_bound(claim.source.norms[row], each) for row, each in places(claim.source, figure.value or 0)]
    return bound != 0 and -bound in told and bound not in told


def _counts_others(claim: Claim, figure: Figure) -> bool:
    """Say whether the article counts by another number what a sentence counts, and by this one something else.

    "77 مقعدا" where the article has "77 لائحة على 128 مقعدا".
    """
    counted = next((each for each in claim.matches if each.at == figure.last), None)
    told = places(claim.source, figure.value or 0)
    if counted is None or not told or figure.ordinal or figure.dual or (figure.value or 0) in YEARS:
        return False
    if counted.term.kind != "word" or counted.term.norm.startswith(("ال", "و")) or counted.strength < SAME:
        return False
    if not all(_counts_another(claim.source, counted, row, each) for row, each in told):
        return False
    others = ((row, each) for row, among in enumerate(claim.source.figures) for each in among)
    return any(how >= SAME and at == each.last for row, each in others for at, how in counted.places.get(row, ()))


def _counts_another(source: Source, counted: Match, row: int, figure: Figure) -> bool:
    """Say whether a number of the article surely counts something else."""
    behind = "".join(source.norms[row][figure.last : figure.last + 1])
    beside = any(-_BEFORE <= at - figure.last < _COUNTED for at, _ in counted.places.get(row, ()))
    known = source.terms.get(behind)
    return not beside and known is not None and known.kind == "word"


def _bound(norms: Sequence[str], figure: Figure) -> int:
    """Return 1 for a number that is a lower bound ("أكثر من مئة"), -1 for an upper one, 0 for one that is neither."""
    before = set(norms[max(0, figure.first - 2) : figure.first])
    if before & listed("figures.toml", "words", "above"):
        return 1
    return -1 if before & listed("figures.toml", "words", "below") else 0


def bond(claim: Claim, figure: Figure) -> float:
    """Return how much of the words beside a number stand beside it in the article; 1 where nothing can be told."""
    near = [each for each in claim.near(figure.first, _REACH) if each.is_told]
    told = places(claim.source, figure.value or 0)
    if figure.dual or not near or not told:
        return 1.0
    unit = _unit(claim.norms, figure)
    total = sum(each.term.weight for each in near) + _UNIT
    beside = (
        _beside(near, row, each.first) + _UNIT * (_unit(claim.source.norms[row], each) == unit) for row, each in told
    )
    return max(beside) / total


def _unit(norms: Sequence[str], figure: Figure) -> str | None:
    """Return what the word behind a number counts in: "عام" for "أعوام", a stem for another."""
    behind = norms[figure.last : figure.last + 1]
    if figure.ordinal or not behind:
        return None
    return period(behind[0]) or stem(behind[0])


def _beside(near: Sequence[Match], row: int, at: int) -> float:
    return sum(
        each.term.weight * max((how for there, how in each.places.get(row, ()) if abs(there - at) <= _THERE), default=0)
        for each in near
    )
