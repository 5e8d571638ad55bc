"""The letters of a page, whatever its header says they are written in."""

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its charset
_SINGLE_BYTE = {"windows-1256": "cp1256", "cp1256": "cp1256", "iso-8859-6": "iso8859-6", "x-mac-arabic": "mac-arabic"}
_DAMAGED = 0.02  # of the characters: a UTF-8 page that was cut or glued is still one


def decoded(content: bytes, declared: str | None) -> str:
    """Return the text of a page; `declared` is the charset of its HTTP header.

    Bytes that are sound UTF-8 are UTF-8 whatever the header and the page say: no other Arabic text looks so.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") < _DAMAGED * len(damaged):
        return damaged
    return content.decode(_single_byte(content, declared), "replace")


def _single_byte(content: bytes, declared: str | None) -> str:
    """Return the encoding of one byte a letter that the page or its header names, else that of Arabic Windows."""
    meta = _META.search(content[:_HEAD])
    named = (meta.group(1).decode("ascii", "replace") if meta else "", declared or "")
    return next((_SINGLE_BYTE[name.lower()] for name in named if name.lower() in _SINGLE_BYTE), "cp1256")
