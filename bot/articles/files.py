"""An article out of a file: plain text, or a saved page."""

import re
from pathlib import Path
from typing import BinaryIO

from bot.articles.pages import read_page
from bot.articles.recognise import recognise
from bot.errors import FileTooLarge, MissingFile, UnreadableFile
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
        return read_page(content, limit)
    if kind == ".txt":
        return recognise(_decoded(content, path.name), limit)
    raise UnreadableFile(name=path.name)


def read_stream(stream: BinaryIO, limit: int) -> Article:
    """Return the article that comes without a file's name: a page where it begins with a page's tag, else text.

    Raises as `read_file` does.
    """
    content = _bounded(stream)
    if _PAGE.match(content):
        return read_page(content, limit)
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
