"""A PDF opened, its pages read one after another, and the article in it with what the file says of itself."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from bot.articles.formats.metadata import author_in, day_in, title_in
from bot.articles.formats.pdf.columns import lines_of
from bot.articles.formats.pdf.furniture import text_rows
from bot.articles.formats.pdf.glyphs import GlyphDevice, Page
from bot.articles.formats.pdf.order import Habits, habits_of, text_of
from bot.articles.formats.pdf.paragraphs import Placed, paragraphs_of
from bot.articles.recognise import recognise
from bot.errors import DamagedFile, EmptyText, EncryptedFile, ScannedFile, TooLong, TooManyPages
from models.reading import Article

PAGES: Final = 100
"""How many pages are read; an article has a few, a report that holds many articles is no article."""

_DAMAGE: Final = (  # what pdfminer raises of a file that breaks the rules
    PSException, PDFException, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError,
)  # fmt: skip
_FAR_TOO_LONG: Final = 1.5  # times the limit, which counts what is left of the letters in the end
_NAMELESS: Final = 0.3  # of the glyphs: more without a letter and what is read would be full of holes
_FEWEST_LETTERS: Final = 20  # a page: a scanner's own line, or a page number, is not the text of a page


def read(content: bytes, limit: int) -> Article:
    """Return the article of a PDF, as `formats.from_pdf` says."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of every rule that a file breaks
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        pages = list(_pages(document, limit))
        told = _told(document)
    except PDFEncryptionError as error:
        raise EncryptedFile from error
    except _DAMAGE as error:
        raise DamagedFile from error
    _check(pages)
    article = recognise(_text(pages), limit)
    return replace(
        article,
        title=article.title or title_in(told.get("Title")),
        author=author_in(told.get("Author")),
        published=day_in(told.get("CreationDate")),
    )


def _pages(document: PDFDocument, limit: int) -> Iterator[Page]:
    """Yield the pages; raises TooManyPages, or TooLong as soon as there are far too many letters."""
    manager = PDFResourceManager()
    device = GlyphDevice(manager)
    interpreter = PDFPageInterpreter(manager, device)
    found = list(islice(PDFPage.create_pages(document), PAGES + 1))
    if len(found) > PAGES:
        raise TooManyPages(limit=PAGES)
    if not found:
        raise DamagedFile
    letters = 0
    for page in found:
        interpreter.process_page(page)
        drawn = device.page()
        letters += len(drawn.glyphs)
        if letters > _FAR_TOO_LONG * limit:
            raise TooLong(length=letters, limit=limit)
        yield drawn


def _told(document: PDFDocument) -> dict[str, str]:
    """Return what the file says of itself, by the names that PDF gives it."""
    fields: dict[str, Any] = {name: resolve1(value) for info in document.info for name, value in info.items()}
    return {name: decode_text(value) for name, value in fields.items() if isinstance(value, bytes)}


def _check(pages: list[Page]) -> None:
    """Raise what says why there is no text to read."""
    letters = sum(len(page.glyphs) for page in pages)
    unnamed = sum(page.unnamed for page in pages)
    if unnamed > _NAMELESS * (letters + unnamed):
        raise ScannedFile
    if letters < _FEWEST_LETTERS * len(pages):
        raise ScannedFile if any(page.pictured for page in pages) else EmptyText


def _text(pages: list[Page]) -> str:
    """Return the text of the pages, a paragraph a line."""
    lines = [(line, number) for number, rows in enumerate(text_rows(pages)) for line in lines_of(rows)]
    habits = habits_of([text_of(line.glyphs, Habits()) for line, _ in lines])
    placed = [Placed(text_of(line.glyphs, habits), line, number) for line, number in lines]
    return "\n".join(paragraphs_of([one for one in placed if one.text]))
