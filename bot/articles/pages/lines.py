"""The lines of an article out of the lines that its page gave."""

import re
from itertools import takewhile

from bot.articles.pages.calendar import day_in
from bot.articles.pages.facts import Facts
from bot.articles.pages.furniture import ends, holds, lists
from models.arabic.normalise import fold
from models.arabic.page import is_byline, is_leftover
from models.arabic.words import words

_RULE = re.compile(r"[\s|:-]+")
_CELL = re.compile(r"(?<!\\)\|")
_STOPPED = re.compile(r"[.!?؟…»\"”)]\s*$")
_RUNNING_WORDS = 12  # words on a line that no byline has
_KICKER_WORDS = 3  # "شرق-اقتصاد-مياه" above an article
_TAIL_WORDS = 7  # "شراء حقوق الترخيص" below one
_MENU_WORDS = 2  # of each part of a menu that stands on one line: "سينما - مسرح - شعر"
_MENU_CUT = re.compile(r"\s[|\-–•/]\s")
_DIGIT = re.compile(r"\d")
_NOISE = ' \t"«»*#:：-–—|•()[]'


def article_lines(text: str, facts: Facts) -> list[str]:
    """Return the lines of the article: without its title, which the facts hold, and without what is around it."""
    found = [line for line in map(_unframed, text.splitlines()) if line]
    found = list(takewhile(lambda line: not ends(line), found))
    found = [line for line in found if not (is_leftover(line) or _asks_consent(line) or _is_title(line, facts))]
    return _without_tail(_without_head(found, facts))


def _unframed(line: str) -> str:
    """Return a row of a table without its frame: "| البيض | 3.40 |" gives "البيض | 3.40"."""
    line = line.strip()
    if not line.startswith("|"):
        return line
    if _RULE.fullmatch(line):
        return ""
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.split(line)]
    return " | ".join(filter(None, cells))


def _asks_consent(line: str) -> bool:
    return sum(entry in fold(line) for entry in lists()["consent"]) > 1 or (holds(line, "consent") and "نستخدم" in line)


def _without_head(found: list[str], facts: Facts) -> list[str]:
    """Return the lines without what stands above the first that is running text: menu, kicker, byline, date."""
    running = (at for at, line in enumerate(found) if len(words(line)) >= _RUNNING_WORDS)
    at = next(running, 0)
    return [line for line in found[:at] if not _is_heading_matter(line, facts)] + found[at:]


def _is_heading_matter(line: str, facts: Facts) -> bool:
    names = [name for name in (facts.outlet, facts.author) if name]
    return (
        len(words(line)) <= _KICKER_WORDS
        or is_byline(line)
        or _is_menu(line)
        or day_in(line) is not None
        or (not _STOPPED.search(line) and any(line.startswith(name.split()[-1]) or name in line for name in names))
    )


def _is_menu(line: str) -> bool:
    parts = _MENU_CUT.split(line)
    return len(parts) > 1 and all(len(words(part)) <= _MENU_WORDS and not _DIGIT.search(part) for part in parts)


def _is_title(line: str, facts: Facts) -> bool:
    return facts.title is not None and fold(line).strip(_NOISE) == fold(facts.title).strip(_NOISE)


def _without_tail(found: list[str]) -> list[str]:
    """Return the lines without the short ones below the last that ends as a sentence does, tables and lists kept."""
    end = len(found)
    while end > 1 and _is_tail(found[end - 1]):
        end -= 1
    return found[:end]


def _is_tail(line: str) -> bool:
    if " | " in line or line.startswith("- "):
        return _is_menu(line.removeprefix("- "))
    return not _STOPPED.search(line) and len(words(line)) <= _TAIL_WORDS
