"""What is noted beside an article so that lists and searches need not open it."""

import re
from dataclasses import dataclass
from datetime import date

from models.arabic.stems import stem
from models.arabic.words import words
from models.reading import Article

_BROKEN = re.compile("[\x00\ud800-\udfff]")  # what a text may hold in JSON, and in no column of its own
_TITLE = 200  # characters kept of a title, or of the first line where there is none
_LONGEST_STEM = 40  # characters; what is longer is no word that anybody looks for


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list: its number, its title, the day it was published and the day it came, where known."""

    number: int
    title: str
    published: date | None
    received: date | None


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words, each once: without diacritics, clitics, ال and endings."""
    found = (stem(word.norm)[:_LONGEST_STEM] for word in words(text))
    return tuple(dict.fromkeys(found))


def entry_of(article: Article) -> dict[str, str | None]:
    """Return the columns that are made of an article: `title`, `published` and `stems`."""
    return {
        "title": title_of(article),
        "published": day_of(article.published),
        # a blank on either side of each, so that LIKE '% stem %' finds whole ones only
        "stems": f" {' '.join(stems_of(title_of(article) + ' ' + article.text))} ",
    }


def day(kept: str | None) -> date | None:
    """Return the day that a column holds."""
    return None if kept is None else date.fromisoformat(kept)


def title_of(article: Article) -> str:
    """Return what an article is called: its title, or its first line where it has none."""
    first = article.title or next((line for line in article.text.splitlines() if line.strip()), "")
    return storable(" ".join(first.split())[:_TITLE])


def storable(text: str) -> str:
    """Return a text without the characters that no column can hold."""
    return _BROKEN.sub("\ufffd", text)


def day_of(published: str | None) -> str | None:
    """Return the day of "2026-11-29T07:30:00+00:00"; None for what is no such date."""
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None
