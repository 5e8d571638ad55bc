"""The search of what the tests log finds a secret, in every process, and fails the run."""

import logging
from pathlib import Path

import pytest

from tests.secrecy import EAR, SECRETS, secrets_in
from tests.telegram.botapi import BotApi
from tests.web.test_login import PASSWORD

pytest_plugins = ["pytester"]


def test_the_secrets_that_the_tests_use_are_known():
    from tests.cli.test_check import TOKEN
    from tests.summaries.llm.asking import KEY

    for secret in (BotApi.token, TOKEN, KEY, PASSWORD, *SECRETS):
        assert secrets_in(f"x {secret} y")
    assert secrets_in("https://api.telegram.org/bot987654:AAHfiqksKZ8WmR2zSjiQ7_v4TMAKdiHm9T0/getMe")
    assert not secrets_in("في 12:30:45 وصل 123456 خبرا")


@pytest.mark.parametrize(
    "log",
    [
        lambda: logging.getLogger("bot.x").warning("the password is %s", "hunter2"),
        lambda: logging.getLogger("other").error("x", exc_info=ValueError("p@ssword")),
        lambda: logging.getLogger("bot.x").debug("hunter2"),
        lambda: EAR.emit(logging.LogRecord("x", logging.INFO, "x", 1, "%d", ("hunter2",), None)),
    ],
)
def test_a_secret_that_is_logged_is_heard_wherever_it_stands(log):
    log()

    assert EAR.take() != []


def test_a_token_is_taken_out_before_anybody_hears_it():
    logging.getLogger("other").warning("calling %s", f"http://host/bot{BotApi.token}/getMe")

    assert EAR.take() == []


@pytest.mark.parametrize("processes", [[], ["-n", "2"]])
@pytest.mark.parametrize("at", ["in a test", "after the last"])
def test_the_run_fails(pytester, monkeypatch, processes, at):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    body = "import logging, pytest\n@pytest.fixture(scope='session')\ndef late():\n    yield\n"
    body += "    logging.warning('hunter2')\ndef test_it(late):\n    pass\n"
    if at == "in a test":
        body = "import logging\ndef test_it():\n    logging.warning('hunter2')\n"
    pytester.makepyfile(body)

    done = pytester.runpytest_subprocess("-p", "tests.secrecy", *processes)

    assert done.ret == pytest.ExitCode.TESTS_FAILED
    assert "hunter2" not in "\n".join(line for line in done.outlines if "logged" in line)
