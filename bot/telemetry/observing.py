"""One update seen from when it is taken up to its end: a log line, its metrics and its spans.

```
with observed(update_id, "telegram:42") as seen:
    seen.took(Stage.WAITED, seconds_since_it_came)
    with seen.stage(Stage.READ):
        reply = await conversation.receive(message)   # notes what kind it was and what came of it
    with seen.stage(Stage.SENT):
        ...
```

What runs inside, in other tasks and threads too, finds the update by itself: `note` tells of it, and every line that is
logged there carries its id and its chat's pseudonym. Outside of an update `note` does nothing.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

from structlog.contextvars import bound_contextvars

from bot.telemetry.chats import pseudonym
from bot.telemetry.figures import TALLY
from bot.telemetry.lines import logger
from bot.telemetry.metrics import STAGES, UPDATES
from bot.telemetry.tracing import span


class Kind(StrEnum):
    """What an update was to the conversation."""

    ARTICLE = "article"
    QUESTION = "question"
    COMMAND = "command"
    TALK = "talk"
    PRESS = "press"
    EDIT = "edit"
    INLINE = "inline"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of an update."""

    ANSWERED = "answered"
    REFUSED = "refused"  # what was sent cannot be read, and why was said
    FAILED = "failed"
    STOPPED = "stopped"  # by whoever waited for it, or because the process ends
    GONE = "gone"  # nobody is there any more to be answered
    NOTHING = "nothing"  # there was nothing to say


class Stage(StrEnum):
    """A part of the way of an update."""

    WAITED = "waited"  # from when it came to when it was taken up
    GATHERED = "gathered"  # until the rest of what it belongs to had come
    READ = "read"  # what the conversation did
    SENT = "sent"


_current: ContextVar["Seen | None"] = ContextVar("seen", default=None)
_log: Final = logger("bot.updates")


class Seen:
    """An update on its way; `kind` and `outcome` are what is known of it so far."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind
        self.outcome: Outcome | None = None
        self.stages: dict[Stage, float] = {}

    @contextmanager
    def stage(self, which: Stage) -> Iterator[None]:
        """Time a stage, which lasts as long as the block runs; one that comes twice is added up."""
        began = time.monotonic()
        try:
            with span(which):
                yield
        finally:
            self.took(which, time.monotonic() - began)

    def took(self, which: Stage, seconds: float) -> None:
        """Note how long a stage took that was timed elsewhere; less than nothing (two clocks) is nothing."""
        self.stages[which] = self.stages.get(which, 0.0) + max(seconds, 0.0)

    def told(self) -> dict[str, str | int]:
        """Return what is told of it at its end."""
        times = {f"{stage}_ms": round(seconds * 1000) for stage, seconds in self.stages.items()}
        return {"kind": self.kind, "outcome": self.outcome or Outcome.NOTHING, **times}


def note(*, kind: Kind | None = None, outcome: Outcome | None = None) -> None:
    """Note what is known now of the update that is being handled here.

    The last outcome counts, but what failed in a part of it is not answered by the rest.
    """
    seen = _current.get()
    if seen is None:
        return
    seen.kind = kind or seen.kind
    if outcome is not Outcome.ANSWERED or seen.outcome is None:
        seen.outcome = outcome or seen.outcome


@contextmanager
def stage(which: Stage) -> Iterator[None]:
    """Time a stage of the update that is being handled here, if one is."""
    seen = _current.get()
    if seen is None:
        yield
        return
    with seen.stage(which):
        yield


def took(which: Stage, seconds: float) -> None:
    """Note how long a stage of the update that is being handled here took, if one is."""
    if (seen := _current.get()) is not None:
        seen.took(which, seconds)


@contextmanager
def observed(update: int | str, chat: str, kind: Kind = Kind.OTHER) -> Iterator[Seen]:
    """See one update through the block: log, count and trace it when the block ends, however it does.

    `update` is its id; `chat` its chat's name as the conversation knows it, of which only the pseudonym is told. An
    exception that leaves the block makes it failed; where nobody noted an outcome there was nothing to say.
    """
    seen, named = Seen(kind), pseudonym(chat)
    token = _current.set(seen)
    try:
        with bound_contextvars(update=update, chat=named), span("update", update=str(update), chat=named) as attributes:
            try:
                yield seen
            except asyncio.CancelledError:
                seen.outcome = Outcome.STOPPED
                raise
            except Exception:
                seen.outcome = Outcome.FAILED
                raise
            finally:
                attributes.update(seen.told())
                _finished(seen)
    finally:
        _current.reset(token)


def _finished(seen: Seen) -> None:
    told, outcome = seen.told(), seen.outcome or Outcome.NOTHING
    UPDATES.labels(seen.kind, outcome).inc()
    for stage, seconds in seen.stages.items():
        STAGES.labels(stage).observe(seconds)
    TALLY.add(outcome)
    (_log.warning if outcome is Outcome.FAILED else _log.info)("update", **told)
