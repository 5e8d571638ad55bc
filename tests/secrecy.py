"""Everything that the tests log is searched for the secrets that they use; where one is found the run fails.

A pytest plugin (see `conftest.py`), so that no test has to think of it: each record of each test, with its traceback,
in every process of the run. Secrets are kept out as in the program itself, by `bot.logs.protect`.
"""

import logging
import re
from collections.abc import Iterator

import pytest

from bot.logs import protect

SECRETS = (
    "AAE-a_token",  # tests/telegram/botapi.py
    "ABCdefGHIjklMNOpqrSTUvwxYZ",  # tests/cli/test_check.py
    "AAE-secret",
    "hunter2",
    "p@ssword",
    "sk-secret-of-this-test",
    "sk-another",
    "me:secret@",
    "key=secret",
    "secret-words",
    "باب الحديقة",  # tests/web/test_login.py
)
"""What the tests use as tokens, passwords and keys, or the part of them that nothing else holds."""

_FORM = re.compile(r"(?<!\d)\d{5,}(?::|%3A)[\w-]{20,}", re.ASCII | re.IGNORECASE)  # of any bot's token
_HEARD = ("bot", "models")  # down to DEBUG
_format = logging.Formatter().format


def secrets_in(text: str) -> list[str]:
    """Return which secrets a text tells, without telling them again."""
    found = [f"secret {n}" for n, secret in enumerate(SECRETS) if secret in text]
    return found + ["a token" for _ in _FORM.finditer(text)]


class Ear(logging.Handler):
    """Hears every record and keeps what told a secret: the logger and which secret."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Search one record as a handler would write it."""
        try:
            text = _format(record)
        except (TypeError, ValueError, KeyError):  # arguments that do not fit: what a handler would complain of
            text = f"{record.msg} {record.args}"
        self.told += [f"{record.name}:{record.lineno} logged {secret}" for secret in secrets_in(text)]

    def take(self) -> list[str]:
        """Return what was told since it was asked last."""
        told, self.told = self.told, []
        return told


EAR = Ear()


def pytest_configure() -> None:
    """Listen from before the first test."""
    protect()
    logging.getLogger().addHandler(EAR)
    for name in _HEARD:
        logging.getLogger(name).setLevel(logging.DEBUG)


@pytest.fixture(autouse=True)
def _no_secret_is_logged() -> Iterator[None]:
    """Fail the test during which a secret was logged."""
    yield
    assert EAR.take() == []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where a secret was logged after the last test, in a worker by way of whoever began it."""
    if told := EAR.take():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        getattr(session.config, "workeroutput", {})["told"] = told


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Take over what a worker heard in the end."""
    EAR.told += getattr(node, "workeroutput", {}).get("told", [])
