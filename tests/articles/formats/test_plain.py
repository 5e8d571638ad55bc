"""Plain files in the encodings that Arabic was and is written in."""

import pytest

from bot.articles.formats.plain import decoded
from bot.errors import UnreadableFile

TEXT = "قال الوزير إن السياسة لا تتغير في كل يوم، وأضاف شيئا آخر عن Hello و12%."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
def test_a_text_is_read_whatever_its_encoding(encoding):
    assert decoded(TEXT.encode(encoding, errors="ignore"), "news.txt") == TEXT


def test_latin_words_in_windows_1256_do_not_make_it_another_encoding():
    text = "سافر Émile إلى café المدينة - ثم عاد"

    assert decoded(text.encode("cp1256", errors="ignore"), "") == text.replace("É", "")


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 3, b"\xff\xfe\x00", b"abc\x00def" * 40, b"\xff\xfe\x00\xd8" * 3]
)
def test_bytes_that_are_no_text_are_not_read_as_one(content):
    with pytest.raises(UnreadableFile):
        decoded(content, "news.txt")
