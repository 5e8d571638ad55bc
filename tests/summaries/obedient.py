"""A writer that does in its process what a task's text tells it to."""

import logging
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from models.summaries.engine import Draft, Task, WriterError

NAME, CAPACITY = "obedient", 100


class Obedient:
    name, capacity = NAME, CAPACITY

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        return [Draft((told(task.text, len(tasks)),)) for task in tasks]

    def check(self) -> str:
        return f"process {os.getpid()} obeys"


class Unmakeable(Obedient):
    def __init__(self) -> None:
        raise ValueError("خبر")


def told(text: str, tasks: int) -> str:
    order, *words = text.split()
    if order in _ANSWERS:
        return _ANSWERS[order](tasks)
    if order in _ORDERS:
        _ORDERS[order](*words)
    return f"{text[:20]} {len(text)}"


def hang() -> None:
    sys.stdout.write("hangs\n")
    sys.stdout.flush()
    time.sleep(600)


def refuse() -> None:
    raise WriterError("missing", "There is no model")


def fail() -> None:
    raise LookupError("لا كلمة كهذه")


def warn() -> None:
    logging.getLogger("library").warning("قال الوزير and %s", "12345:AAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    warnings.warn("old ways", stacklevel=1)


def wait(path: str) -> None:
    Path(path).with_suffix(".there").touch()
    while not Path(path).exists():
        time.sleep(0.01)


_ANSWERS: dict[str, Callable[[int], str]] = {"process": lambda _: str(os.getpid()), "tasks": str}
_ORDERS: dict[str, Callable[..., None]] = {
    "end": lambda number: os.kill(os.getpid(), int(number)),
    "leave": lambda: os._exit(3),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "hang": hang,
    "refuse": refuse,
    "fail": fail,
    "warn": warn,
    "await": wait,
}
