"""What a button asks for, in a form that fits under a message and outlives a restart: `who:17`, `long:17`."""

import re
from dataclasses import dataclass
from typing import Literal

from models.summaries.engine import Length

_WRITTEN = re.compile(r"(who|short|normal|long):([0-9]{1,18})")  # 18 digits fit every database's integer


@dataclass(frozen=True, slots=True)
class Action:
    """What is wanted, who said what or a summary of some length, and the number of the article."""

    wanted: Literal["who"] | Length
    article: int

    def __str__(self) -> str:
        return f"{self.wanted}:{self.article}"


def parse(written: str) -> Action | None:
    """Return the action that a button carried, None where it is none of ours."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    wanted: Literal["who"] | Length = "who" if found[1] == "who" else Length(found[1])
    return Action(wanted, int(found[2]))
