"""How well articles are read out of Arabic news pages: python benchmarks/pages.py [--peers PYTHON] [FOLDER]

FOLDER (benchmarks/pages where none is named) holds pages and beside each its gold: the title, the day, a blank line
and the article, or "refused" for a page that holds no article to read. The pages are invented, each laid out as one
kind of site does. Prints, for each reader, F1 of the words of the text (as often as each stands there, in folded
spelling; mean, median and least over the pages), the pages whose title and whose day are right, and of the others how
many it refuses.

`trafilatura` is the library as it comes, which ours builds on. PYTHON is a Python with newspaper4k and
readability-lxml, which want older libraries than the bot does, so they get a place of their own:
python -m venv peers && peers/bin/pip install "newspaper4k[nlp]" readability-lxml
"""

import argparse
import json
import logging
import statistics
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

LIMIT = 200_000
PEERS = ("newspaper4k", "readability-lxml")


@dataclass(frozen=True)
class Read:
    """What a reader made of a page: nothing at all where it refused."""

    text: str = ""
    title: str | None = None
    day: str | None = None


@dataclass(frozen=True)
class Gold:
    """What is right for a page, or that it is to be refused."""

    text: str
    title: str
    day: str
    refused: bool = False


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "pages")
    options.add_argument("--peers", type=Path, help="a Python that has newspaper4k and readability-lxml")
    options.add_argument("--each", action="store_true", help="tell every page of ours")
    options.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    given = options.parse_args()
    logging.disable(logging.CRITICAL)
    pages = sorted(given.folder.glob("*.html"))
    if given.peer:
        read = newspaper if given.peer == "newspaper4k" else readability
        print(json.dumps([vars(read(page.read_bytes())) for page in pages]))
        return
    golds = [gold(page.with_suffix(".txt")) for page in pages]
    results = {"Man Qal": [ours(page.read_bytes()) for page in pages]}
    results["trafilatura"] = [trafilatura(page.read_bytes()) for page in pages]
    if given.peers:
        results |= {peer: elsewhere(peer, given.peers, given.folder) for peer in PEERS}
    report(golds, results)
    if given.each:
        each(pages, golds, results["Man Qal"])


def gold(path: Path) -> Gold:
    told = path.read_text(encoding="utf-8")
    if told.startswith("refused"):
        return Gold("", "", "", refused=True)
    title, day, _, text = told.split("\n", 3)
    return Gold(text, title, day)


def ours(content: bytes) -> Read:
    from bot.articles.pages import read_page  # noqa: PLC0415 - the peers run without it
    from bot.errors import ReaderError  # noqa: PLC0415

    try:
        article = read_page(content, LIMIT)
    except ReaderError:
        return Read()
    return Read(article.text, article.title, article.published)


def trafilatura(content: bytes) -> Read:
    page = import_module("trafilatura").bare_extraction(content, include_comments=False, with_metadata=True)
    return Read() if page is None else Read(page.text or "", page.title, page.date)


def newspaper(content: bytes) -> Read:
    page = import_module("newspaper").Article("https://page.example/", language="ar")
    page.download(input_html=content)
    page.parse()
    return Read(page.text, page.title, page.publish_date.date().isoformat() if page.publish_date else None)


def readability(content: bytes) -> Read:
    page = import_module("readability").Document(content)
    summary = import_module("lxml.html").fromstring(page.summary())
    return Read("\n".join(summary.itertext()), page.short_title())


def elsewhere(peer: str, python: Path, folder: Path) -> list[Read]:
    """Return what a peer makes of the pages, run by a Python of its own."""
    command = [str(python), __file__, str(folder), "--peer", peer]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [Read(**page) for page in json.loads(told)]


def f1(found: str, right: str) -> float:
    from models.arabic.words import words  # noqa: PLC0415 - the peers run without it

    one, other = (Counter(word.norm for word in words(text)) for text in (found, right))
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def report(golds: list[Gold], results: dict[str, list[Read]]) -> None:
    readable = sum(not gold.refused for gold in golds)
    print(f"{readable} pages with an article, {len(golds) - readable} without")
    print(f"{'':>16} {'F1 mean':>8} {'median':>8} {'least':>8} {'title':>8} {'day':>8} {'refused':>8}")
    for name, found in results.items():
        pairs = [(read, right) for read, right in zip(found, golds, strict=True) if not right.refused]
        scores = [f1(read.text, right.text) for read, right in pairs]
        titles = sum(read.title == right.title for read, right in pairs)
        days = sum(read.day == right.day for read, right in pairs)
        refused = sum(not read.text for read, right in zip(found, golds, strict=True) if right.refused)
        f1s = f"{statistics.mean(scores):8.3f} {statistics.median(scores):8.3f} {min(scores):8.3f}"
        print(f"{name:>16} {f1s} {titles:8} {days:8} {refused:8}")


def each(pages: list[Path], golds: list[Gold], found: list[Read]) -> None:
    for page, right, read in zip(pages, golds, found, strict=True):
        told = "refused" if not read.text else f"{f1(read.text, right.text):.3f}"
        wrong = "" if right.refused or read.title == right.title else f" title: {read.title}"
        wrong += "" if right.refused or read.day == right.day else f" day: {read.day}"
        print(f"{page.stem:>24} {told}{wrong}")


if __name__ == "__main__":
    main()
