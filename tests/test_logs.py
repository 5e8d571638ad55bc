"""Tokens and other secrets never reach a log."""

import io
import logging

import pytest

from bot.logs import protect, redact

TOKEN = "424242:AAE-a_token_like_those_that_BotFather_gives"


@pytest.fixture
def log():
    """Return a stream that all that is logged goes to, down to DEBUG, while secrets are kept out."""
    made, root = logging.getLogRecordFactory(), logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", "httpx", "httpcore")}
    handler = logging.StreamHandler(io.StringIO())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    protect("p@ssword", "")
    yield handler.stream
    root.removeHandler(handler)
    logging.setLogRecordFactory(made)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def fail_twice():
    try:
        int(f"inner {TOKEN}")
    except ValueError as error:
        raise RuntimeError(f"outer bot{TOKEN}/x") from error


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.txt",
        f"/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"The token `{TOKEN}` was rejected by the server.",
        f"token={TOKEN}",
        "http://127.0.0.1:8081/bot123456:ABC-DEF/sendMessage",
    ],
)
def test_a_token_is_hidden_wherever_it_stands(text):
    safe = redact(text)

    assert "[hidden]" in safe
    assert "AAE-a_token" not in safe
    assert "ABC-DEF" not in safe


@pytest.mark.parametrize(
    "text", ["بدأ في 12:30:45", "http://127.0.0.1:8081/", "2026-11-24T10:15:00", "id 424242: done"]
)
def test_what_is_no_token_stays(text):
    assert redact(text) == text


def test_a_secret_that_is_named_is_hidden():
    assert redact("postgresql://me:p@ssword@db/x", ["p@ssword"]) == "postgresql://me:[hidden]@db/x"


def test_a_password_in_an_address_is_hidden_though_nobody_named_it():
    told = redact(
        "cannot connect to postgresql+psycopg://reader:hunter2@db:5432/news?x=1, http://a:b@c/ and http://c:80/@d"
    )

    assert (
        told
        == "cannot connect to postgresql+psycopg://reader:[hidden]@db:5432/news?x=1, http://a:[hidden]@c/ and http://c:80/@d"
    )


def test_the_message_its_arguments_and_the_traceback_are_all_guarded(log):
    logger = logging.getLogger("some.library")
    logger.info("calling %s", f"http://host/bot{TOKEN}/getMe")
    logger.warning("%(url)s", {"url": TOKEN})
    logger.error("the password is p@ssword", stack_info=True)
    try:
        fail_twice()
    except RuntimeError:
        logger.exception("failed")

    written = log.getvalue()
    assert "AAE-a_token" not in written
    assert "p@ssword" not in written
    assert "RuntimeError: outer bot[hidden]/x" in written
    assert "ValueError: invalid literal for int() with base 10: 'inner [hidden]'" in written


def test_a_record_without_a_secret_keeps_its_arguments(log, caplog):
    logging.getLogger("some.library").info("%d articles", 3)

    assert caplog.records[-1].args == (3,)


def test_libraries_that_log_every_address_are_quiet(log):
    logging.getLogger("httpx").info("HTTP Request: POST http://host/")
    logging.getLogger("httpcore.connection").debug("connect_tcp.started")

    assert log.getvalue() == ""


def test_a_message_whose_arguments_do_not_fit_is_left_to_its_handler(log, caplog):
    record = logging.getLogRecordFactory()("name", logging.INFO, "path", 1, "%d articles", ("three",), None)

    assert record.args == ("three",)
