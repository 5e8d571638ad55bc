"""A writer that does in its process what a task's text tells it to."""

import logging
import os
import signal
import time
import warnings
from collections.abc import Sequence
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
    match text.split():
        case ["process"]:
            return str(os.getpid())
        case ["tasks"]:
            return str(tasks)
        case ["end", number]:
            os.kill(os.getpid(), int(number))
        case ["leave"]:
            os._exit(3)
        case ["hang"]:
            print("hangs", flush=True)
            time.sleep(600)
        case ["stop"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        case ["refuse"]:
            raise WriterError("missing", "There is no model")
        case ["fail"]:
            raise LookupError("لا كلمة كهذه")
        case ["warn"]:
            logging.getLogger("library").warning("قال الوزير and %s", "12345:AAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            warnings.warn("old ways", stacklevel=1)
        case ["await", path]:
            Path(path).with_suffix(".there").touch()
            while not Path(path).exists():
                time.sleep(0.01)
    return f"{text[:20]} {len(text)}"
