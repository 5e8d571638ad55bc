"""What takes time to load is loaded once, however many threads want it first."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TypeVar, TypeVarTuple

_Args = TypeVarTuple("_Args")
_Result = TypeVar("_Result")


def once(load: Callable[[*_Args], _Result]) -> Callable[[*_Args], _Result]:
    """Return a function that calls `load` once for the same arguments, which have to be hashable, and keeps the result.

    Who asks while it is loaded waits; `functools.cache` lets everybody load it who comes before the first is done.
    """
    kept: dict[tuple[*_Args], _Result] = {}
    lock = RLock()  # one load may want another of the same

    @wraps(load)
    def loaded(*args: *_Args) -> _Result:
        try:
            return kept[args]
        except KeyError:
            pass
        with lock:
            if args not in kept:
                kept[args] = load(*args)
            return kept[args]

    return loaded
