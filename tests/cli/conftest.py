"""The real command in a folder of its own, with no settings but those that a test gives."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.secrecy import secrets_in

Bot = Callable[..., subprocess.CompletedProcess[bytes]]

_SETTINGS = (
    "TELEGRAM_",
    "DATABASE_",
    "CHAT_",
    "LOG_",
    "MONITOR_",
    "ADMINS",
    "MAX_ARTICLE_CHARS",
    "LC_",
    "LANG",
    "PYTHON",
)


def environment(**settings: str) -> dict[str, str]:
    """Return this environment without what sets the bot or its locale, and with `settings`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    return kept | settings


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    def run(*arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment(**(settings or {})),
            timeout=60,
            check=False,
        )
        assert not secrets_in((done.stdout + done.stderr).decode("utf-8", "replace"))
        return done

    return run
