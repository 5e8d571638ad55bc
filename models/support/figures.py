"""Numbers and days as values: "أربعة آلاف", "4,000", "الدقيقة الخامسة والستين", "20 يونيو/حزيران 2018"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.arabic.normalise import fold
from models.arabic.numbers import Number, numbers, value_of
from models.arabic.words import Word, bare
from models.once import once
from models.support.lexicon import listed, table

_FILE = "figures.toml"
YEARS = range(1800, 2101)
_SCALE = 1000  # from here on a number is a noun and has a dual
_TWO = ("ي", "ين", "ان")
_SHORTEST_TWO = 3
_AND_A_HALF = "ونصف"
_THOUSAND = "الف"
_NEAR = 2  # words between the parts of a date: "الخامس من شهر مايو"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number among the words of a sentence, `words[first:last]`.

    `value` is None where only a size is told ("مئات"); `rough` where the writer rounds ("نحو مليونين"); `ordinal` for
    "الخامس"; `dual` for a noun whose ending says two.
    """

    first: int
    last: int
    value: float | None
    rough: bool = False
    ordinal: bool = False
    dual: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A month with the day and the year beside it, as numbers, among the words of a sentence."""

    first: int
    last: int
    month: int
    day: int | None = None
    year: int | None = None

    def agrees(self, other: "Day") -> bool:
        """Say whether another date tells the same of all that this one tells."""
        return (
            self.month == other.month
            and (self.day is None or self.day == other.day)
            and (self.year is None or other.year is None or self.year == other.year)
        )


def figures(words: Sequence[Word]) -> list[Figure]:
    """Return the numbers among the words of a sentence in order, ordinals too."""
    norms = [word.norm for word in words]
    found = _ordinals(norms)
    taken = {at for each in found for at in range(each.first, each.last)}
    for each in numbers(words):
        whole = each.last - each.first > 1 or weekday(norms[each.first]) is None  # الاثنين is no two
        whole = whole and not _is_verb(norms, each)
        if whole and not taken.intersection(range(each.first, each.last)):
            rough = _is_rough(norms, each.first)
            found.append(Figure(each.first, each.last, _value(norms, each), rough, dual=each.dual))
    counted = {at for each in found for at in range(each.first, each.last)}
    twice = ((at, _twice(norm)) for at, norm in enumerate(norms) if at not in counted)
    found += [Figure(at, at + 1, value, _is_rough(norms, at)) for at, value in twice if value is not None]
    return _joined(norms, sorted(found, key=lambda each: each.first))


def _is_verb(norms: Sequence[str], number: Number) -> bool:
    """Say whether what looks like a thousand is the verb: "ألف الاتحاد لجنة"; a thousand counts no "ال" behind it."""
    alone = number.last - number.first == 1 and norms[number.first].lstrip("و") == _THOUSAND
    return alone and "".join(norms[number.last : number.last + 1]).startswith("ال")


def _joined(norms: Sequence[str], found: Sequence[Figure]) -> list[Figure]:
    """Return numbers in order with what is added behind a scale: "ألفين وخمسمئة", "مليار ونصف المليار"."""
    joined: list[Figure] = []
    for each in (_with_half(norms, one) for one in found):
        last = joined[-1] if joined else None
        if last and last.value and each.value and last.last == each.first and _adds(norms, last, each.value):
            joined[-1] = replace(last, last=each.last, value=last.value + each.value)
        elif last is None or each.first >= last.last:
            joined.append(each)
    return joined


def _adds(norms: Sequence[str], to: Figure, value: float) -> bool:
    return _twice(norms[to.first]) is not None and norms[to.last].startswith("و") and value < _SCALE


def _with_half(norms: Sequence[str], figure: Figure) -> Figure:
    """Return a number with half of its scale where the words behind it add it: "ثلاثة ملايين ونصف"."""
    word = norms[figure.last - 1]
    scale = (_twice(word) or 0) / 2 or value_of(word) or 0
    if not figure.value or scale < _SCALE or norms[figure.last : figure.last + 1] != [_AND_A_HALF]:
        return figure
    after = norms[figure.last + 1 : figure.last + 2]
    return replace(
        figure,
        last=figure.last + 1 + (bool(after) and value_of(after[0]) == scale),
        value=figure.value + scale / 2,
        dual=False,
    )


def days(words: Sequence[Word], among: Sequence[Figure]) -> list[Day]:
    """Return the months among the words of a sentence with the days and years that stand beside them."""
    norms = [word.norm for word in words]
    months = [(at, month) for at, norm in enumerate(norms) if (month := _month(norms, at)) is not None]
    found: list[Day] = []
    for at, month in months:
        before = [n for n in among if 0 <= at - n.last <= _NEAR and n.value is not None and 1 <= n.value <= 31]
        after = [n for n in among if 0 <= n.first - at - 1 <= _NEAR and n.value in YEARS]
        day = before[-1] if before else None
        year = after[0] if after else None
        first, last = day.first if day else at, year.last if year else at + 1
        if found and found[-1].month == month and at - found[-1].last <= _NEAR:  # يونيو/حزيران
            before_it = found.pop()
            found.append(Day(before_it.first, last, month, before_it.day, int(year.value or 0) if year else None))
        else:
            found.append(Day(first, last, month, *(int(n.value or 0) if n else None for n in (day, year))))
    return found


def _value(norms: Sequence[str], number: Number) -> float | None:
    """Return what a number counts: "مليارين" is two of its scale, and "مئات الآلاف" has no value."""
    if number.dual:
        scale = value_of(norms[number.first][:-2]) or value_of(bare(norms[number.first])[:-2])
        return 2.0 * scale if scale is not None and scale >= _SCALE else 2.0
    alone = number.last - number.first == 1 and bare(norms[number.first].lstrip("وبل")) in _sizes()
    return None if alone else number.value


def _twice(norm: str) -> float | None:
    """Return what a word counts that is two of a scale: 2000 for "ألفي" and "ألفين", None for another word."""
    for word in (norm, norm[1:] if norm[:1] in "وبل" else norm):
        scale = value_of(word.removesuffix("ن")[:-1]) if word.endswith(_TWO) and len(word) > _SHORTEST_TWO else None
        if scale is not None and scale >= _SCALE:
            return 2 * scale
    return None


def weekday(norm: str) -> str | None:
    """Return the name of the day of the week that a folded word is, None for another word."""
    plain = norm[1:] if norm[:1] in "وفلب" and norm[1:] in listed(_FILE, "words", "weekdays") else norm
    return plain if plain in listed(_FILE, "words", "weekdays") else None


def period(norm: str) -> str | None:
    """Return the unit of time that a folded word counts: "شهرين", "أشهر" and "شهر" give "شهر"."""
    for word in (norm, bare(norm), norm[1:] if norm[:1] in "وبلف" else norm):
        if word in _periods():
            return _periods()[word]
    return None


def _month(norms: Sequence[str], at: int) -> int | None:
    """Return the number of the month that a word names; "كانون" and "تشرين" need the word behind them."""
    norm = norms[at]
    word = norm[1:] if norm not in _months() and norm[:1] in "ولب" else norm
    after = norms[at + 1] if at + 1 < len(norms) else ""
    if f"{word} {after}" in _months():
        return _months()[f"{word} {after}"]
    return _months().get(word)


def _ordinals(norms: Sequence[str]) -> list[Figure]:
    found: list[Figure] = []
    at = 0
    while at < len(norms):
        unit = _ordinal(norms[at])
        more = _tens(norms[at + 1]) if unit is not None and at + 1 < len(norms) else 0
        last = at + 1 + bool(more)
        if unit is not None:
            found.append(Figure(at, last, float(unit + more), ordinal=True))
        at = last
    return found


def _tens(norm: str) -> int:
    """Return what a word adds to the ordinal before it: 10 for "عشر", 60 for "والستين", 0 for another word."""
    value = value_of(norm) if norm.startswith("و") else None
    if norm in ("عشر", "عشره"):
        return 10
    return int(value) if value is not None and 20 <= value <= 90 else 0


def _ordinal(norm: str) -> int | None:
    word = norm[1:] if norm not in _ordinal_words() and norm[:1] in "وبلف" else norm
    word = "ال" + word[1:] if word.startswith("لل") else word
    return _ordinal_words().get(word)


def _is_rough(norms: Sequence[str], at: int) -> bool:
    return any(
        norm.lstrip("و") in listed(_FILE, "words", "rough") or norm in listed(_FILE, "words", "rough")
        for norm in norms[max(0, at - 3) : at]
    )


@once
def _months() -> dict[str, int]:
    return {fold(word): n for n, names in enumerate(table(_FILE)["months"].values(), 1) for word in names}


@once
def _ordinal_words() -> dict[str, int]:
    return {fold(word): int(value) for value, names in table(_FILE)["ordinals"].items() for word in names}


@once
def _periods() -> dict[str, str]:
    return {fold(word): unit for unit, names in table(_FILE)["periods"].items() for word in names}


@once
def _sizes() -> frozenset[str]:
    return frozenset(fold(word) for words in table(_FILE)["sizes"].values() for word in words)
