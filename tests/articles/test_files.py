"""Articles out of files."""

import time
from io import BytesIO

import pytest

from bot.articles.files import read_bytes, read_file, read_stream
from bot.errors import (
    DamagedFile,
    EmptyText,
    EncryptedFile,
    FileTooLarge,
    MissingFile,
    NoArticle,
    TooLong,
    TooShort,
    UnreadableFile,
)
from tests.articles.formats.docx_writer import docx, paragraph
from tests.articles.formats.pdf_writer import pdf, visual

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
async def test_a_text_file_is_read_in_the_encodings_that_arabic_is_written_in(tmp_path, encoding):
    path = tmp_path / "news.txt"
    path.write_bytes(BODY.encode(encoding))

    assert (await read_file(path, LIMIT)).text == BODY


async def test_a_saved_page_gives_its_article_and_what_it_says_of_it(tmp_path):
    path = tmp_path / "page.HTML"
    path.write_text(PAGE, encoding="utf-8")

    article = await read_file(path, LIMIT)

    assert BODY in article.text
    assert "الرئيسية" not in article.text
    assert "الحقوق" not in article.text
    assert article.title == "مكتبة متنقلة تصل إلى القرى"
    assert (article.source, article.author) == ("جريدة الجبل", "سامر نجم")
    assert (article.published, article.url) == ("2024-03-05", "https://example.com/library")


@pytest.mark.parametrize(
    "page",
    ["<!-- -->", "<html></html>", "<ul><li>الرئيسية</li><li>رياضة</li></ul>", "<div>" * 5_000, "<p>\x00\x01\x02"],
)
async def test_a_page_without_an_article_says_so(tmp_path, page, caplog):
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")

    with pytest.raises((NoArticle, TooShort)):
        await read_file(path, LIMIT)
    assert caplog.records == []


async def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFile) as caught:
        await read_file(tmp_path / "غائب.txt", LIMIT)

    assert caught.value.details == {"name": "غائب.txt"}


async def test_a_folder_cannot_be_read(tmp_path):
    (tmp_path / "news.txt").mkdir()

    with pytest.raises(UnreadableFile):
        await read_file(tmp_path / "news.txt", LIMIT)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news", b"PK\x03\x04\x00\x00" + bytes(range(256)) * 40),
        ("news.txt", b"PK\x03\x04\x00\x00" + bytes(range(256)) * 40),
        ("sheet.xlsx", b"PK\x03\x04\x14\x00xl/workbook.xml"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
        ("news.rtf", BODY.encode()),
        ("", bytes(range(256))),
    ],
)
async def test_other_kinds_of_file_are_not_guessed_at(name, content):
    with pytest.raises(UnreadableFile) as caught:
        await read_bytes(name, content, LIMIT)
    assert caught.value.details == {"name": name}


PDF = pdf([[visual(line, 540, 700 - at * 18) for at, line in enumerate(BODY.split(". "))]])
DOCX = docx(paragraph(BODY))


@pytest.mark.parametrize("name", ["news.pdf", "news.docx", "news.txt", "news", "-", ""])
@pytest.mark.parametrize(
    ("content", "words"), [(PDF, "أمينة المكتبة هدى"), (DOCX, "أمينة المكتبة هدى"), (PAGE.encode(), BODY)]
)
async def test_the_content_tells_the_kind_and_not_the_name(name, content, words):
    assert words in (await read_bytes(name, content, LIMIT)).text


@pytest.mark.parametrize("name", ["news.pdf", "news.html", "news.docx", "news.txt", "news"])
@pytest.mark.parametrize("content", [b"", b" \n "])
async def test_a_file_without_content_is_empty(name, content):
    with pytest.raises(EmptyText):
        await read_bytes(name, content, LIMIT)


@pytest.mark.parametrize("name", ["news.pdf", "news.docx"])
async def test_a_file_that_is_not_what_its_name_says_is_damaged(name):
    with pytest.raises(DamagedFile):
        await read_bytes(name, BODY.encode(), LIMIT)


async def test_a_text_that_is_too_long_is_refused_before_it_is_decoded():
    began = time.monotonic()
    with pytest.raises(TooLong):
        await read_bytes("news.txt", BODY.encode("cp1256") * 150_000, LIMIT)

    assert time.monotonic() - began < 0.5


async def test_an_office_file_behind_a_password_says_so():
    with pytest.raises(EncryptedFile):
        await read_bytes(
            "news.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), LIMIT
        )


async def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "news.txt"
    with path.open("wb") as file:
        file.truncate(11_000_000_000)

    with pytest.raises(FileTooLarge) as caught:
        await read_file(path, LIMIT)
    assert caught.value.details == {"limit": 20}


@pytest.mark.parametrize("before", ["", "\ufeff", "\n", "<!-- saved -->\n"])
async def test_a_stream_that_begins_as_a_page_is_read_as_one(before):
    article = await read_stream(BytesIO((before + PAGE).encode()), LIMIT)

    assert BODY in article.text
    assert article.source == "جريدة الجبل"


async def test_any_other_stream_is_read_as_text():
    text = f"<b>خبر</b> {BODY}"

    assert (await read_stream(BytesIO(text.encode()), LIMIT)).text == text


async def test_a_stream_is_not_read_beyond_the_limit():
    with pytest.raises(FileTooLarge):
        await read_stream(BytesIO(b"a" * (20 * 1024 * 1024 + 1)), LIMIT)
