"""What the program logs, kept free of secrets.

A filter on a logger sees none of its children's records and one on a handler guards that handler alone, so the
secrets are taken out where every record is made.
"""

import logging
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

_HIDDEN: Final = "[hidden]"

# A bot's token in an address (".../bot123:ABC/getMe", its colon perhaps escaped), and one that stands alone.
_TOKENS: Final = re.compile(
    r"(?<=bot)\d+(?::|%3A)[\w-]+|(?<![\w:-])\d{5,}:[A-Za-z0-9_-]{20,}", re.ASCII | re.IGNORECASE
)

# A password in an address: "postgresql://name:password@host/"; its name stays, to tell which.
_PASSWORDS: Final = re.compile(r"(://[^/\s:@]{0,100}):[^/\s@]{1,200}@")

# They write every request's address to their logs; a Telegram address holds the token.
_ADDRESS_LOGGERS: Final = ("httpx", "httpcore", "httpx2", "httpcore2")


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text without bot tokens, without passwords in addresses and without the secrets that are named."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _PASSWORDS.sub(rf"\1:{_HIDDEN}@", _TOKENS.sub(_HIDDEN, text))


def protect(*secrets: str) -> None:
    """Keep bot tokens and these secrets out of all that is logged from now on, tracebacks too."""
    for name in _ADDRESS_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    made = logging.getLogRecordFactory()
    logging.setLogRecordFactory(partial(_guarded, made, tuple(filter(None, secrets))))


def _guarded(
    made: Callable[..., logging.LogRecord], secrets: tuple[str, ...], *args: object, **kwargs: object
) -> logging.LogRecord:
    """Make a record as `made` does and take the secrets out of its message, its traceback and its stack."""
    record = made(*args, **kwargs)
    message = _message(record)
    if (safe := redact(message, secrets)) != message:
        record.msg, record.args = safe, None
    if record.exc_info:
        trace = logging.Formatter().formatException(record.exc_info)
        if (safe := redact(trace, secrets)) != trace:
            record.exc_text, record.exc_info = safe, None  # else a handler may format the exception itself
    if record.stack_info:
        record.stack_info = redact(record.stack_info, secrets)
    return record


def _message(record: logging.LogRecord) -> str:
    """Return the record's message; arguments that do not fit it are for its handler to complain about."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"
