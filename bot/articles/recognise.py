"""Whether a text is an Arabic article, and where its title stands."""

import re
from itertools import dropwhile

from bot.errors import EmptyText, NoArticle, NotArabic, TooLong, TooShort
from models.arabic.page import is_leftover
from models.arabic.words import words
from models.reading import Article

FEWEST_WORDS = 12  # the shortest breaking news that says who did what; a headline alone is shorter
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_SHARE = 0.5  # of the letters: an article on software may be full of Latin names
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_STOP = re.compile(r"[.!?؟…\u06d4]")
_RUNNING_WORDS = 12  # words on a line that no menu has
_STOPPED_WORDS = 5  # words on a line that a full stop shows to be a sentence
_FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS = 3, 25  # "عاجل" and "اقتصاد" stand above a title
_LONGER = 1.5  # a paragraph beside its title; in a text wrapped into short lines no line is so much longer
_UNFINISHED = (".", ":", "،", "؛", ",", ";")  # "وجاء في البيان:" opens a text, it does not name one
_BROKEN = re.compile("[\x00\ud800-\udfff]")  # no database and no UTF-8 holds these


def recognise(text: str, limit: int) -> Article:
    """Return the article that a text holds, the text unchanged and its title from the first line where it is one.

    Characters that no text can hold (NUL, half of a surrogate pair) become U+FFFD, so that offsets stay. `limit` is
    the longest text that is read, in characters. Raises EmptyText, TooLong, NotArabic, TooShort or NoArticle.
    """
    if len(text) > limit:
        raise TooLong(length=len(text), limit=limit)
    text = _BROKEN.sub("\ufffd", text)
    _check_language(text)
    if len(words(text)) < FEWEST_WORDS:
        raise TooShort
    lines = [line.strip() for line in _LINE.findall(text) if not is_leftover(line)]
    if not any(_is_running(line) for line in lines):
        raise NoArticle
    return Article(text, title=_title(lines))


def _check_language(text: str) -> None:
    letters = [char for char in text if char.isalpha()]
    if not letters:
        raise EmptyText
    if len(_ARABIC.findall("".join(letters))) < _ARABIC_SHARE * len(letters):
        raise NotArabic


def _is_running(line: str) -> bool:
    """Say whether a line is running text; the headlines that a page lists are shorter and end without a stop."""
    count = len(words(line))
    return count >= _RUNNING_WORDS or (count >= _STOPPED_WORDS and _STOP.search(line) is not None)


def _title(lines: list[str]) -> str | None:
    first, *rest = dropwhile(lambda line: len(words(line)) < _FEWEST_TITLE_WORDS, lines)
    if not rest or first.endswith(_UNFINISHED) or len(words(first)) > _MOST_TITLE_WORDS:
        return None
    return first if max(map(len, rest)) > _LONGER * len(first) else None
