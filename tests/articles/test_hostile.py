"""Files that are made to harm whoever reads them: each is stopped, in bounds, and said in words."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest

from bot.articles import sandbox
from bot.articles.files import read_bytes
from bot.articles.formats import from_docx, from_pdf
from bot.articles.pages import read_page
from bot.errors import DamagedFile, EmptyText, NoArticle, ReaderError, TooDemanding, TooManyPages
from tests.articles.formats.docx_writer import docx, paragraph, zipped
from tests.articles.formats.pdf_writer import pdf, stream, written

LIMIT = 200_000
BODY = "وقالت أمينة المكتبة هدى سالم إن القرى الأخرى ستزار في الشهر المقبل مع كتب جديدة للأطفال."


def one_page(content, more=None, resources=b""):
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%b>>>>" % resources,
            4: content,
        }
        | (more or {})
    )


def bomb(times=2, size=1_000_000_000):
    """Return a stream of a gigabyte of blanks, packed and packed again into some kilobytes."""
    packer, packed = zlib.compressobj(9), bytearray()
    for _ in range(size // 10_000_000):
        packed += packer.compress(b" " * 10_000_000)
    packed += packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode" * times
    return b"<</Filter[%b]/Length %d>>stream\n%b\nendstream" % (filters, len(packed), packed)


async def refused(error, function, content, **bounds):
    """See that a call is refused, and that this process stayed small and the call in its time."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(error):
        await sandbox.run(function, content, LIMIT, **bounds)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert time.monotonic() - began < 2 * bounds.get("seconds", sandbox.SECONDS) + 2


async def test_a_pdf_of_kilobytes_that_unpacks_to_more_than_memory():
    content = one_page(bomb())
    assert len(content) < 20_000

    await refused(TooDemanding, from_pdf, content)


async def test_a_pdf_whose_forms_call_forms_without_end():
    def form(number):
        calls = b"/F%d Do " % (number + 1) * 20
        told = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F%d %d 0 R>>>>" % (
            number + 1,
            number + 11,
        )
        return stream(calls, told)

    forms = {10 + number: form(number) for number in range(10)} | {20: form(10)}
    content = one_page(stream(b"/F0 Do"), forms, b"/XObject<</F0 10 0 R>>")

    await refused(TooDemanding, from_pdf, content, seconds=2)


async def test_a_pdf_whose_names_of_letters_count_to_billions():
    names = stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap")
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 11 0 R/DescendantFonts[12 0 R]>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>"
    shown = stream(b"BT /F 9 Tf 1 0 0 1 9 9 Tm <00010002> Tj ET")
    content = one_page(shown, {10: font, 11: names, 12: below}, b"/Font<</F 10 0 R>>")

    await refused(ReaderError, from_pdf, content, seconds=2)


async def test_a_pdf_whose_tree_of_pages_goes_in_a_circle():
    content = written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
            3: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>>",
        }
    )

    await refused((DamagedFile, EmptyText), from_pdf, content, seconds=5)


async def test_a_pdf_of_very_many_pages():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    pages = dict.fromkeys(range(10, 20_010), page)
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    content = written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%b]/Count 9>>" % kids} | pages)

    await refused(TooManyPages, from_pdf, content)


@pytest.mark.parametrize("nested", [b"[" * 200_000, b"<<" * 200_000, b"<</A" * 100_000])
async def test_a_pdf_of_lists_in_lists(nested):
    await refused(ReaderError, from_pdf, one_page(stream(nested)), seconds=5)
    await refused(ReaderError, from_pdf, pdf([[]]).replace(b"<</Type/Catalog", nested + b"<</Type/Catalog"), seconds=5)


async def test_a_page_that_is_black_with_letters():
    shown = stream(b"BT /F 9 Tf 1 0 0 1 9 9 Tm (" + b"a" * 3_000_000 + b") Tj ET")
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"

    await refused(TooDemanding, from_pdf, one_page(shown, resources=font))


async def test_a_word_file_that_unpacks_to_more_than_memory():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(20):
            part.write(b" " * 50_000_000)
    await refused(ReaderError, from_docx, out.getvalue())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("_rels/.rels", "<Relationships/>")
    await refused(TooDemanding, from_docx, out.getvalue())


async def test_a_word_file_that_lies_about_its_size():
    content = bytearray(docx(paragraph(BODY * 4_000)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("word/document.xml").file_size
    lying = content.replace(struct.pack("<L", size), struct.pack("<L", 1_000))
    assert lying != content

    await refused(DamagedFile, from_docx, bytes(lying))


async def test_a_word_file_whose_entities_multiply():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    content = docx(paragraph("&l11;"), prolog=f'<!DOCTYPE w [<!ENTITY l0 "ها">{laughs}]>')

    await refused(DamagedFile, from_docx, content, seconds=5)


async def test_a_word_file_that_would_read_a_file_of_this_machine():
    content = docx(paragraph(BODY, "&secret;"), prolog='<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>')

    await refused(DamagedFile, from_docx, content)


@pytest.mark.parametrize(
    "body", ["<w:p>" * 100_000, "<w:p/>" * 9_000_000, "<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80]
)
async def test_a_word_file_of_elements_without_end(body):
    parts = {"_rels/.rels": "<R/>", "word/document.xml": f'<w:d xmlns:w="w"><w:body>{body}</w:body></w:d>'}

    await refused((TooDemanding, DamagedFile, EmptyText), from_docx, zipped(parts))


async def test_a_page_of_tags_without_end():
    await refused((NoArticle, TooDemanding, DamagedFile), read_page, b"<html><body>" + b"<div>" * 3_000_000)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
@pytest.mark.parametrize("start", [b"%PDF-1.4\n", b"PK\x03\x04word/", b"<html>"])
async def test_noise_under_any_name_is_refused_in_words(name, start):
    noise = start + bytes((at * at * 31 + at // 7) % 256 for at in range(20_000))

    with pytest.raises(ReaderError):
        await read_bytes(name, noise, LIMIT)
