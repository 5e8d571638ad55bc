"""More files that are made to harm: bombs in the parts beside the text, tricks with names, shared branches."""

import io
import struct
import zipfile
import zlib

import pytest

from bot.articles.files import read_bytes
from bot.articles.formats import from_docx, from_pdf
from bot.articles.pages import read_page
from bot.errors import DamagedFile, EmptyText, NoArticle, ReaderError, TooDemanding, TooManyPages
from tests.articles.formats.docx_writer import CORE, RELATIONS, STYLES, W, docx, paragraph, zipped
from tests.articles.formats.pdf_writer import written
from tests.articles.test_hostile import BODY, LIMIT, one_page, refused

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
MULTIPLY = f'<!DOCTYPE w [<!ENTITY l0 "ها">{LAUGHS}]>'
SWELL = f'<!DOCTYPE w [<!ENTITY l11 "{"ها" * 50_000}">]>'
FILE = '<!DOCTYPE w [<!ENTITY l11 SYSTEM "file:///etc/hostname">]>'
NETWORK = '<!DOCTYPE w [<!ENTITY l11 SYSTEM "http://127.0.0.1:9/x">]>'
PARAMETER = '<!DOCTYPE w [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;<!ENTITY l11 "x">]>'
OUTSIDE = '<!DOCTYPE w SYSTEM "file:///etc/hostname">'
PARTS = {
    "_rels/.rels": RELATIONS.format("word/document.xml"),
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraph(BODY)}</w:body></w:document>',
    "word/styles.xml": STYLES.format(W),
    "docProps/core.xml": CORE.format(title="عنوان", author="هدى", created="2026-01-01"),
}


@pytest.mark.parametrize("prolog", [MULTIPLY, SWELL, FILE, NETWORK, PARAMETER, OUTSIDE])
@pytest.mark.parametrize("part", sorted(PARTS))
async def test_entities_in_any_part_of_a_word_file_are_refused(part, prolog):
    xml = PARTS[part]
    at = xml.index(">") + 1
    calls = "" if prolog == OUTSIDE else "&l11;" * (2_000 if prolog == SWELL else 1)

    await refused(DamagedFile, from_docx, zipped(PARTS | {part: prolog + xml[:at] + calls + xml[at:]}), seconds=5)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-7"])
async def test_entities_in_another_encoding_are_refused_too(encoding):
    xml = PARTS["word/document.xml"]
    at = xml.index(">") + 1
    marked = f'<?xml version="1.0" encoding="{encoding}"?>{MULTIPLY}{xml[:at]}&l11;{xml[at:]}'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in PARTS.items():
            package.writestr(name, marked.encode(encoding) if name == "word/document.xml" else part)

    await refused(DamagedFile, from_docx, content.getvalue(), seconds=5)


@pytest.mark.parametrize("part", sorted(PARTS))
async def test_a_bomb_in_any_part_of_a_word_file_is_stopped(part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in PARTS.items():
            with package.open(name, "w") as entry:
                entry.write(xml.encode())
                for _ in range(12 if name == part else 0):
                    entry.write(b" " * 50_000_000)
    assert len(out.getvalue()) < 1_000_000

    await refused(TooDemanding, from_docx, out.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
async def test_a_bomb_packed_in_another_way_is_stopped(method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, xml in PARTS.items():
            with package.open(name, "w") as entry:
                entry.write(xml.encode())
                for _ in range(4 if name == "word/document.xml" else 0):
                    entry.write(b" " * 50_000_000)

    await refused((TooDemanding, DamagedFile), from_docx, out.getvalue())


async def test_zips_in_zips_are_not_opened():
    inner = zipped(PARTS)
    for _ in range(8):
        inner = zipped({"word/document.xml": "<a/>", "inner.docx": inner.decode("latin-1")})

    await refused(ReaderError, from_docx, inner, seconds=5)
    holding = zipped(PARTS | {"word/embeddings/other.docx": inner.decode("latin-1")})
    assert (await read_bytes("a.docx", holding, LIMIT)).text == BODY


@pytest.mark.parametrize(
    "target",
    ["../../../../etc/hostname", "/etc/hostname", "file:///etc/hostname", "http://127.0.0.1:9/x", "..\\..\\windows",
     "word/../../etc/hostname", "C:/boot.ini", "", "/", "\u202etxt.exe"],
)  # fmt: skip
async def test_a_text_is_sought_in_the_file_alone_wherever_it_is_said_to_be(target):
    await refused(DamagedFile, from_docx, zipped(PARTS | {"_rels/.rels": RELATIONS.format(target)}), seconds=5)


async def test_parts_named_to_climb_out_are_written_nowhere(tmp_path):
    climbing = {
        "../../../../../../tmp/climbed": "x",
        f"{tmp_path}/climbed": "x",
        "..\\climbed": "x",
        "word/" * 500: "x",
    }

    article = await read_bytes("../../a.docx", zipped(PARTS | climbing), LIMIT)

    assert article.text == BODY
    assert not list(tmp_path.iterdir())


async def test_a_word_file_of_very_many_parts():
    record = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    directory = (record + b"a") * 400_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)

    await refused(ReaderError, from_docx, directory + end, seconds=5)


async def test_parts_that_share_their_bytes_are_read_once_each_and_bounded():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", " " * 60_000_000)
    content = bytearray(out.getvalue())
    start = struct.unpack_from("<L", content, len(content) - 6)[0]
    directory = bytes(content[start:-22])
    many = content[:start] + directory * 1_000 + content[-22:]
    struct.pack_into("<2H2L", many, len(many) - 14, 1_000, 1_000, len(directory) * 1_000, start)

    await refused(ReaderError, from_docx, bytes(many), seconds=10)


async def test_a_pdf_whose_pages_share_branches_and_multiply():
    """Thirty levels of two children each that are the same: a thousand million pages in two kilobytes."""
    tree = {10 + n: b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>" % (11 + n, 11 + n) for n in range(30)} | {
        40: b"<</Type/Page/MediaBox[0 0 9 9]>>"
    }
    content = written({1: b"<</Type/Catalog/Pages 10 0 R>>"} | tree)
    assert len(content) < 5_000

    await refused((TooManyPages, DamagedFile, EmptyText), from_pdf, content, seconds=5)


async def test_a_pdf_that_says_it_has_a_million_pages_and_has_one():
    content = written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%b]/Count 1000000>>" % (b"3 0 R " * 200_000),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        }
    )

    await refused((TooManyPages, EmptyText, DamagedFile), from_pdf, content)


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        (b"/RunLengthDecode", (b"\x81 " * 5_000_000) + b"\x80"),
        (b"/LZWDecode", bytes(4_000_000)),
        (b"/ASCIIHexDecode", b"20" * 9_000_000 + b">"),
        (b"/ASCII85Decode", b"z" * 9_000_000 + b"~>"),
        (b"/FlateDecode" * 40, zlib.compress(b"x" * 1_000)),
        (b"/JBIG2Decode", bytes(100_000)),
        (b"/Crypt", b"x"),
    ],
)
async def test_a_pdf_packed_in_any_way_is_read_in_bounds(name, packed):
    content = one_page(b"<</Filter[%b]/Length %d>>stream\n%b\nendstream" % (name, len(packed), packed))

    await refused(ReaderError, from_pdf, content, seconds=5)


async def test_a_pdf_whose_tables_lead_in_a_circle():
    content = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"

    await refused(ReaderError, from_pdf, content, seconds=5)


async def test_a_pdf_whose_objects_are_each_other():
    content = written({1: b"2 0 R", 2: b"1 0 R", 3: b"<</Type/Catalog/Pages 1 0 R>>"})

    await refused(ReaderError, from_pdf, content, seconds=5)


@pytest.mark.parametrize(
    "page",
    [
        f"<?xml version='1.0'?>{MULTIPLY}<html><body><p>&l11;</p></body></html>",
        f"{FILE}<html><body><p>&l11;</p></body></html>",
        "<html><body>" + "<p " + "a='b' " * 500_000 + ">x</p></body></html>",
        "<html><body>" + "<!--" * 500_000,
        "<html><body><p>" + "&#x1F600;" * 400_000,
        "<html><body>" + "<table><tr><td>" * 20_000,
        "<html><head><script>" + "<!--<script>" * 200_000,
    ],
)
async def test_a_page_that_is_a_bomb_holds_no_article(page):
    await refused((NoArticle, TooDemanding, ReaderError), read_page, page.encode(), seconds=5)


async def test_nothing_of_this_machine_comes_into_a_page(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("السر هنا", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><html><body><article>' + "".join(
        f"<p>{BODY} &s; {n}</p>" for n in range(5)
    )

    article = await read_bytes("a.html", page.encode(), LIMIT)

    assert "السر هنا" not in article.text


async def test_a_good_word_file_is_still_read():
    assert (await read_bytes("a.docx", docx(paragraph(BODY)), LIMIT)).text == BODY
