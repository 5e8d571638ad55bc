"""The file of a document message, fetched with bounds."""

from asyncio import to_thread
from collections.abc import AsyncIterator
from pathlib import Path, PurePath
from typing import Final

import httpx2
from telegram import Bot, Document
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.articles.files import MEGABYTE
from bot.errors import FileGone, FileTooLarge

_TOO_BIG: Final = "file is too big"  # Telegram's words for a file beyond its own 20 MB
_TIMEOUT: Final = httpx2.Timeout(30)  # seconds between two pieces of a file, and for a connection
_LONGEST_NAME: Final = 120  # characters that are shown of a name


def name_of(document: Document) -> str:
    """Return a document's name, without folders and bounded; empty where it has none."""
    return PurePath((document.file_name or "").replace("\\", "/")).name[-_LONGEST_NAME:]


async def download(bot: Bot, document: Document, largest: int) -> bytes:
    """Return the content of a document that has at most `largest` megabytes.

    What Telegram says of its size is believed before anything is fetched, and what comes is counted all the same.
    A Bot API server on this machine in local mode (`bot.local_mode`) gives a path on disk, and files larger than
    Telegram's 20 MB. Raises FileTooLarge or FileGone; a TelegramError where another try may help.
    """
    name = name_of(document)
    if (document.file_size or 0) > largest * MEGABYTE:
        raise FileTooLarge(limit=largest)
    try:
        path = (await bot.get_file(document.file_id)).file_path or ""
    except BadRequest as error:
        raise FileTooLarge(limit=largest) if _TOO_BIG in str(error).lower() else FileGone(name=name) from error
    if bot.local_mode and Path(path).is_absolute():
        return await to_thread(_from_disk, Path(path), largest, name)
    content = bytearray()
    async for chunk in _chunks(path, name):
        content += chunk
        if len(content) > largest * MEGABYTE:
            raise FileTooLarge(limit=largest)
    return bytes(content)


def _from_disk(path: Path, largest: int, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(largest * MEGABYTE + 1)
    except OSError:
        raise FileGone(name=name) from None
    if len(content) > largest * MEGABYTE:
        raise FileTooLarge(limit=largest)
    return content


async def _chunks(address: str, name: str) -> AsyncIterator[bytes]:
    """Yield the file piece by piece; the address holds the token, so no error tells it."""
    try:
        async with httpx2.AsyncClient(timeout=_TIMEOUT) as client, client.stream("GET", address) as response:
            if response.is_client_error:
                raise FileGone(name=name)
            if not response.is_success:
                raise NetworkError(f"The file server answered {response.status_code}")
            async for chunk in response.aiter_bytes():
                yield chunk
    except httpx2.TimeoutException:
        raise TimedOut from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise NetworkError(type(error).__name__) from None
