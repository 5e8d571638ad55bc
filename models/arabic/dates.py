"""Dates and times of day as news writes them: "يوم الاثنين 9 أبريل 2018", "عام 2007", "الأسبوع الماضي", "قبل عامين"."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from models.arabic.normalise import fold
from models.arabic.numbers import value_of
from models.arabic.words import Word
from models.once import once
from models.reading import Span

_LETTERS = {
    "day": "d", "month": "m", "month_beside": "M", "lead": "l", "unit": "u", "dual": "v", "relative": "r",
    "adverb": "a", "before": "b", "ordinal": "o",
}  # fmt: skip
_MONTH = "(?:m[mo]?|M)"
_DATED = f"(?:[no]j?){{1,4}}f?{_MONTH}{{1,2}}(?:u?y)?"  # 20 حزيران يونيو 2018، 3 و4 جانفي، الخامس من مايو
_PATTERN = re.compile(
    f"l*a?dl?r?(?:{_DATED})?"  # يوم الاثنين 9 أبريل 2018، مساء الجمعة الماضي
    f"|l*{_DATED}"
    f"|[lu]*m[mo]?m?r?u?y?"  # شهر سبتمبر، مارس 2017
    f"|u?My"
    f"|l*uy(?:u?y)?|l*y"  # عام 2007
    f"|[lb]*[uld]r|bn?o?[nw]?u|b?v"  # الأسبوع الماضي، قبل ثلاثة أعوام، قبل عامين
    f"|l*ao?"  # مساء أمس، أمس الأول
    f"|h[no]l?"  # الساعة الثامنة مساء
)
_YEARS = range(1800, 2101)
_DAYS = range(1, 32)


def dates(words: Sequence[Word]) -> list[Span]:
    """Return the spans of the dates among the words of a text, in order."""
    classes = "".join(_class(word.norm) for word in words)
    found = []
    for match in _PATTERN.finditer(classes):
        first, last = match.start(), match.end() - 1
        found.append(Span(words[first].start + _joint(words[first].norm), words[last].end))
    return found


def _class(norm: str) -> str:
    """Return the letter that a folded word has in the patterns; "." for a word that is no part of a date."""
    known = _classes()
    for word in (norm, norm[1:] if norm[:1] in "ولب" and len(norm) > 3 else norm):
        if word in known:
            return known[word]
    if norm in ("من", "لشهر"):
        return "f"
    if norm in ("الساعه", "و"):
        return "h" if norm == "الساعه" else "j"
    value = value_of(norm)
    if value is None:
        return "."
    if value in _YEARS and norm.lstrip("و").isdigit():
        return "y"
    return "n" if value in _DAYS else "w"


def _joint(norm: str) -> int:
    """Return the length of the و, ب or ل that is written onto the first word of a date."""
    return int(norm not in _classes() and norm[:1] in "ولب" and norm[1:] in _classes())


@once
def _classes() -> dict[str, str]:
    listed = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))
    return {fold(word): _LETTERS[name] for name, entries in listed.items() for word in entries}
