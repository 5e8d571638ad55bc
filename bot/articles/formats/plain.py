"""The text of a plain file, in whichever of the encodings of Arabic it was written."""

from typing import Final

from bot.errors import UnreadableFile

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LETTERS: Final = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ")
_PAIRED: Final = 0.4  # of the bytes of UTF-16 without a mark: one of each pair is 0x06 or 0x00


def decoded(content: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 with or without its mark, Windows-1256 or ISO 8859-6.

    Raises UnreadableFile where the bytes are no text.
    """
    if content.startswith(_UTF_16):
        return _read_as("utf-16", content, name)
    if b"\x00" in content or content.count(b"\x06") > len(content) * _PAIRED:
        return _read_as(_order(content, name), content, name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _older(content)


def _read_as(encoding: str, content: bytes, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(name=name) from error


def _order(content: bytes, name: str) -> str:
    """Return how UTF-16 without a mark is ordered: the high bytes of Arabic and of its blanks are 6 and 0."""
    high = [sum(content[at::2].count(byte) for byte in (0, 6)) for at in (0, 1)]
    if max(high) < len(content) * _PAIRED:
        raise UnreadableFile(name=name)
    return "utf-16-be" if high[0] > high[1] else "utf-16-le"


def _older(content: bytes) -> str:
    """Return the text as Windows-1256 or ISO 8859-6, whichever gives more of the common letters.

    Each makes signs that Arabic does not have of the other's letters: "قال" in ISO 8859-6 is "âان" in Windows-1256.
    """
    readings = [content.decode("cp1256"), content.decode("iso8859-6", errors="replace")]
    return max(readings, key=lambda text: sum(char in _LETTERS for char in text) - 9 * text.count("\ufffd"))
