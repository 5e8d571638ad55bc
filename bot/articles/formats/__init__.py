"""The formats of files: functions from bytes to the article in them, to be run in the sandbox.

Each loads what reads its format only when it is called, which is in the sandbox's process. `limit` is the longest text,
in characters; they raise as `recognise` does.
"""

# ruff: noqa: PLC0415 - see above

from models.reading import Article


def from_pdf(content: bytes, limit: int) -> Article:
    """Return the article of a PDF; raises EncryptedFile, DamagedFile, TooManyPages or ScannedFile too."""
    from bot.articles.formats.pdf.document import read

    return read(content, limit)


def from_docx(content: bytes, limit: int) -> Article:
    """Return the article of a Word file (.docx); raises EncryptedFile, DamagedFile or TooDemanding too."""
    from bot.articles.formats.docx import read

    return read(content, limit)
