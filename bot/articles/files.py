"""An article out of a file: plain text, a saved page, a PDF or a Word file.

What others made is read in the sandbox, in a process of its own with bounds; only plain text is read here.
"""

from pathlib import Path
from typing import BinaryIO, Final

from bot.articles import sandbox
from bot.articles.formats import from_docx, from_pdf
from bot.articles.formats.kinds import is_locked, kind_of
from bot.articles.formats.plain import decoded
from bot.articles.pages import read_page
from bot.articles.recognise import recognise
from bot.errors import EmptyText, EncryptedFile, FileTooLarge, MissingFile, TooLong, UnreadableFile
from models.reading import Article

LARGEST: Final = 20
"""The largest file that is read where nothing says otherwise, in megabytes; Telegram hands over no larger one."""

MEGABYTE: Final = 1024 * 1024
"""A megabyte in bytes, as Telegram counts it."""

_WIDEST: Final = 4  # bytes of a character, in any encoding that is read


async def read_bytes(name: str, content: bytes, limit: int) -> Article:
    """Return the article that a file holds; its kind is told by its content first and then by its name.

    `name` may be "-" or empty where there is none; `limit` as in `recognise`. Raises UnreadableFile, DamagedFile,
    EncryptedFile, ScannedFile, TooManyPages, TooDemanding, or what `recognise` raises.
    """
    if not content.strip():
        raise EmptyText
    if is_locked(content):
        raise EncryptedFile
    match kind_of(name, content):
        case "text" if len(content) > _WIDEST * limit + _WIDEST:
            raise TooLong(length=len(content) // _WIDEST, limit=limit)  # before it is decoded, which takes long
        case "text":
            return recognise(decoded(content, name), limit)
        case "page":
            return await sandbox.run(read_page, content, limit)
        case "pdf":
            return await sandbox.run(from_pdf, content, limit)
        case "docx":
            return await sandbox.run(from_docx, content, limit)
    raise UnreadableFile(name=name)


async def read_file(path: Path, limit: int) -> Article:
    """Return the article that a file on disk holds; raises MissingFile and FileTooLarge too."""
    try:
        with path.open("rb") as file:
            content = _bounded(file)
    except FileNotFoundError as error:
        raise MissingFile(name=path.name) from error
    except OSError as error:
        raise UnreadableFile(name=path.name) from error
    return await read_bytes(path.name, content, limit)


async def read_stream(stream: BinaryIO, limit: int) -> Article:
    """Return the article that comes without a file's name; raises FileTooLarge too."""
    return await read_bytes("-", _bounded(stream), limit)


def _bounded(stream: BinaryIO) -> bytes:
    content = stream.read(LARGEST * MEGABYTE + 1)
    if len(content) > LARGEST * MEGABYTE:
        raise FileTooLarge(limit=LARGEST)
    return content
