"""How well the first point meets a human summary: python benchmarks/summaries.py ARTICLES.jsonl

ARTICLES.jsonl holds one article a line, {"title"?, "summary", "text", "text_without_lead"?}. Prints word ROUGE-1 F
(Lin, 2004; words as they stand, unstemmed) in percent, mean over the articles, of the first sentence, the first two,
the engine's first point and the best single sentence, for each field of text that the file has.
"""

import argparse
import json
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models.quotes import attribute
from models.reading import Article
from models.summaries.engine import Length
from models.summaries.extractive import ExtractiveSummarizer

WORD = re.compile(r"[^\W_]+")
FIELDS = ("text", "text_without_lead")
COLUMNS = ("lead-1", "lead-2", "first point", "best sentence")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    with options.parse_args().articles.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    print(f"{len(articles)} articles".ljust(20), *(name.rjust(14) for name in COLUMNS))
    for field in FIELDS:
        scores = [measure(each[field], each.get("title"), each["summary"]) for each in articles if each.get(field)]
        if scores:
            means = [100 * statistics.mean(column) for column in zip(*scores, strict=True)]
            print(field.ljust(20), *(f"{mean:14.1f}" for mean in means))


def measure(text: str, title: str | None, reference: str) -> tuple[float, ...]:
    """Return what each of the columns scores on one article."""
    attribution = attribute(Article(text, title))
    sentences = [sentence.of(text) for sentence in attribution.sentences]
    points = ExtractiveSummarizer().summarize(attribution, Length.SHORT).points
    first_point = points[0].text if points else ""
    best = max((rouge_1(sentence, reference) for sentence in sentences), default=0.0)
    lead_1, lead_2 = " ".join(sentences[:1]), " ".join(sentences[:2])
    return (*(rouge_1(said, reference) for said in (lead_1, lead_2, first_point)), best)


def rouge_1(said: str, reference: str) -> float:
    """Return the F-measure of the words that two texts share."""
    one, other = Counter(WORD.findall(said)), Counter(WORD.findall(reference))
    shared = sum((one & other).values())
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


if __name__ == "__main__":
    main()
