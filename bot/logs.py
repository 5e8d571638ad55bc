"""What the program logs, kept free of secrets and of what people wrote.

A filter on a logger sees none of its children's records and one on a handler guards that handler alone, so both are
taken out where every record is made. Our own lines hold neither; the words of an exception may, whoever raises it.
"""

import logging
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from bot.telemetry.chats import pseudonym

_HIDDEN: Final = "[hidden]"

# A bot's token in an address (".../bot123:ABC/getMe", its colon perhaps escaped), and one that stands alone.
_TOKENS: Final = re.compile(
    r"(?<=bot)\d+(?::|%3A)[\w-]+|(?<![\w:-])\d{5,}:[A-Za-z0-9_-]{20,}", re.ASCII | re.IGNORECASE
)

# A password in an address: "postgresql://name:password@host/"; its name stays, to tell which.
_PASSWORDS: Final = re.compile(r"(://[^/\s:@]{0,100}):[^/\s@]{1,200}@")

# They write every request's address to their logs; a Telegram address holds the token.
_ADDRESS_LOGGERS: Final = ("httpx", "httpcore", "httpx2", "httpcore2")

# They write to their DEBUG logs what people wrote: every parameter of a request to Telegram, of a query, of a prompt.
_TELLING_LOGGERS: Final = ("telegram", "aiosqlite", "openai")

# We log in English, so Arabic is somebody's, and so is what little stands between it: an exception in reading may hold
# the article, with its numbers and Latin names.
_LETTERS: Final = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC: Final = re.compile(f"[{_LETTERS}](?:.{{0,40}}[{_LETTERS}])*", re.DOTALL)
_LONGEST: Final = 20_000  # characters of what is logged at once; of more the middle is left out

# A chat as the conversation names it: with a number that is a person's, or with what a browser proves itself by.
_CHATS: Final = re.compile(r"\btelegram:-?\d+(?::\d+)?|\bweb:[\w-]{32}", re.ASCII)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text without bot tokens, without passwords in addresses and without the secrets that are named."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _PASSWORDS.sub(rf"\1:{_HIDDEN}@", _TOKENS.sub(_HIDDEN, text))


def protect(*secrets: str) -> None:
    """Keep bot tokens, these secrets and what people wrote out of all that is logged from now on, tracebacks too."""
    for name in _ADDRESS_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _TELLING_LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
    made = logging.getLogRecordFactory()
    logging.setLogRecordFactory(partial(_guarded, made, tuple(filter(None, secrets))))


def _guarded(
    made: Callable[..., logging.LogRecord], secrets: tuple[str, ...], *args: object, **kwargs: object
) -> logging.LogRecord:
    """Make a record as `made` does and take what is nobody's to read out of message, fields, traceback and stack."""
    record = made(*args, **kwargs)
    if isinstance(record.msg, dict):  # a line of ours with fields
        record.msg = {
            name: _safe(each, secrets) if isinstance(each, str) else each for name, each in record.msg.items()
        }
        return record
    message = _message(record)
    if (safe := _safe(message, secrets)) != message:
        record.msg, record.args = safe, None
    if record.exc_info:
        trace = logging.Formatter().formatException(record.exc_info)
        if (safe := _safe(trace, secrets)) != trace:
            record.exc_text, record.exc_info = safe, None  # else a handler may format the exception itself
    if record.stack_info:
        record.stack_info = _safe(record.stack_info, secrets)
    return record


def _safe(text: str, secrets: tuple[str, ...]) -> str:
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    named = _CHATS.sub(lambda chat: f"chat {pseudonym(chat[0])}", redact(text, secrets))
    return _ARABIC.sub("[words]", named)


def _message(record: logging.LogRecord) -> str:
    """Return the record's message; arguments that do not fit it are for its handler to complain about."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"
