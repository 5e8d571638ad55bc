"""Logs as the program writes them, into a stream of the test's own."""

import io
import json
import logging

import pytest

from bot.logs import protect
from bot.telemetry.lines import start_logging
from tests.telemetry.samples import Grown

_QUIETED = ("", "httpx", "httpcore", "httpx2", "httpcore2", "telegram", "aiosqlite", "openai")


class Lines:
    """What was logged so far."""

    def __init__(self):
        self.stream = io.StringIO()

    @property
    def text(self):
        return self.stream.getvalue()

    @property
    def all(self):
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def updates(self):
        return [line for line in self.all if line["event"] == "update"]


@pytest.fixture
def lines():
    """Let all that is logged, down to DEBUG, become JSON lines, as `LOG_FORMAT=json` does."""
    made, root = logging.getLogRecordFactory(), logging.getLogger()
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in _QUIETED}
    lines = Lines()
    start_logging("DEBUG", "json", lines.stream)
    protect("a-key-of-somebody")
    yield lines
    logging.setLogRecordFactory(made)
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def counted():
    """Return by how much a sample has grown since it was asked for the first time."""
    return Grown()
