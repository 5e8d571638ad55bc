"""Reading and answering off the event loop: as many at a time as there are cores, in the order in which they came.

More at a time would gain nothing, for Python computes in one thread, and all of them would be done late. What waits for
another process or for a server has a pool of its own. `told_before` lets know when the work for an update begins: what
is still in line cannot be what brings the process down.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, Final, TypeVar, TypeVarTuple

_WAITING: Final = 64  # threads that wait; beyond them who asks waits too
_PATIENCE: Final = 300.0  # seconds for the word that it begins, which may have to be kept in a store that is away

_Begin = Callable[[], Coroutine[Any, Any, None]]
_Args = TypeVarTuple("_Args")
_Result = TypeVar("_Result")

_begin: ContextVar[_Begin | None] = ContextVar("begin", default=None)
_computing: Final = ThreadPoolExecutor(os.cpu_count(), "computing")
_waiting: Final = ThreadPoolExecutor(_WAITING, "waiting")


@contextmanager
def told_before(begin: _Begin) -> Iterator[None]:
    """Await `begin` right before each piece of work of the block begins, in the loop that it runs in."""
    token = _begin.set(begin)
    try:
        yield
    finally:
        _begin.reset(token)


async def computed(work: Callable[[*_Args], _Result], *args: *_Args) -> _Result:
    """Return what a function returns that computes, once a core is free for it."""
    return await _in(_computing, work, *args)


async def awaited(work: Callable[[*_Args], _Result], *args: *_Args) -> _Result:
    """Return what a function returns that waits, for most of its time."""
    return await _in(_waiting, work, *args)


async def _in(pool: Executor, work: Callable[[*_Args], _Result], *args: *_Args) -> _Result:
    loop, context, begin = asyncio.get_running_loop(), copy_context(), _begin.get()

    def worked() -> _Result:
        if begin is not None:
            asyncio.run_coroutine_threadsafe(begin(), loop).result(_PATIENCE)
        return context.run(work, *args)

    return await loop.run_in_executor(pool, worked)
