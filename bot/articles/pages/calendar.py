"""Days as pages write them: "الأحد ٣ آب / أغسطس ٢٠٢٥", "31/10/2025", "2025-03-11T13:42:00+03:00"."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from models.arabic.normalise import fold

_LONGEST = 300  # characters of a text that may hold a day; a page's line with its date is shorter
_YEARS = range(1990, 2100)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|-|$)")


def day_in(text: str) -> str | None:
    """Return the first day of the calendar that a short text names, as "2025-03-11"."""
    plain = fold(text[:_LONGEST])
    for pattern in (_named(), _YEAR_FIRST, _DAY_FIRST):
        for match in pattern.finditer(plain):
            found = _named_day(match) if pattern is _named() else _numbered_day(match)
            if found is not None:
                return found
    return None


def day_in_address(url: str) -> str | None:
    """Return the day that the path of an address holds: "/2025/03/11/…"."""
    match = _IN_ADDRESS.search(url)
    return None if match is None else _numbered_day(match)


def _named_day(match: re.Match[str]) -> str | None:
    return _day(int(match["year"]), _months()[match["month"]], int(match["day"]))


def _numbered_day(match: re.Match[str]) -> str | None:
    first, second, third = map(int, match.groups())
    if first in _YEARS:
        return _day(first, second, third)
    return _day(third, second, first) or _day(third, first, second)  # the second where a page writes as Americans do


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    listed = tomllib.loads((Path(__file__).parent / "calendar.toml").read_text(encoding="utf-8"))
    return {fold(name): int(number) for number, names in listed.items() for name in names}


@cache
def _named() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    beside = rf"(?:\s{{0,2}}[/\\-]\s{{0,2}}(?:{months})|\s?\((?:{months})\))?"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s{{0,2}}[-/,]?\s{{0,2}}(?:من )?(?P<month>{months}){beside}"
        rf"\s{{0,2}}[-/,،]?\s{{0,2}}(?:عام )?(?P<year>\d{{4}})(?!\d)"
    )
