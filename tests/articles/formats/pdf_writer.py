"""PDFs written glyph by glyph, so that a test decides what stands where, in which order and under which name."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 0.5  # of the size: how wide every glyph is, unless it is drawn with another
ENOUGH = 595, 842  # points: A4
RUN = r"[A-Za-z][!-~]*(?: [!-~]+)*|[0-9٠-٩](?:[0-9.,:/٠-٩٫]*[0-9٠-٩])?"  # what is read from left to right


@dataclass(frozen=True)
class Drawn:
    """Glyphs set from left to right, as they are stored; "" in `names` is a glyph that nothing names."""

    names: Sequence[str]
    left: float
    baseline: float
    size: float = 12
    extra: float = 0  # points after each glyph
    turned: bool = False  # stands across the page


def visual(line: str, right: float, baseline: float, size: float = 12) -> Drawn:
    """Return a line that runs from right to left and is stored as it looks, numbers and Latin words as they are."""
    shown = "".join(reversed(re.findall(f"{RUN}|.", line)))
    return Drawn(shown, right - len(shown) * WIDTH * size, baseline, size)


def logical(line: str, right: float, baseline: float, size: float = 12) -> list[Drawn]:
    """Return a line of Arabic that is stored as it is read: each glyph moved to its place, the first rightmost."""
    return [Drawn(char, right - (at + 1) * WIDTH * size, baseline, size) for at, char in enumerate(line)]


def pdf(pages: Sequence[Sequence[Drawn]], *, picture: bool = False, info: str = "", encrypt: str = "") -> bytes:
    """Return a PDF of these pages; `picture` puts an image on each, `info` and `encrypt` stand in its trailer."""
    names = sorted({name for page in pages for drawn in page for name in drawn.names})
    codes = {name: at for at, name in enumerate(names, start=1)}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW %d/FontDescriptor 6 0 R>>" % (WIDTH * 1000),
        5: stream(to_unicode(codes)),
        6: b"<</Type/FontDescriptor/FontName/Own/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]>>",
        7: stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    }
    kids = []
    for number, page in enumerate(pages):
        at = 10 + 2 * number
        kids.append(f"{at} 0 R")
        drawn = b"\n".join(show(one, codes) for one in page) + (b"\n/Im Do" if picture else b"")
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R" % (*ENOUGH, at + 1)
            + b"/Resources<</Font<</F 3 0 R>>/XObject<</Im 7 0 R>>>>>>"
        )
        objects[at + 1] = stream(drawn)
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    if info:
        objects[8] = f"<<{info}>>".encode()
    return written(objects, (b"/Info 8 0 R" if info else b"") + encrypt.encode())


def show(drawn: Drawn, codes: dict[str, int]) -> bytes:
    glyphs = "".join(f"{codes[name]:04x}" for name in drawn.names)
    matrix = "0.7 0.7 -0.7 0.7" if drawn.turned else "1 0 0 1"
    place = f"{matrix} {drawn.left:.2f} {drawn.baseline:.2f} Tm"
    return f"BT /F {drawn.size} Tf {drawn.extra} Tc {place} <{glyphs}> Tj ET".encode()


def to_unicode(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{name.encode('utf-16-be').hex()}>" for name, code in codes.items() if name]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\nendcmap end end"
    ).encode()


def stream(content: bytes, told: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (told, len(packed), packed)


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Return the file of these objects, with its table of where each begins."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)
