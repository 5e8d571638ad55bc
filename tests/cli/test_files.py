"""`python -m bot read` and `ask` on PDF and Word files, named or piped."""

import json
from pathlib import Path

import pytest

from bot.texts import say
from tests.articles.formats.articles import TEXT, TITLE
from tests.articles.formats.docx_writer import docx, paragraph
from tests.articles.formats.pdf_writer import pdf

PDF = (Path(__file__).parents[1] / "articles" / "formats" / "pdfs" / "two_columns.pdf").read_bytes()
DOCX = docx(*(paragraph(line) for line in TEXT.splitlines()), author="هدى سالم", created="2024-03-05T08:00:00Z")


@pytest.mark.parametrize(("name", "content"), [("news.pdf", PDF), ("news.docx", DOCX)])
def test_a_file_is_read_by_its_name_and_through_a_pipe_alike(bot, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    named, piped = bot("read", name), bot("read", "-", given=content)

    assert (named.returncode, named.stderr) == (0, b"")
    assert named.stdout.decode().splitlines()[0] == TITLE
    assert "كريم الأشقر" in named.stdout.decode()
    assert piped.stdout == named.stdout


def test_json_tells_what_the_file_says_of_itself_and_the_text_that_offsets_count_in(bot, tmp_path):
    (tmp_path / "news.docx").write_bytes(DOCX)

    told = json.loads(bot("read", "news.docx", "--json").stdout)

    assert told["article"] == {
        "title": TITLE, "text": TEXT, "source": None, "author": "هدى سالم", "published": "2024-03-05", "url": None,
    }  # fmt: skip
    assert told["quotes"]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in told["quotes"])


def test_a_question_is_answered_from_a_pdf(bot, tmp_path):
    (tmp_path / "news.pdf").write_bytes(PDF)

    told = bot("ask", "news.pdf", "من قال إن أحدا لن يدفع رسما لعبور الجسر؟")

    assert told.returncode == 0
    assert "كريم الأشقر" in told.stdout.decode()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (pdf([[]], picture=True), "error.scanned_file"),
        (PDF[:400], "error.damaged_file"),
        (DOCX[:400], "error.damaged_file"),
        (b"", "error.empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_arabic_and_english(bot, content, key):
    refused = bot("read", "-", given=content)

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.decode().splitlines() == [say(key, "ar"), say(key, "en")]
