"""Log lines as JSON and as text, whoever logs them, without what is nobody's to read."""

import io
import logging

import pytest
from dbos import DBOS

from bot.telemetry.chats import pseudonym
from bot.telemetry.lines import logger, start_logging
from bot.telemetry.observing import observed

TOKEN = "424242:AAE-a_token_like_those_that_BotFather_gives"


def fail(words):
    raise ValueError(words)


def test_a_line_of_ours_has_its_fields_and_one_of_a_library_its_words(lines):
    logger("bot.some").info("done", articles=3)
    logging.getLogger("some.library").warning("%d times", 2)

    ours, theirs = lines.all
    assert (ours["event"], ours["articles"], ours["level"], ours["logger"]) == ("done", 3, "info", "bot.some")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("2 times", "warning", "some.library")
    assert ours["timestamp"].endswith("Z")


def test_what_is_logged_for_an_update_carries_its_id_and_its_chats_pseudonym(lines):
    with observed(7, "telegram:42"):
        logging.getLogger("some.library").info("inside")
    logging.getLogger("some.library").info("outside")

    inside, _, outside = lines.all
    assert (inside["update"], inside["chat"]) == (7, pseudonym("telegram:42"))
    assert "chat" not in outside


def test_secrets_and_what_people_wrote_are_in_no_field_and_no_traceback(lines):
    logger("bot.some").warning("failed", where=f"https://host/bot{TOKEN}/x", key="a-key-of-somebody", said="قال الوزير")
    try:
        fail("telegram:42 and web:abcdefghijklmnopqrstuvwxyz012345 do not understand قال 27981 من وزراء UNESCO أمس")
    except ValueError:
        logging.getLogger("some.library").exception("failed for %s", "الوزير أحمد")
        logger("bot.some").exception("failed too")

    for hidden in ("AAE-a_token", "a-key-of", "الوزير", "\\u06", "UNESCO", "27981", "telegram:42", "abcdefghij"):
        assert hidden not in lines.text
    _, theirs, ours = lines.all
    for line in (theirs, ours):
        assert f"ValueError: chat {pseudonym('telegram:42')} and chat" in line["exception"]
        assert line["exception"].endswith("do not understand [words]")


def test_a_line_has_an_end_however_much_an_error_says(lines):
    logging.getLogger("some.library").warning("قال الوزير 1.5 " * 100_000)
    logging.getLogger("some.library").warning("A" * 1_000_000)

    first, second = lines.all
    assert first["event"] == "[words] 1.5 "
    assert len(second["event"]) < 21_000


def test_a_traceback_in_which_nothing_is_hidden_stays_whole(lines):
    try:
        fail("3 is not 4")
    except ValueError:
        logging.getLogger("some.library").exception("failed")

    (line,) = lines.all
    assert line["exception"].endswith("ValueError: 3 is not 4")
    assert "test_lines.py" in line["exception"]


@pytest.mark.parametrize("name", ["telegram.ext.ExtBot", "aiosqlite", "openai._base_client", "httpx"])
def test_libraries_that_tell_what_people_wrote_are_not_heard_when_they_debug(lines, name):
    logging.getLogger(name).debug("sendMessage with text secret words")

    assert lines.text == ""


def test_as_text_a_line_is_one_line_that_a_person_can_read(lines):
    stream = io.StringIO()
    start_logging("INFO", "text", stream)
    with observed(7, "telegram:42"):
        pass

    (line,) = stream.getvalue().splitlines()
    assert "update" in line
    assert "outcome=nothing" in line
    assert f"chat={pseudonym('telegram:42')}" in line
    assert "\x1b" not in line  # no colours where it is no terminal


def test_what_keeps_updates_safe_logs_as_everything_else_does(lines, tmp_path):
    DBOS(config={"name": "tested", "system_database_url": f"sqlite:///{tmp_path}/dbos.db"})
    DBOS.logger.warning("a workflow is tried again")
    DBOS.destroy()

    assert "a workflow is tried again" in {line["event"] for line in lines.all}


def test_half_of_a_character_breaks_no_line(lines):
    logger("bot.some").info("done", name="\ud83d")

    assert lines.all[0]["name"] == "\ud83d"
