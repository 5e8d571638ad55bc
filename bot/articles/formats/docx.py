"""An article out of a Word file (.docx), read from its XML as the reader of the page sees it.

What a change tracked as deleted took away is not shown and what one added is; notes and hidden words are left out;
text in boxes and in content controls is kept.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from bot.articles.formats.metadata import author_in, day_in, title_in
from bot.articles.recognise import recognise
from bot.errors import DamagedFile, EncryptedFile, TooDemanding
from models.reading import Article

_MAIN: Final = "word/document.xml"
_LARGEST_PART: Final = 64_000_000  # bytes of XML: a thousand pages
_UNSEEN: Final = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "Fallback", "sdtPr", "object"}
)
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DAMAGE: Final = (  # what zipfile and lxml raise of a package that breaks the rules
    zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError,
    LookupError, ValueError, EOFError, OSError, NotImplementedError, RecursionError,
)  # fmt: skip
_TITLE_STYLES: Final = frozenset({"title", "heading 1"})


def read(content: bytes, limit: int) -> Article:
    """Return the article of a Word file; `limit` is the longest text, in characters.

    Raises DamagedFile, EncryptedFile, TooDemanding, or what `recognise` raises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            document = _part(package, _main(package))
            title_styles, told = _title_styles(package), _properties(package)
    except _DAMAGE as error:
        raise DamagedFile from error
    except RuntimeError as error:  # how zipfile says that a part wants a password
        raise EncryptedFile from error
    body = next((child for child in document if _name(child) == "body"), None)
    if body is None:
        raise DamagedFile
    lines = [line for line in _blocks(body, title_styles) if line[0].strip()]
    article = recognise("\n".join(text for text, _ in lines), limit)
    title = lines[0][0].strip() if lines[0][1] else article.title
    return replace(
        article,
        title=title or title_in(told.get("title")),
        author=author_in(told.get("creator")),
        published=day_in(told.get("created")),
    )


def _main(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text, which the package's relations tell."""
    for relation in _part(package, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    with package.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise TooDemanding
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs have it as an old attribute
        raise DamagedFile  # no Word file has one, and entities live there
    return root


def _optional(package: zipfile.ZipFile, name: str) -> etree._Element | tuple[()]:
    return _part(package, name) if name in package.namelist() else ()


def _title_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """Return the ids of the styles of titles: ids are in Word's own language ("a3"), names in English."""
    found = {"Title", "Heading1"}
    for style in _optional(package, "word/styles.xml"):
        name = next((child for child in style if _name(child) == "name"), None)
        if name is not None and (_value(name) or "").lower() in _TITLE_STYLES:
            found.update(str(value) for key, value in style.attrib.items() if etree.QName(key).localname == "styleId")
    return frozenset(found)


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    return {_name(field): field.text or "" for field in _optional(package, "docProps/core.xml")}


def _blocks(parent: etree._Element, title_styles: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the text of every paragraph below an element, in order, and whether it is styled as a title."""
    for child in parent:
        match _name(child):
            case "p":
                yield _text(child), _style(child) in title_styles
                yield from _boxes(child, title_styles)
            case "tr":
                yield from _row(child, title_styles)
            case name if name not in _UNSEEN:
                yield from _blocks(child, title_styles)


def _row(row: etree._Element, title_styles: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield a table's row as one line where its cells hold a line each; else, as where a table only lays out."""
    cells = [[line for line in _blocks(cell, title_styles) if line[0].strip()] for cell in row]
    if all(len(cell) <= 1 for cell in cells):
        filled = [cell[0] for cell in cells if cell]
        if filled:
            yield "\t".join(text for text, _ in filled), len(filled) == 1 and filled[0][1]
    else:
        yield from (line for cell in cells for line in cell)


def _boxes(paragraph: etree._Element, title_styles: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of the text boxes that hang on a paragraph, each box once."""
    for box in paragraph.iter("{*}txbxContent"):
        between = [_name(above) for above in box.iterancestors()]
        if "Fallback" not in between and "txbxContent" not in between:
            yield from _blocks(box, title_styles)


def _text(element: etree._Element) -> str:
    """Return the words of a paragraph or of what is in it."""
    parts = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name not in _UNSEEN and name != "txbxContent" and not (name == "r" and _is_hidden(child)):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    mark = next(run.iterfind("{*}rPr/{*}vanish"), None)
    return mark is not None and _value(mark) not in {"0", "false", "off"}


def _style(paragraph: etree._Element) -> str | None:
    style = next(paragraph.iterfind("{*}pPr/{*}pStyle"), None)
    return None if style is None else _value(style)


def _value(element: etree._Element) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == "val"), None)


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace, of which Word writes two (transitional and strict)."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
