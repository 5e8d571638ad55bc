"""Log lines: words and fields, as text for a terminal or as JSON for a program, whoever logs them.

Libraries log as they always do, through the standard logging; a `logger` of ours adds fields. Both come out alike, with
the update and the chat that they were logged for. Secrets are taken out before, where records are made (`bot.logs`).
"""

import logging
import sys
from typing import Final, Literal, TextIO, cast

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

_OURS: Final[tuple[Processor, ...]] = (
    structlog.stdlib.filter_by_level,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    format_exc_info,
    ProcessorFormatter.wrap_for_formatter,
)

_FIRST: Final = ("timestamp", "level", "logger", "event", "update", "chat")


def logger(name: str) -> BoundLogger:
    """Return a logger whose lines take fields: `logger(__name__).info("update", kind="press")`."""
    made = structlog.wrap_logger(logging.getLogger(name), processors=_OURS, wrapper_class=BoundLogger)
    return cast("BoundLogger", made)


def start_logging(level: str, form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """Write what is logged from `level` on to a stream, standard error unless another is given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(form, colours=(stream or sys.stderr).isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    theirs = logging.getLogger("dbos")
    theirs.handlers[:], theirs.propagate = [logging.NullHandler()], True  # else it writes past the root, in its own way


def _formatter(form: Literal["text", "json"], *, colours: bool) -> logging.Formatter:
    text = ConsoleRenderer(colors=colours, pad_event_to=0, exception_formatter=plain_traceback)  # no variables' values
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            _traced,
        ],
        processors=[
            TimeStamper(fmt="iso", utc=True),
            ProcessorFormatter.remove_processors_meta,
            format_exc_info,
            _ordered,
            text if form == "text" else JSONRenderer(),
        ],
    )


def _traced(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep a traceback that secrets were taken out of: it stands in the record as text."""
    record: logging.LogRecord = event["_record"]
    if record.exc_text and not record.exc_info:
        event["exception"] = record.exc_text
    return event


def _ordered(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Put what every line has before what one has of its own."""
    return {name: event[name] for name in (*_FIRST, *event) if name in event}
