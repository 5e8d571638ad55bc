"""What a terminal shows: lines that read right to left, never turned around by us."""

import os
import pty
import re
import subprocess
import sys

from bot.conversation.reply import Evidence, Heading, Item, Paragraph, Quotation
from bot.terminal import plain, show
from models.reading import Span
from tests.cli.articles import HOSTILE, SATELLITE
from tests.cli.conftest import environment

MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
COMMANDS = re.compile(r"\x1b\[[0-9;?]*[a-z]")


def in_terminal(text, folder, **settings):
    """Return what `read` prints into a terminal of 60 columns."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "read"], stdin=subprocess.PIPE, stdout=theirs, cwd=folder,
        env=environment(TERM="xterm-256color", COLUMNS="60", **settings),
    ) as process:  # fmt: skip
        os.close(theirs)
        process.stdin.write(text.encode())
        process.stdin.close()
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        assert process.wait(30) == 0
    return shown.decode().replace("\r\n", "\n")


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_a_line_that_begins_with_latin_letters_is_marked_to_read_right_to_left(tmp_path):
    shown = COMMANDS.sub("", in_terminal(SATELLITE, tmp_path))

    assert shown.startswith("\u200f\u2068SkyRiver\u2069 تطلق قمرا")


def test_the_words_are_those_of_the_plain_text_in_the_order_in_which_they_are_read(bot, tmp_path):
    shown = MARKS.sub("", COMMANDS.sub("", in_terminal(SATELLITE, tmp_path)))

    assert shown.split() == bot("read", given=SATELLITE.encode()).stdout.decode().split()


def test_lines_are_cut_between_words_to_the_width(tmp_path):
    lines = MARKS.sub("", COMMANDS.sub("", in_terminal(SATELLITE, tmp_path))).splitlines()

    assert max(map(len, lines)) <= 60


def test_a_terminal_is_asked_for_each_line_s_own_direction_and_left_as_it_was(tmp_path):
    shown = in_terminal(SATELLITE, tmp_path)

    assert shown.startswith("\x1b[?2501h")
    assert shown.endswith("\x1b[?2501l")


def test_no_colour_means_none(tmp_path):
    assert set(COMMANDS.findall(in_terminal(SATELLITE, tmp_path, NO_COLOR="1"))) <= {
        "\x1b[?2501h", "\x1b[?2501l", "\x1b[0m", "\x1b[1m",
    }  # fmt: skip


def test_an_article_cannot_command_the_terminal(tmp_path):
    shown = in_terminal(HOSTILE, tmp_path)

    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_what_is_marked_is_bold_though_characters_before_it_are_left_out(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")

    show((Evidence("\u202e\u202eقال فلان نعم", Span(6, 10)),))

    assert "\x1b[1mفلان\x1b[0m" in capsys.readouterr().out


def test_plain_text_has_a_heading_above_what_it_leads_and_a_list_in_one_piece():
    listed = (Heading("العنوان"), Item("نقطة"), Item("أخرى"))
    blocks = (*listed, Paragraph("كلام"), Quotation("سطر\nوسطر"), Evidence("جملة", Span(0, 2)))

    assert plain(blocks) == "العنوان\n• نقطة\n• أخرى\n\nكلام\n\n    سطر\n    وسطر\n\nجملة\n"
