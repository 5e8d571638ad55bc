"""A writer in a process of its own: its libraries and its model are in nobody's way, and neither is its death."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.summaries.engine import Draft, Task, Writer, WriterError
from models.summaries.process import Failed, WriterProcess

AT_ONCE = 1_300
"""How many words of passages go to the process together, those of one call apart: what the network on a CPU reads side
by side (2,048 tokens). Of more it makes several batches, and who is in the first would wait for the last."""

PATIENCE = 30.0
"""Seconds that a sentence may take: mT5-base on one core that others use takes 6, and twice that where it is to be told
again."""

LOADING = 120.0
"""Seconds that come to it where the process is new and has to load the model."""

_Outcome = TypeVar("_Outcome")


@dataclass(slots=True, eq=False)
class _Asked:
    """What one caller wants; `outcome` is None until it is known."""

    tasks: Sequence[Task]
    outcome: list[Draft] | Failed | None = None

    @property
    def words(self) -> int:
        return sum(len(focus.split()) for task in self.tasks for focus in task.focuses)


class ApartWriter:
    """Has the writer that `made` makes write in a process of its own, which the first summary starts.

    May be used by several threads at once: what is asked while the process is at work waits and goes to it together.
    Where the process dies, or takes more than its time and is ended, those whose tasks it had get WriterError, and the
    next batch starts a new one. `name` and `capacity` are the writer's; `made` can be pickled.
    """

    def __init__(
        self,
        made: Callable[[], Writer],
        name: str,
        capacity: int,
        *,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE,
        loading: float = LOADING,
    ) -> None:
        self.name, self.capacity = name, capacity
        self._made, self._at_once, self._patience, self._loading = made, at_once, patience, loading
        self._changed = threading.Condition()
        self._waiting: deque[_Asked] = deque()
        self._busy = self._closed = False
        self._process: WriterProcess | None = None

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return what the writer does; raises WriterError where it does, or where its process has failed."""
        asked = _Asked(tasks)
        with self._changed:
            self._waiting.append(asked)
        while asked.outcome is None:
            if batch := self._turn(asked):
                self._answer(batch)
        return _given(asked.outcome)

    def check(self) -> str:
        """Return what the writer does, in a process for this alone; raises WriterError."""
        try:
            process = WriterProcess(self._made)
        except OSError as error:
            raise WriterError("unusable", _unstarted(error)) from error
        try:
            return _given(process.check(self._loading))
        finally:
            process.end()

    def close(self) -> None:
        """End the process; whoever waits for it, or asks later, gets WriterError."""
        with self._changed:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def _turn(self, asked: _Asked) -> list[_Asked]:
        """Wait for the process and return what goes to it now, oldest first; nothing once `asked` is answered."""
        with self._changed:
            self._changed.wait_for(lambda: asked.outcome is not None or not self._busy)
            if asked.outcome is not None:
                return []
            self._busy = True
            batch = [self._waiting.popleft()]
            room = self._at_once - batch[0].words
            while self._waiting and self._waiting[0].words <= room:
                batch.append(self._waiting.popleft())
                room -= batch[-1].words
            return batch

    def _answer(self, batch: Sequence[_Asked]) -> None:
        """Have a batch written and hand out what came of it."""
        outcome: list[Draft] | Failed = Failed("unusable", "The summary was interrupted")
        try:
            outcome = self._written([task for each in batch for task in each.tasks])
        finally:
            with self._changed:
                at = 0
                for each in batch:
                    each.outcome = outcome if isinstance(outcome, Failed) else outcome[at : at + len(each.tasks)]
                    at += len(each.tasks)
                self._busy = False
                self._changed.notify_all()

    def _written(self, tasks: Sequence[Task]) -> list[Draft] | Failed:
        seconds = self._patience * max(1, sum(len(task.focuses) for task in tasks))
        with self._changed:
            if self._closed:
                return Failed("unusable", "The process that writes summaries was ended with the program")
            if self._process is None or not self._process.runs():
                if self._process is not None:
                    self._process.end()
                try:
                    self._process = WriterProcess(self._made)
                except OSError as error:
                    return Failed("unusable", _unstarted(error))
                seconds += self._loading
            process = self._process
        return process.write(tasks, seconds)


def _unstarted(error: OSError) -> str:
    return f"The process that writes summaries cannot be started: {error.strerror}"


def _given(outcome: _Outcome | Failed) -> _Outcome:
    """Return what is no failure."""
    if isinstance(outcome, Failed):
        raise WriterError(outcome.shortfall, outcome.told)
    return outcome
