"""Makes models/weights/words from news articles: how common words are, and vectors of words that stand alike.

    python -m models.training.words ARTICLES.jsonl.xz models/weights/words

The articles are those of the ANT corpus (Chouigui, Ben Khiroun, Elayeb, "An Arabic Multi-source News Corpus", AJSE
2021): JSON lines with `title` and `text`. Takes about two minutes and 2 GB; the same input gives the same files.
"""

import json
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.arabic.stems import stem
from models.arabic.words import bare, words

_RAREST_WORD = 25  # articles that a word of the frequency table stands in
_STEMS = 12_000
_WINDOW = 6  # words on each side that count as company; the two nearest count twice
_DIMENSIONS = 48
_SMOOTHING = 0.75  # Levy, Goldberg and Dagan 2015: rare company would else look too telling
_SPARE, _ROUNDS = 48, 8  # of the decomposition: with these another seed gives the same vectors
_SEED = 7

Matrix = NDArray[np.float32]


def main(articles: Path, out: Path) -> None:
    """Read the articles once for each table and write both tables."""
    _write_frequencies(articles, out / "frequencies.txt")
    lines = [[stem(norm) for norm in line] for line in _lines(articles)]
    spread = Counter(each for line in lines for each in line if len(each) > 1 and not each.isdigit())
    known = sorted(each for each, _ in spread.most_common(_STEMS))
    vectors = _reduced(_association(_company(lines, known)))
    (out / "stems.txt").write_text("\n".join(known) + "\n", encoding="utf-8")
    levels, scale = _packed(vectors)
    np.savez(out / "vectors.npz", levels=levels, scale=scale)


def _lines(articles: Path) -> Iterator[list[str]]:
    for article in _articles(articles):
        yield from ([word.norm for word in words(line)] for line in article.split("\n"))


def _articles(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            article: dict[str, Any] = json.loads(row)
            yield f"{article['title'] or ''}\n{article['text']}"


def _write_frequencies(articles: Path, path: Path) -> None:
    """Write in how many articles each word stands, without its article, in steps of the square root of two."""
    counts: Counter[str] = Counter()
    for article in _articles(articles):
        counts.update({bare(word.norm) for word in words(article) if "ء" <= word.norm[:1] <= "ي"})
    steps = defaultdict(list)
    for word, count in counts.items():
        if count >= _RAREST_WORD and len(word) > 1:
            steps[round(2 * log2(count))].append(word)
    rows = (f"{round(2 ** (step / 2))}\t{' '.join(sorted(steps[step]))}\n" for step in sorted(steps, reverse=True))
    path.write_text("".join(rows), encoding="utf-8")


def _company(lines: list[list[str]], known: list[str]) -> Matrix:
    """Count how often the known stems stand near one another."""
    rows = {each: row for row, each in enumerate(known)}
    counts = np.zeros((len(known), len(known)), np.float32)
    for line in lines:
        at = np.array([rows.get(each, -1) for each in line], np.intp)
        for distance in range(1, _WINDOW + 1):
            left, right = at[:-distance], at[distance:]
            both = (left >= 0) & (right >= 0) & (left != right)
            np.add.at(counts, (left[both], right[both]), 1.0 if distance <= 2 else 0.5)
    counts += counts.T.copy()
    return counts


def _association(counts: Matrix) -> Matrix:
    """Turn counts, in place, into how much more often than by chance two stems meet (positive PMI)."""
    often = counts.sum(axis=1)
    chance = often**_SMOOTHING
    chance /= chance.sum()
    for row, total in zip(counts, often, strict=True):
        seen = row >= 1
        row[~seen] = 0
        row[seen] = np.maximum(np.log(row[seen] / (total * chance[seen])), 0)
    return counts


def _reduced(association: Matrix) -> Matrix:
    """Return the leading dimensions by a randomised singular value decomposition (Halko, Martinsson, Tropp 2011)."""
    start = np.random.default_rng(_SEED).standard_normal((association.shape[0], _DIMENSIONS + _SPARE))
    sample = association @ start.astype(np.float32)
    for _ in range(_ROUNDS):
        sample = association @ (association.T @ np.linalg.qr(sample)[0])
    basis = np.linalg.qr(sample)[0]
    left, values, _ = np.linalg.svd(basis.T @ association, full_matrices=False)
    vectors = ((basis @ left) * np.sqrt(values))[:, :_DIMENSIONS]
    found: Matrix = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


def _packed(vectors: Matrix) -> tuple[NDArray[np.uint8], Matrix]:
    """Pack each number into four bits, -7 to 7 of its dimension's scale; two to a byte, the even dimension low."""
    scale = np.quantile(np.abs(vectors), 0.995, axis=0).astype(np.float32)
    level = (np.clip(np.round(vectors / scale * 7), -7, 7) + 8).astype(np.uint8)
    return (level[:, 0::2] | (level[:, 1::2] << 4)).astype(np.uint8), scale


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
