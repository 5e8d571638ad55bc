"""What stands before a sentence and is none of it: datelines ("دبي، الإمارات (CNN)--") and the numbers of a list."""

import re

from models.arabic.normalise import fold
from models.arabic.words import words
from models.reading import Span

_LONGEST = 90  # characters
_PLACE_WORDS = 3  # before a dash without an agency: "نيويورك - أعلنت"
_AGENCIES = (
    "cnn",
    "رويترز",
    "ا ف ب",
    "اف ب",
    "ا.ف.ب",
    "افب",
    "فرانس برس",
    "ا ب",
    "د ب ا",
    "وام",
    "واس",
    "بترا",
    "قنا",
    "كونا",
    "وكالات",
    "ا ش ا",
    "شينخوا",
    "الاناضول",
    "سبوتنيك",
    "bbc",
    "dw",
    "afp",
    "reuters",
    "ap",
)
_BRACKETED = re.compile(r"[^.:؛\"«“\n(]{0,70}\(\s*([^()\n]{2,24}?)\s*\)\s*(?:[-–—]+|:)\s*")
_PLACE = re.compile(r"[^.:؛\"«“\n(\-–—]{2,40}?\s?[-–—]+\s+")
_NUMBER = re.compile(r"[0-9٠-٩]{1,2}\s?[-–.)/ـ]\s*(?=[^\W\d])")


def dateline(text: str, sentence: Span) -> int:
    """Return where a sentence begins behind its dateline; its own start where it has none."""
    head = text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    found = _BRACKETED.match(head)
    if found and fold(found.group(1)).lower().strip() in _AGENCIES and found.end() < len(head):
        return sentence.start + found.end()
    found = _PLACE.match(head)
    if found and len(words(found.group())) <= _PLACE_WORDS and not _dash_behind(text, sentence, found.end()):
        return sentence.start + found.end()
    return sentence.start


def unnumbered(text: str, sentence: Span) -> int:
    """Return where a sentence begins behind its number in a list: "3- تغسل الخضروات"."""
    found = _NUMBER.match(text, sentence.start, sentence.end)
    return sentence.start if found is None else found.end()


def _dash_behind(text: str, sentence: Span, length: int) -> bool:
    """Say whether another dash follows, so that the two hold an aside: "الدول الكبرى - ومنها الصين - وافقت"."""
    return re.search(r"\s[-–—]+\s", text[sentence.start + length : sentence.end]) is not None
