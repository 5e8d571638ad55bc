"""An article out of a PDF: glyphs where they stand, lines as they are read, columns, paragraphs.

A PDF holds no text but glyphs at places, in whatever order its program drew them, Arabic mostly from left to right.
So the order of the text is taken from where the glyphs stand, as an eye takes it, and the stored order only decides
where places cannot.
"""

from models.reading import Article


def from_pdf(content: bytes, limit: int) -> Article:
    """Return the article of a PDF; `limit` is the longest text, in characters. Meant to be run in the sandbox.

    Raises EncryptedFile, DamagedFile, TooManyPages, ScannedFile, EmptyText, or what `recognise` raises.
    """
    from bot.articles.formats.pdf.document import read  # noqa: PLC0415 - loads pdfminer where the PDF is read

    return read(content, limit)
