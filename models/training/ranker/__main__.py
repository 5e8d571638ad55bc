"""Makes models/weights/ranker: how likely each word of an article stands in a summary of it.

    python -m models.training.ranker ARTICLES.jsonl.xz models/weights/ranker

ARTICLES is the ANT corpus (Chouigui, Ben Khiroun, Elayeb, "An Arabic Multi-source News Corpus", AJSE 2021) as JSON
lines with `id`, `source`, `title`, `abstract` and `text`. Reads some 9,000 texts with every core (about ten minutes on
two), then learns for two minutes. A fifth of the articles with a human abstract is measured on before the weights are
made of all.
"""

import argparse
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import product
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from tqdm import tqdm  # type: ignore[import-untyped]

from models.summaries.salience import Salience
from models.training.ranker.examples import Example, Text, examples, texts
from models.training.ranker.learning import chosen, gains, lead, learn

HUMAN = frozenset(("BBC",))
"""Outlets whose abstracts are sentences that a journalist wrote."""

_OTHERS = 4_000  # articles of the other outlets; more add nothing
_ASIDE = 5  # of so many articles one is measured on


def main() -> None:
    """Read the articles, measure on a part of them, learn from all, write the weights."""
    told = argparse.ArgumentParser(prog="python -m models.training.ranker", description=__doc__)
    told.add_argument("articles", type=Path)
    told.add_argument("out", type=Path)
    given = told.parse_args()
    wanted = _wanted(given.articles)
    _say(f"{len(wanted)} texts: {dict(Counter(each.outlet for each in wanted))}")
    with Pool() as pool:
        read = pool.imap(examples, wanted, chunksize=16)
        found = [each for some in tqdm(read, total=len(wanted), unit="texts") for each in some]
    _measure(found)
    write(learn(found, HUMAN, _say), given.out)


def write(net: Salience, out: Path) -> None:
    """Write the weights in half precision and the words that have one of their own."""
    out.mkdir(parents=True, exist_ok=True)
    halves = {name: each.astype(np.float16) for name, each in net.weights.items()}
    np.savez_compressed(out / "words.npz", **halves)  # type: ignore[arg-type]
    (out / "vocabulary.txt").write_text("".join(f"{word}\n" for word in net.vocabulary), encoding="utf-8")


def _wanted(corpus: Path) -> list[Text]:
    found = list(texts(corpus, HUMAN))
    others = [each for each in found if each.outlet not in HUMAN]
    random.Random(1).shuffle(others)
    return [each for each in found if each.outlet in HUMAN] + others[:_OTHERS]


def _measure(found: Sequence[Example]) -> None:
    aside = [each for each in found if each.outlet in HUMAN and _is_aside(each.id)]
    net = learn([each for each in found if not _is_aside(each.id)], HUMAN, _say)
    for led, titled in product((True, False), repeat=2):
        some = [each for each in aside if each.led is led and each.titled is titled]
        _say(
            f"{len(some)} articles kept aside, {'with' if titled else 'without'} their titles, that "
            f"{'begin' if led else 'do not begin'} with their summary: ROUGE-1 of the first sentence "
            f"{gains(net, some, lead):.2f}, of the one chosen {gains(net, some, chosen):.2f}"
        )


def _is_aside(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % _ASIDE == 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
