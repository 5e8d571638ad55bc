"""Makes the PDFs of this folder anew: `python -m tests.articles.formats.pdfs.make`; README.md says what with."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from tests.articles.formats.articles import PARAGRAPHS, TITLE
from tests.web.browser import installed

HERE = Path(__file__).parent

# name: font, columns, what CSS prints around the text, and whether Chrome prints its own head and foot
PAGES = {
    "printed": ("Amiri", 1, "", True),
    "one_column": ("DejaVu Sans", 1, "", False),
    "two_columns": (
        "DejaVu Sans",
        2,
        '@top-center { content: "جريدة النخيل — العدد 117"; } @bottom-center { content: "صفحة " counter(page); }',
        False,
    ),
}


def page(font: str, columns: int, around: str) -> str:
    """Return the article as HTML; where it runs in columns it runs over two pages."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE}</title><style>
@page {{ size: {"105mm 110mm" if columns > 1 else "A5"}; margin: 14mm 10mm; {around} }}
body {{ font: {9 if columns > 1 else 12}pt "{font}"; text-align: justify; margin: 0 }}
h1 {{ font-size: 1.4em; font-weight: normal; text-align: start }} main {{ columns: {columns}; column-gap: 7mm }}
</style></head><body><h1>{TITLE}</h1><main>{paragraphs}</main></body></html>"""


class Site(BaseHTTPRequestHandler):
    """Serves a page under each name, so that what the browser prints around it is an address and no path."""

    def do_GET(self) -> None:
        content = page(*PAGES[self.path.strip("/")][:3]).encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(content)


def main() -> None:
    """Print every page to its PDF."""
    site = HTTPServer(("127.0.0.1", 8123), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    for name, (*_, printed) in PAGES.items():
        around = [] if printed else ["--no-pdf-header-footer"]
        to = [f"--print-to-pdf={HERE / name}.pdf", f"http://127.0.0.1:8123/{name}"]
        program = [str(installed()), "--headless", "--no-sandbox", "--disable-gpu"]
        subprocess.run([*program, *around, *to], check=True, capture_output=True)
    site.shutdown()


if __name__ == "__main__":
    main()
