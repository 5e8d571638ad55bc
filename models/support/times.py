"""Whether the article has the dates and the spans of time of a sentence."""

from collections.abc import Iterator, Sequence

from models.support.claim import Claim
from models.support.figures import Day, Figure, period, weekday
from models.support.lexicon import listed
from models.support.source import Source
from models.support.verdict import Fault

_DAYS = {"ثانية": 1 / 86_400, "دقيقة": 1 / 1_440, "ساعة": 1 / 24, "يوم": 1, "أسبوع": 7, "شهر": 30, "عام": 360,
         "عقد": 3_600, "قرن": 36_000}  # fmt: skip
_ROUND, _ROUNDED = ("عقد", "قرن"), 0.1  # units in which a writer rounds, "ستة عقود" for 61 years, and by what share
_PARTS = {"نصف": 0.5, "ربع": 0.25}


def time_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the dates, the days of the week and the spans of time of a sentence that the article does not have."""
    for day in claim.days:
        if _is_meant(claim, day) and not _is_told(claim.source, day):
            yield Fault("date", claim.spelled(day.first, day.last))
    told = _weekdays(claim.source)
    spans = _spans(claim.source)
    for at, norm in enumerate(claim.norms):
        name, span = weekday(norm), _span(claim.norms, at)
        if name is not None and name not in told:
            yield Fault("date", claim.spelled(at, at + 1))
        if span is not None and span not in spans:
            yield Fault("date", claim.spelled(at - 1, at + 1))


def is_same_time(claim: Claim, figure: Figure) -> bool:
    """Say whether the article tells the same time in another unit: "قرن" for "مئة عام"."""
    asked = _length(claim.norms, figure)
    if asked is None:
        return False
    unit = period("".join(claim.norms[figure.last : figure.last + 1]))
    missed = _ROUNDED * asked if unit in _ROUND else 0.0
    return any(abs(asked - span) <= missed for span in _spans(claim.source))


def _is_meant(claim: Claim, day: Day) -> bool:
    """Say whether a month is meant as one: "مارس" alone is also a verb."""
    alone = day.day is None and day.year is None and claim.norms[day.first] in listed("figures.toml", "words", "verbs")
    before = set(claim.norms[max(0, day.first - 1) : day.first])
    after = set(claim.norms[day.last : day.last + 1])
    return not alone or bool((before | after) & listed("figures.toml", "words", "beside_month"))


def _is_told(source: Source, day: Day) -> bool:
    """Say whether the article has a date and, where it tells the date without its year, the year."""
    year = day.year is None or any(each.value == day.year for row in source.figures for each in row)
    return year and any(day.agrees(other) for other in source.days)


def _weekdays(source: Source) -> set[str | None]:
    return {weekday(norm) for row in source.norms for norm in row}


def _span(norms: Sequence[str], at: int) -> float | None:
    """Return the time that a unit without a number tells, in days: "بعد أسبوع", "نصف قرن"."""
    unit = period(norms[at]) if norms[at] in listed("figures.toml", "words", "single") else None
    before = norms[at - 1] if at else ""
    if unit is None:
        return None
    if before in _PARTS:
        return _PARTS[before] * _DAYS[unit]
    return _DAYS[unit] if before in listed("figures.toml", "words", "since") else None


def _spans(source: Source) -> set[float]:
    """Return the spans of time that the article tells, in days."""
    found: set[float] = set()
    for norms, among in zip(source.norms, source.figures, strict=True):
        found.update(time for each in among if (time := _length(norms, each)) is not None)
        for at, norm in enumerate(norms):
            unit = period(norm)
            if unit is not None and not norm.startswith("ال"):  # "هذا الأسبوع" is no week long
                found.update((_DAYS[unit], _DAYS[unit] * _PARTS.get(norms[at - 1] if at else "", 1)))
    return found


def _length(norms: Sequence[str], figure: Figure) -> float | None:
    """Return the time that a number tells with the unit behind it, or as a dual, in days."""
    behind = norms[figure.first] if figure.dual else "".join(norms[figure.last : figure.last + 1])
    unit = period(behind)
    return None if unit is None or figure.value is None else figure.value * _DAYS[unit]
