"""An article out of a file: plain text, or a saved page."""

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from bot.articles.recognise import recognise
from bot.errors import FileTooLarge, MissingFile, NoArticle, UnreadableFile
from models.reading import Article

_LARGEST = 10  # megabytes
_ENCODINGS = ("utf-8-sig", "cp1256")  # the second, which Arabic Windows wrote before, reads any byte as something
_PAGES = (".html", ".htm")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype\b|html\b|head\b|body\b)", re.IGNORECASE)


def read_file(path: Path, limit: int) -> Article:
    """Return the article that a .txt or .html file holds; `limit` as in `recognise`, and it raises the same.

    Raises MissingFile, FileTooLarge or UnreadableFile too.
    """
    content = _content(path)
    kind = path.suffix.lower()
    if kind in _PAGES:
        return _from_page(content, limit)
    if kind == ".txt":
        return recognise(_decoded(content, path.name), limit)
    raise UnreadableFile(name=path.name)


def read_stream(stream: BinaryIO, limit: int) -> Article:
    """Return the article that comes without a file's name: a page where it begins with a page's tag, else text.

    Raises as `read_file` does.
    """
    content = _bounded(stream)
    if _PAGE.match(content):
        return _from_page(content, limit)
    return recognise(_decoded(content, "-"), limit)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _bounded(file)
    except FileNotFoundError as error:
        raise MissingFile(name=path.name) from error
    except OSError as error:
        raise UnreadableFile(name=path.name) from error


def _bounded(stream: BinaryIO) -> bytes:
    content = stream.read(_LARGEST * 1_000_000 + 1)
    if len(content) > _LARGEST * 1_000_000:
        raise FileTooLarge(limit=_LARGEST)
    return content


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = () if b"\x00" in content else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(name=name)


def _from_page(content: bytes, limit: int) -> Article:
    import trafilatura  # noqa: PLC0415 - takes a second to load, and only pages need it
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page that holds no article
    page = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
    if not isinstance(page, Document) or not page.text:
        raise NoArticle
    return replace(
        recognise(page.text, limit),
        title=page.title,
        source=page.sitename,
        author=page.author,
        published=page.date,
        url=page.url,
    )
