"""Which kind of file some bytes are: told by what they begin with, and by the name only where that says nothing."""

import re
from pathlib import PurePath
from typing import Final, Literal

Kind = Literal["text", "page", "pdf", "docx"]

_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype\b|html\b|head\b|body\b)", re.IGNORECASE)
_PDF: Final = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
_PDF_WITHIN: Final = 1024  # bytes; mail programs put lines before a PDF's own, and readers forgive it
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word's old .doc, and any Office file behind a password
_NAMES: Final[dict[str, Kind]] = {".txt": "text", ".html": "page", ".htm": "page", ".pdf": "pdf", ".docx": "docx"}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_WORD: Final = b"word/"  # stands in the names of a .docx's parts, which zip leaves in plain


def kind_of(name: str, content: bytes) -> Kind | None:
    """Return the kind of a file, None where it is none that is read; `name` may be "-" or empty."""
    if _PDF.search(content[:_PDF_WITHIN]):
        return "pdf"
    if content.startswith(_ZIP):
        return "docx" if _WORD in content or _suffix(name) == ".docx" else None
    if _PAGE.match(content):
        return "page"
    named = _NAMES.get(_suffix(name))
    if named is None and b"\x00" in content and not content.startswith(_UTF_16):
        return None
    return named if named or _suffix(name) else "text"


def is_locked(content: bytes) -> bool:
    """Say whether an Office file is encrypted: then it is an OLE container with these streams in it."""
    return content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()
