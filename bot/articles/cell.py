"""What runs inside the sandbox's process: `python cell.py SECONDS MEGABYTES`, one call, one answer, the end.

The call comes on standard input as a pickle of (sys.path, function, arguments), which is ours; the answer goes to
standard output as a pickle of (outcome, value), which is not trusted: `sandbox` reads it with care. Nothing of the
project is imported before the limits are set and the path is known.
"""

import contextlib
import io
import os
import pickle
import signal
import sys
from typing import Any

with contextlib.suppress(ImportError):  # Windows has no limits of this kind; there only the clock stops a call
    import resource


def _confine(seconds: int, megabytes: int) -> None:
    """Bound what this process may use; what goes beyond is a MemoryError or the end of the process."""
    if hasattr(signal, "alarm"):
        signal.alarm(3 * seconds)  # should whoever started this be gone
    if "resource" not in globals():
        return
    for name, most in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_AS", megabytes * 1_000_000),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses to set it
            resource.setrlimit(getattr(resource, name), (most, most))


def _answer(call: bytes) -> tuple[str, Any]:
    """Return ("result", value), or ("refused" | "beyond" | "crashed", what is known of why)."""
    try:
        path, module, name, arguments = pickle.loads(call)  # noqa: S301 - the parent's
        sys.path[:] = path
        function = getattr(__import__(module, fromlist=[name]), name)
        return "result", function(*arguments)
    except MemoryError:
        return "beyond", "memory"
    except Exception as error:  # a parser's mistake ends here
        return _fault(error)


def _fault(error: Exception) -> tuple[str, Any]:
    import traceback  # noqa: PLC0415 - as is the next, only found when the path is known

    from bot.errors import ReaderError  # noqa: PLC0415

    if isinstance(error, ReaderError):
        return "refused", (error.code, error.details)
    where = "".join(traceback.format_tb(error.__traceback__, limit=-8))  # without its words, which may be the page's
    return "crashed", f"{where[-4_000:]}{type(error).__name__}"


def main() -> None:
    """Take a call from standard input and write its answer to standard output."""
    sys.dont_write_bytecode = True  # no file may grow here
    _confine(int(sys.argv[1]), int(sys.argv[2]))
    with os.fdopen(os.dup(1), "wb") as out:
        sys.stdout = io.StringIO()  # a library that prints must not break the answer
        answer = _answer(sys.stdin.buffer.read())
        out.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
