"""A call in a process of its own, with bounds: for files and pages that somebody else made.

`await run(function, *args)` starts a fresh interpreter, calls the function there and returns what it returned. A file
that unpacks to gigabytes, an endless loop or a crash of a parser ends that process and nothing else. The process sees
neither this one's environment nor its memory, and is gone when the call is over, cancelled or late.
"""

import asyncio
import io
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import is_dataclass
from pathlib import Path
from typing import Final, TypeVar, cast
from weakref import WeakKeyDictionary

from bot.errors import DamagedFile, ReaderError, TooDemanding
from bot.telemetry.counting import counted
from bot.telemetry.metrics import SANDBOX
from models import reading

SECONDS: Final = 20
"""How long a call may compute; by the clock it may take twice as long, for a machine that is busy."""

MEGABYTES: Final = 512
"""How much memory a call's process may map, the interpreter and its libraries included."""

ANSWER_LIMIT: Final = 32_000_000
"""How many bytes an answer may have."""

_CORES: Final = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_AT_ONCE: Final = max(2, _CORES)
_CELL: Final = Path(__file__).with_name("cell.py")
_SEEN: Final = ("SYSTEMROOT", "TZ")  # of the environment: no token, no password; Windows needs the first

_STOPPED: Final = {-number for name in ("SIGKILL", "SIGXCPU", "SIGALRM") if (number := getattr(signal, name, 0))}
"""How a process ends that its limits ended."""

_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def run(
    function: Callable[..., _Result], *args: object, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> _Result:
    """Return what `function(*args)` returns in a process of its own.

    The function stands at the top of its module and returns plain data or the dataclasses of `models.reading`.
    Raises the ReaderError that it raised; TooDemanding where it went beyond its time or memory, or answered too
    much; DamagedFile where it failed otherwise, which is logged. At most as many calls as there are cores run at
    once, the others wait; a cancelled call's process is ended.
    """
    call = pickle.dumps((sys.path, function.__module__, function.__qualname__, args))
    slots = _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE))
    with counted(SANDBOX, "read"):
        async with slots:
            answer, status = await _called(call, seconds, megabytes)
        return cast("_Result", _opened(answer, status, function))


async def _called(call: bytes, seconds: int, megabytes: int) -> tuple[bytes, int | None]:
    """Let a process of its own answer a call; return what it wrote and how it ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-X", "utf8", str(_CELL), str(seconds), str(megabytes),
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(),
    )  # fmt: skip
    try:
        async with asyncio.timeout(2 * seconds):
            answer = await _exchanged(process, call)
    except TimeoutError:
        raise TooDemanding from None
    finally:
        await end(process)
    return answer, process.returncode


def _environment() -> dict[str, str]:
    return {"OPENBLAS_NUM_THREADS": "1"} | {name: os.environ[name] for name in _SEEN if name in os.environ}


async def _exchanged(process: Process, call: bytes) -> bytes:
    """Hand the call over and return the answer; empty where the process ended without one."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    with suppress(ConnectionError):  # a process that died before it had read all: its end tells why
        process.stdin.write(call)
        await process.stdin.drain()
    process.stdin.close()
    answer = bytearray()
    while chunk := await process.stdout.read(1 << 16):
        answer += chunk
        if len(answer) > ANSWER_LIMIT:
            raise TooDemanding
    await process.wait()
    return bytes(answer)


async def end(process: Process) -> None:
    """End a process if it still runs, and wait until the system has forgotten it."""
    with suppress(ProcessLookupError):
        process.kill()
    await asyncio.shield(_gone(process))


async def _gone(process: Process) -> None:
    """Wait for a process that was ended; what it had written is read, for asyncio waits for that too (gh-119710)."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    while await process.stdout.read(1 << 16):
        pass
    await process.wait()


def _opened(answer: bytes, status: int | None, function: Callable[..., object]) -> object:
    """Return the result that an answer holds, or raise what it says."""
    outcome: object = "ended"
    value: object = status
    if answer:
        with suppress(Exception):  # a process that was taken over may have written anything
            outcome, value = _Unpickler(io.BytesIO(answer)).load()
    if outcome == "result":
        return value
    if outcome == "refused" and (refusal := _refusal(value)):
        raise refusal
    name = f"{function.__module__}.{function.__qualname__}"
    _log.warning("%s in the sandbox: %.20s: %.5000s", name, outcome, value)
    if outcome == "beyond" or status in _STOPPED:
        raise TooDemanding
    raise DamagedFile


def _refusal(value: object) -> ReaderError | None:
    with suppress(TypeError, ValueError):
        code, details = cast("tuple[str, dict[str, object]]", value)
        return next((kind(**details) for kind in ReaderError.__subclasses__() if kind.code == code), None)
    return None


class _Unpickler(pickle.Unpickler):
    """Reads data only: an answer cannot name a function to be called here."""

    def find_class(self, module: str, name: str) -> object:
        """Return a dataclass of `models.reading`; anything else is refused."""
        found = getattr(reading, name, None) if module == reading.__name__ else None
        if not (isinstance(found, type) and is_dataclass(found)):
            raise pickle.UnpicklingError(f"{module}.{name} is no data")
        return found
