"""How fast an article is read: python benchmarks/reading.py ARTICLES.jsonl [--limit N]

ARTICLES.jsonl holds one article a line, {"text", "title"?}. Prints articles a second and milliseconds an article
(median, 95th percentile) for who said what and for the summary, on one core, and the peak memory of `read` in a
process of its own. No neural engine is loaded.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from models.quotes import attribute
from models.reading import Article
from models.summaries.extractive import ExtractiveSummarizer

ROUNDS = 3
Item = TypeVar("Item")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("--limit", type=int, default=300)
    given = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = load(given.articles, given.limit)
    words = [len(article.text.split()) for article in articles]
    print(
        f"{len(articles)} articles of {statistics.median(words):.0f} words (median), best of {ROUNDS} rounds, one core"
    )
    attributed = [attribute(article) for article in articles]
    summarize = ExtractiveSummarizer().summarize
    quotes = timed(attribute, articles)
    summary = timed(summarize, attributed)
    report("quotes", quotes)
    report("summary", summary)
    report("together", [a + b for a, b in zip(quotes, summary, strict=True)])
    print(f"peak memory of one read: {peak_memory(articles[0]):.0f} MB")


def load(path: Path, limit: int) -> list[Article]:
    with path.open(encoding="utf-8") as lines:
        read = [json.loads(line) for line, _ in zip(lines, range(limit), strict=False)]
    return [Article(each["text"], each.get("title")) for each in read]


def timed(work: Callable[[Item], object], items: list[Item]) -> list[float]:
    """Return the milliseconds that each item took, the best of all rounds."""
    return [min(once(work, item) for _ in range(ROUNDS)) for item in items]


def once(work: Callable[[Item], object], item: Item) -> float:
    start = time.perf_counter()
    work(item)
    return (time.perf_counter() - start) * 1000


def report(name: str, milliseconds: list[float]) -> None:
    ranked = sorted(milliseconds)
    p95 = ranked[int(len(ranked) * 0.95)]
    rate = 1000 * len(ranked) / sum(ranked)
    median = statistics.median(ranked)
    print(f"{name:>9}: {median:6.2f} ms median  {p95:6.2f} ms 95th percentile  {rate:6.0f} articles a second")


def peak_memory(article: Article) -> float:
    """Return the megabytes that `python -m bot read` holds at most."""
    subprocess.run(
        [sys.executable, "-m", "bot", "read", "-", "--json"],
        input=article.text.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
