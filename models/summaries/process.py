"""The process that a writer runs in: how it is started, asked, waited for and ended, and what runs in it.

It is a fresh interpreter (spawn). It ends with the one that started it, even where that was killed: a thread of it
waits for that. An interruption from the terminal or a service's stop reaches it too and is not heeded: who started it
decides.
"""

import atexit
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.reading import Shortfall
from models.summaries.engine import Draft, Task, Writer, WriterError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_SPAWN = multiprocessing.get_context("spawn")
_LONGEST_LINE = 20_000  # characters of what is logged at once
_EXPENDABLE = "500"  # of 1,000: where memory runs out the system ends this process rather than the bot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failed:
    """That nothing came of what was asked: `shortfall` says why to readers, `told` to the operator."""

    shortfall: Shortfall
    told: str


@dataclass(frozen=True, slots=True)
class _Logged:
    """A line for the log of who started the process, where secrets are taken out of it."""

    logger: str
    level: int
    line: str


class WriterProcess:
    """A process with the writer that `made` makes there; starting it raises OSError where the system has no room.

    One thread at a time may ask; any may end it.
    """

    def __init__(self, made: Callable[[], Writer]) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(made, theirs), name="summaries", daemon=True)
        try:
            self._process.start()
        finally:
            theirs.close()
        atexit.register(self._process.kill)

    def write(self, tasks: Sequence[Task], seconds: float) -> list[Draft] | Failed:
        """Return what the writer does; Failed where it fails, or where the process ends, after `seconds` by force."""
        answer: list[Draft] | Failed = self._answered(list(tasks), seconds)
        return answer

    def check(self, seconds: float) -> str | Failed:
        """Return what the writer does, as `write`."""
        answer: str | Failed = self._answered(None, seconds)
        return answer

    def runs(self) -> bool:
        """Say whether it can be asked."""
        return not self._pipe.closed and self._process.is_alive()

    def kill(self) -> None:
        """End it now; whoever asks it is told so."""
        self._process.kill()

    def end(self) -> None:
        """End it and wait until the system has forgotten it."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
        atexit.unregister(self._process.kill)

    def _answered(self, asked: list[Task] | None, seconds: float) -> Any:  # noqa: ANN401 - as the pipe gives it
        # By a clock of its own: a process that is stuck may keep us from sending as well as from receiving.
        late = threading.Event()
        clock = threading.Timer(seconds, self._stop, (late,))
        clock.daemon = True
        clock.start()
        try:
            return self._exchanged(asked)
        except (EOFError, OSError):
            self.end()
            why = f"was ended after {seconds:.0f} seconds" if late.is_set() else _how(self._process.exitcode)
            return Failed("unusable", f"The process that writes summaries {why}; the next summary starts a new one")
        except BaseException:  # an interruption here: an answer that nobody awaits must not be the next one's
            self.end()
            raise
        finally:
            clock.cancel()

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.kill()

    def _exchanged(self, asked: list[Task] | None) -> Any:  # noqa: ANN401
        """Return the answer; what is logged before it comes is logged here."""
        self._pipe.send(asked)
        while isinstance(answer := self._pipe.recv(), _Logged):
            logging.getLogger(answer.logger).log(answer.level, "%s", answer.line)
        return answer


def _how(code: int | None) -> str:
    """Return how a process ended, in words."""
    if code is None or code >= 0:
        return f"ended with {code}"
    why = ", for want of memory it seems" if code == -signal.SIGKILL else ""
    return f"was ended by signal {-code} ({signal.strsignal(-code)}){why}"


def _serve(made: Callable[[], Writer], pipe: "Connection[Any, Any]") -> None:
    """Answer until nobody can ask any more."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text(_EXPENDABLE, encoding="ascii")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sending = threading.Lock()
    logging.basicConfig(handlers=[_ToParent(pipe, sending)], level=logging.WARNING, format="%(message)s")
    logging.captureWarnings(capture=True)
    try:
        writer = made()
    except Exception:
        _log.exception("A writer could not be made")  # the interpreter's own words would pass by the log
        sys.exit(1)
    with suppress(EOFError, OSError):
        while True:
            answer = _answer(writer, pipe.recv())
            with sending:
                pipe.send(answer)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end whatever is at work here."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _answer(writer: Writer, asked: list[Task] | None) -> list[Draft] | str | Failed:
    try:
        return writer.check() if asked is None else writer.write(asked)
    except WriterError as error:
        return Failed(error.shortfall, str(error))
    except Exception as error:  # whatever the libraries raise: the article's own sentences stand in
        _log.exception("Writing failed")
        return Failed("unusable", f"The model failed while it wrote: {type(error).__name__}")


class _ToParent(logging.Handler):
    """Sends what is logged, with its traceback, to the log of who started the process."""

    def __init__(self, pipe: "Connection[Any, Any]", sending: threading.Lock) -> None:
        super().__init__()
        self._pipe, self._sending = pipe, sending

    def emit(self, record: logging.LogRecord) -> None:
        """Send a line; one that cannot be made, or that nobody reads any more, is nobody's trouble."""
        with suppress(OSError, TypeError, ValueError, KeyError), self._sending:
            self._pipe.send(_Logged(record.name, record.levelno, self.format(record)[:_LONGEST_LINE]))
