"""Articles out of files."""

from io import BytesIO

import pytest

from bot.articles.files import read_file, read_stream
from bot.errors import FileTooLarge, MissingFile, NoArticle, TooShort, UnreadableFile

LIMIT = 200_000
BODY = (
    "وصلت مكتبة متنقلة أمس إلى ثلاث قرى في الجبل، وفيها ألف كتاب للأطفال. "
    "وقالت أمينة المكتبة هدى سالم إن القرى الأخرى ستزار في الشهر المقبل."
)
PAGE = f"""<!doctype html><html lang="ar"><head><title>مكتبة متنقلة تصل إلى القرى</title>
<meta property="og:title" content="مكتبة متنقلة تصل إلى القرى"><meta property="og:site_name" content="جريدة الجبل">
<meta name="author" content="سامر نجم"><meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://example.com/library"></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>مكتبة متنقلة تصل إلى القرى</h1><p>{BODY}</p><p>{BODY.replace("أمس", "اليوم")}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_text_file_is_read_in_the_encodings_that_arabic_is_written_in(tmp_path, encoding):
    path = tmp_path / "news.txt"
    path.write_bytes(BODY.encode(encoding))

    assert read_file(path, LIMIT).text == BODY


def test_a_saved_page_gives_its_article_and_what_it_says_of_it(tmp_path):
    path = tmp_path / "page.HTML"
    path.write_text(PAGE, encoding="utf-8")

    article = read_file(path, LIMIT)

    assert BODY in article.text
    assert "الرئيسية" not in article.text
    assert "الحقوق" not in article.text
    assert article.title == "مكتبة متنقلة تصل إلى القرى"
    assert (article.source, article.author) == ("جريدة الجبل", "سامر نجم")
    assert (article.published, article.url) == ("2024-03-05", "https://example.com/library")


@pytest.mark.parametrize(
    "page",
    ["", "<html></html>", "<ul><li>الرئيسية</li><li>رياضة</li></ul>", "<div>" * 5_000, "\x00\x01\x02"],
)
def test_a_page_without_an_article_says_so(tmp_path, page, caplog):
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")

    with pytest.raises((NoArticle, TooShort)):
        read_file(path, LIMIT)
    assert caplog.records == []


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFile) as caught:
        read_file(tmp_path / "غائب.txt", LIMIT)

    assert caught.value.details == {"name": "غائب.txt"}


def test_a_folder_cannot_be_read(tmp_path):
    (tmp_path / "news.txt").mkdir()

    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "news.txt", LIMIT)


@pytest.mark.parametrize("name", ["news.docx", "news", "news.txt"])
def test_other_kinds_of_file_are_not_guessed_at(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04\x00\x00" + bytes(range(256)) * 40)

    with pytest.raises(UnreadableFile):
        read_file(path, LIMIT)


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "news.txt"
    with path.open("wb") as file:
        file.truncate(11_000_000_000)

    with pytest.raises(FileTooLarge) as caught:
        read_file(path, LIMIT)
    assert caught.value.details == {"limit": 10}


@pytest.mark.parametrize("before", ["", "\ufeff", "\n", "<!-- saved -->\n"])
def test_a_stream_that_begins_as_a_page_is_read_as_one(before):
    article = read_stream(BytesIO((before + PAGE).encode()), LIMIT)

    assert BODY in article.text
    assert article.source == "جريدة الجبل"


def test_any_other_stream_is_read_as_text():
    text = f"<b>خبر</b> {BODY}"

    assert read_stream(BytesIO(text.encode()), LIMIT).text == text


def test_a_stream_is_not_read_beyond_the_limit():
    with pytest.raises(FileTooLarge):
        read_stream(BytesIO(b"a" * 10_000_001), LIMIT)
