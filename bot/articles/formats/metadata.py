"""What a file says of itself, where it is sensible: programs fill these fields more often than people do."""

import re
from datetime import date
from typing import Final

_ARABIC_WORD: Final = re.compile("[\u0621-\u064a]{2}")
_FILE_NAME: Final = re.compile(
    r"(?i)^microsoft word|\.(?:docx?|pdf|html?|txt|indd|rtf|odt|qxd|pub)\s*$|^untitled|[\\/]"
)
_NOBODY: Final = frozenset(
    {"user", "admin", "administrator", "owner", "hp", "dell", "lenovo", "pc", "مستخدم", "المستخدم"}
)
_PROGRAM: Final = re.compile(r"(?i)\b(?:windows|microsoft|word|adobe|office|python-docx|reportlab|anonymous)\b|@")
_DAY: Final = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_LONGEST: Final = 300  # characters; more is no title and no name


def title_in(value: str | None) -> str | None:
    """Return a title field's title: some Arabic that is not a file's name ("Microsoft Word - خبر.docx")."""
    told = _told(value)
    if told is None or _FILE_NAME.search(told) or len(_ARABIC_WORD.findall(told)) < 2:
        return None
    return told


def author_in(value: str | None) -> str | None:
    """Return an author field's author, None where it names a machine, a program or an account."""
    told = _told(value)
    if told is None or told.casefold() in _NOBODY or _PROGRAM.search(told) or not any(map(str.isalpha, told)):
        return None
    return told


def day_in(value: str | None) -> str | None:
    """Return the day, as 2024-01-31, of a date as PDF (D:20240131…) or XML (2024-01-31T…) writes it."""
    found = _DAY.match(value.strip()) if value else None
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def _told(value: str | None) -> str | None:
    told = " ".join((value or "").replace("\x00", " ").split())
    return told if 0 < len(told) <= _LONGEST else None
