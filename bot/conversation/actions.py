"""What a button asks for, in a form that fits under a message and outlives a restart: `who:17`, `figures:17:2`."""

import re
from dataclasses import dataclass
from enum import StrEnum

_WRITTEN = re.compile(r"([a-z]{1,16}):([0-9]{1,18})(?::([0-9]{1,4}))?")  # 18 digits fit every database's integer


class Wanted(StrEnum):
    """What a button asks for; `number` and `part` of its action say of what."""

    SUMMARY = "summary"
    """The article's summary at the length that the chat prefers."""
    OPEN = "open"
    """The same in a message of its own, for an article of several."""
    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"
    WHO = "who"
    """Who said what in the article; the part is the page."""
    ALL = "all"
    """The same, all of it in a message of its own."""
    PEOPLE = "people"
    FIGURES = "figures"
    """Its numbers and dates; the part is the page."""
    QUESTIONS = "questions"
    QUESTION = "question"
    """The answer to one of the suggested questions; the part is which."""
    TALK = "talk"
    """Talk about the article from now on."""
    ARTICLES = "articles"
    """A page of the chat's articles; the number is the page."""
    FOUND = "found"
    """A page of what was searched for; the number is the lookup's, the part the page."""
    SAID = "said"
    """A page of what somebody said; the number is the lookup's, the part the page."""
    SET = "set"
    """A setting; the number is the setting's, the part the value's."""
    FORGET = "forget"
    """Delete the article."""
    FORGETALL = "forgetall"
    """Delete all that is kept of the chat; the number says nothing."""
    KEEP = "keep"
    """Delete nothing after all; the number says nothing."""


_WANTED = {each.value: each for each in Wanted}


@dataclass(frozen=True, slots=True)
class Action:
    """What is wanted, and of which article, page or lookup; `part` is a page or a choice within it."""

    wanted: Wanted
    number: int = 0
    part: int = 0

    def __str__(self) -> str:
        return f"{self.wanted}:{self.number}" + (f":{self.part}" if self.part else "")


def parse(written: str) -> Action | None:
    """Return the action that a button carried, None where it is none of ours."""
    found = _WRITTEN.fullmatch(written)
    if found is None or found[1] not in _WANTED:
        return None
    return Action(_WANTED[found[1]], int(found[2]), int(found[3] or 0))
