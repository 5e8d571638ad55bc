"""What starts, how fast, and how it ends: the bare command, `chat`, `run` and `--help`."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import pytest

from tests.cli.articles import LIBRARY, TITLE
from tests.cli.conftest import environment

HEAVY = ("torch", "transformers", "telegram", "trafilatura", "sqlalchemy", "uvicorn", "starlette", "pydantic", "babel")


@contextmanager
def started(folder, *arguments, **settings):
    """Start the real command and stop it as Ctrl+C does; it logs no warning."""
    settings = {"LOG_LEVEL": "WARNING"} | settings
    command = [sys.executable, "-u", "-m", "bot", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(**settings), text=True
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
            assert process.stderr.read() == ""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_help_loads_nothing_heavy():
    loaded = (
        "import sys; from typer.testing import CliRunner; from bot.__main__ import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, env=environment())

    assert not set(HEAVY) & set(done.stdout.split())


def test_help_answers_within_a_second(bot):
    def took():
        began = time.monotonic()
        assert b"read" in bot("--help").stdout
        return time.monotonic() - began

    assert min(took() for _ in range(3)) < 1


@pytest.mark.parametrize("arguments", [["chat"], []])
def test_the_chat_page_is_served_and_answers(tmp_path, arguments):
    port = free_port()
    with started(tmp_path, *arguments, CHAT_PORT=str(port)) as process:
        told = process.stdout.readline()
        if not arguments:
            assert "TELEGRAM_BOT_TOKEN is not set" in told
            told = process.stdout.readline()
        assert told == f"Chat page: http://127.0.0.1:{port}/\n"
        page = httpx.get(f"http://127.0.0.1:{port}/")
        answer = httpx.post(f"http://127.0.0.1:{port}/api/messages", json={"text": LIBRARY}, timeout=30)

    assert 'dir="rtl"' in page.text
    assert answer.json()["reply"]["blocks"][0]["parts"][0]["text"] == TITLE
    assert process.returncode == 0
    assert (tmp_path / "data" / "manqal.db").exists()


def test_a_port_that_is_taken_is_named_and_the_next_one_tried(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path, "chat", CHAT_PORT=str(port)) as process:
            assert process.stdout.readline().startswith(f"Port {port} is taken")
            url = process.stdout.readline().split()[-1]
            assert httpx.get(url).status_code == 200

    assert url != f"http://127.0.0.1:{port}/"


def test_a_database_that_cannot_be_opened_is_named(bot, tmp_path):
    (tmp_path / "file").write_text("")

    ended = bot("chat", settings={"DATABASE_URL": "sqlite:///file/chats.db", "CHAT_PORT": str(free_port())})

    assert ended.returncode == 1
    assert b"cannot be opened" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_the_telegram_bot_needs_a_token(bot):
    ended = bot("run")

    assert ended.returncode == 1
    assert b"TELEGRAM_BOT_TOKEN" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_command_that_is_none_is_refused(bot):
    assert bot("raed").returncode == 2
