"""`python -m bot read`: one article in, its summary and who said what out."""

import json
import re

import pytest

from tests.cli.articles import HOSTILE, LIBRARY, PAGE, SATELLITE, TITLE

ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[a-z]{3}")


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.txt"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def test_a_file_is_told_as_headline_points_and_statements_under_their_speakers(bot, library):
    told = bot("read", str(library))

    lines = told.stdout.decode().splitlines()
    assert (told.returncode, told.stderr) == (0, b"")
    assert lines[0] == TITLE
    assert any(line.startswith("• ") for line in lines)
    statement = lines.index("    أبقينا على الساعة الحجرية وعلى مقاعد الانتظار كما هي")
    assert any("رامي نصر" in line for line in lines[:statement])


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input_is_read_where_no_file_is_named(bot, library, arguments):
    told = bot("read", *arguments, given=LIBRARY.encode())

    assert told.stdout == bot("read", str(library)).stdout
    assert told.returncode == 0


@pytest.mark.parametrize(
    "settings", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_the_output_is_utf_8_whatever_the_locale(bot, library, settings):
    told = bot("read", str(library), settings=settings)

    assert told.stdout == bot("read", str(library), settings={"LANG": "C.UTF-8"}).stdout
    assert TITLE.encode() in told.stdout


def test_a_file_whose_name_is_arabic_is_found_under_the_c_locale(bot, tmp_path):
    (tmp_path / "خبر.txt").write_text(LIBRARY, encoding="utf-8")

    assert TITLE.encode() in bot("read", "خبر.txt", settings={"LC_ALL": "C"}).stdout


def test_json_holds_the_text_that_its_offsets_count_in(bot, library):
    told = json.loads(bot("read", str(library), "--json").stdout)

    assert list(told) == ["id", "headline", "summary", "quotes", "speakers", "engine", "shortfall", "article"]
    assert told["id"] == str(library)
    assert told["article"] == {
        "title": TITLE, "text": LIBRARY, "source": None, "author": None, "published": None, "url": None,
    }  # fmt: skip
    assert told["quotes"]
    for one in told["quotes"]:
        assert LIBRARY[one["start"] : one["end"]] == one["text"]
    for point in told["summary"]:
        assert 0 <= point["start"] < point["end"] <= len(LIBRARY)


def test_json_of_a_page_holds_the_text_that_was_found_in_it(bot, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")

    told = json.loads(bot("read", "page.html", "--json").stdout)
    piped = json.loads(bot("read", "--json", given=PAGE.encode()).stdout)

    assert "رئيسة البلدية" in told["article"]["text"]
    assert "الرئيسية" not in told["article"]["text"]
    assert all(told["article"]["text"][one["start"] : one["end"]] == one["text"] for one in told["quotes"])
    assert piped == told | {"id": "-"}


def test_every_speaker_names_the_quotes_that_are_theirs(bot, library):
    told = json.loads(bot("read", str(library), "--json").stdout)

    named = {name["name"]: name["quotes"] for name in told["speakers"]}
    for name, quotes in named.items():
        assert [told["quotes"][at]["speaker"] for at in quotes] == [name] * len(quotes)
    assert any("سعاد الهاشمي" in name for name in named)


def test_characters_that_command_a_terminal_or_turn_a_line_are_left_out(bot):
    told = bot("read", given=HOSTILE.encode()).stdout.decode()

    assert "نبيل فارس" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_what_is_written_to_a_pipe_has_no_marks_and_no_colour(bot):
    told = bot("read", given=SATELLITE.encode(), settings={"FORCE_COLOR": "1"}).stdout.decode()

    assert told.startswith("SkyRiver")
    assert not re.search("[\x1b\u200f\u2066-\u2069]", told)


BAD = {
    "nothing": "",
    "blanks": " \n\n\t ",
    "three words": "هذه ثلاث كلمات",
    "english": "The city opened a public library in the old railway station on Tuesday after two years of work. " * 3,
    "emoji": "🎉🎉🎉" * 40,
    "bidi controls": "\u202e\u2066\u200f" * 400,
    "opening marks": "«" * 1000,
    "menu": "الرئيسية\nسياسة\nاقتصاد\nرياضة\nثقافة\nاتصل بنا\nمن نحن\nشارك\nفيسبوك\nتويتر\nسجل الدخول\nبحث\nالأرشيف\n",
    "two megabytes": "قال الوزير إن العمل مستمر. " * 80_000,
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_in_arabic_and_english(bot, name):
    refused = bot("read", given=BAD[name].encode())

    arabic, english = refused.stderr.decode().splitlines()
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert ARABIC.search(arabic)
    assert LATIN.search(english)


@pytest.mark.parametrize("file", ["missing.txt", ".", "https://example.com/news", "HTTP://example.com", "picture.png"])
def test_what_is_no_readable_file_is_refused_in_arabic_and_english(bot, tmp_path, file):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")

    refused = bot("read", file)

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert len(refused.stderr.decode().splitlines()) == 2


def test_faults_of_the_settings_are_all_named(bot):
    refused = bot("read", given=LIBRARY.encode(), settings={"CHAT_PORT": "x", "MAX_ARTICLE_CHARS": "y"})

    assert refused.returncode == 1
    assert b"CHAT_PORT" in refused.stderr
    assert b"MAX_ARTICLE_CHARS" in refused.stderr
    assert b"Traceback" not in refused.stderr


@pytest.mark.parametrize("command", [["read"], ["ask"]])
@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/news", "HTTPS://localhost/", "file:///etc/passwd", "www.a.example:22/x", "http://"]
)
def test_a_link_to_what_is_no_public_page_is_refused_in_both_languages(bot, command, link):
    told = bot(*command, link, *(["ما الخبر؟"] if command == ["ask"] else []))

    words = told.stderr.decode()
    assert (told.returncode, told.stdout) == (2, b"")
    assert ARABIC.search(words)
    assert "public pages" in words
