"""What a button asks for, in a form that fits under a message and outlives a restart: `who:17`, `long:17`."""

import re
from dataclasses import dataclass
from typing import Literal

from models.summaries.engine import Length

_WRITTEN = re.compile(r"(who|open|short|normal|long):([0-9]{1,18})")  # 18 digits fit every database's integer


@dataclass(frozen=True, slots=True)
class Action:
    """What is wanted of an article, and its number: who said what, a summary of some length, or to open it.

    To open an article of several is to show its summary in a message of its own.
    """

    wanted: Literal["who", "open"] | Length
    article: int

    def __str__(self) -> str:
        return f"{self.wanted}:{self.article}"


def parse(written: str) -> Action | None:
    """Return the action that a button carried, None where it is none of ours."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    match found[1]:
        case "who" | "open" as wanted:
            return Action(wanted, int(found[2]))
        case length:
            return Action(Length(length), int(found[2]))
