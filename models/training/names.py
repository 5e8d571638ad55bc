"""Lists the words that news uses as names and as nothing else, for models/support/names.txt.

    python -m models.training.names ARTICLES.jsonl.xz ANNOTATED.jsonl OUT.txt

The articles are those of the ANT corpus (Chouigui, Ben Khiroun, Elayeb, "An Arabic Multi-source News Corpus", AJSE
2021): JSON lines with `title` and `text`; the annotated ones have `text` and `quotes` with `speaker` and `aliases`.
A name takes no article, no pronoun and no other ending: a logistic regression on how often the news has a word with
each, and on the company it keeps, learns from the words that only stand in speakers' names. It takes a minute and 1 GB.

What it writes is read through by hand: about one word in four is no name, or is a word of the language as well and so
tells nothing (شاكر, نور). The list in use has 2,620 of the 3,430 words written and 499 names added by hand.
"""

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.answers.vectors import vectors
from models.arabic.stems import frequency, stem
from models.arabic.words import bare, words
from models.quotes.lexicon import forms
from models.quotes.names import is_organisation, is_role
from models.support.terms import is_empty

_RAREST = 12  # times that a word stands in the news
_FEWEST, _ENOUGH = 3, 5  # times that a word stands in the annotated articles to be learned from as a name, as none
_MOSTLY = 0.5  # share of its places in annotated articles that are names for a word to be learned from as one
_VERB = 0.3  # share of a word's places from which its like in another person says that it is a verb
_SURE = 0.8  # likelihood from which a word is listed
_ARTICLES = ("ال", "وال", "بال")
_PRONOUNS = ("ه", "ها", "هم", "نا", "ي", "ك")
_ENDINGS = ("ون", "ين", "ات", "ا", "ان", "يه", "ي", "ه")
_FORMS = (*_PRONOUNS, *_ENDINGS, "ت", "وا", "ي", "تي", "تنا")
_LETTERS = ("ه", "ون", "ات", "ا", "ين", "وا", "ان", "ت", "ي", "و")
_FIRST = ("ب", "ل", "و", "ف", "ي", "ت", "س", "م", "ا", "ن", "است")
_STEPS, _RATE, _DECAY, _NAMES_WEIGH = 1500, 0.5, 2e-3, 3.0

Matrix = NDArray[np.float64]


@dataclass(slots=True)
class Seen:
    """How often each word stands in the news: anywhere, behind a definite office, before a definite word."""

    anywhere: Counter[str] = field(default_factory=Counter)
    titled: Counter[str] = field(default_factory=Counter)
    owning: Counter[str] = field(default_factory=Counter)


def main(articles: Path, annotated: Path, out: Path) -> None:
    """Learn from the annotated articles which words are names, and write those that the news has."""
    seen = _seen(_lines(articles))
    names, others = _examples(annotated, seen)
    told = np.array([_features(seen, word) for word in (*names, *others)])
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-6
    labels = np.array([1.0] * len(names) + [0.0] * len(others))
    weights = _fitted(_scaled(told, mean, spread), labels)
    offered = [word for word, times in seen.anywhere.items() if times >= _RAREST and _can_be_listed(seen, word)]
    likely = _likely(_scaled(np.array([_features(seen, word) for word in offered]), mean, spread), weights)
    listed = sorted(word for word, how in zip(offered, likely, strict=True) if how >= _SURE)
    out.write_text("\n".join(listed) + "\n", encoding="utf-8")


def _lines(path: Path) -> Iterator[list[str]]:
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            article = json.loads(row)
            for line in f"{article['title'] or ''}\n{article['text']}".split("\n"):
                yield [word.norm for word in words(line)]


def _seen(lines: Iterable[Sequence[str]]) -> Seen:
    seen = Seen()
    for norms in lines:
        seen.anywhere.update(norms)
        for one, next_one in pairwise(norms):
            if one.startswith("ال") and is_role(bare(one)):
                seen.titled[next_one] += 1
            if next_one.startswith("ال"):
                seen.owning[one] += 1
    return seen


def _examples(annotated: Path, seen: Seen) -> tuple[list[str], list[str]]:
    """Return words that mostly stand in speakers' names, and words that never do."""
    anywhere: Counter[str] = Counter()
    named: Counter[str] = Counter()
    with annotated.open(encoding="utf-8") as rows:
        for row in rows:
            article = json.loads(row)
            own = set(_own(article["quotes"]))
            for word in words(article["text"]):
                anywhere[word.norm] += 1
                named[word.norm] += word.norm in own
    known = [word for word in anywhere if seen.anywhere[word] >= _RAREST and _is_arabic(word)]
    names = [word for word in known if anywhere[word] >= _FEWEST and named[word] >= _MOSTLY * anywhere[word]]
    return names, [word for word in known if anywhere[word] >= _ENOUGH and not named[word]]


def _own(quotes: Iterable[dict[str, list[str] | str | None]]) -> Iterator[str]:
    """Yield the words of speakers' names that are no offices and no bodies."""
    for quote in quotes:
        for name in (quote["speaker"], *(quote.get("aliases") or ())):
            norms = [word.norm for word in words(str(name))]
            if norms and not is_organisation(bare(norms[0])):
                yield from (norm for norm in norms if bare(norm) == norm and not is_role(norm) and len(norm) > 2)


def _features(seen: Seen, word: str) -> list[float]:
    """Return how a word behaves: the shares of its forms, its letters, how common it is, the company that it keeps."""
    alone = seen.anywhere[word]
    base = word.removesuffix("ه") + ("ت" if word.endswith("ه") else "")
    shares = [
        _share(seen, alone, [prefix + word for prefix in _ARTICLES]),
        _share(seen, alone, [base + pronoun for pronoun in _PRONOUNS]),
        _share(seen, alone, [word + "ت", word + "وا", "ي" + word, "ت" + word, "ي" + word[1:], "ت" + word[1:]]),
        _share(seen, alone, [word + ending for ending in _ENDINGS]),
        seen.titled[word] / (alone + 1),
        seen.owning[word] / (alone + 1),
    ]
    letters = [float(word.endswith(end)) for end in _LETTERS] + [float(word.startswith(first)) for first in _FIRST]
    common = [1.0, log(alone + 1), log(frequency(word) + 1), float(len(word) == 3), float(len(word) > 6)]
    company = [float(each) for each in vectors([stem(word)])[0]]
    return [*common, *shares, *(share**0.5 for share in shares), *letters, *company, float(not any(company))]


def _share(seen: Seen, alone: int, shapes: Iterable[str]) -> float:
    times = sum(seen.anywhere[shape] for shape in shapes)
    return times / (alone + times + 1)


def _can_be_listed(seen: Seen, word: str) -> bool:
    """Say whether a word is none of the known ones and no form of a commoner word."""
    if not _is_arabic(word) or is_role(word) or is_organisation(word) or word in forms() or is_empty(word):
        return False
    glued = word[0] in "وفبلكس" and seen.anywhere[word[1:]] > seen.anywhere[word] / 2
    other_person = ("ت" if word[0] == "ي" else "ي") + word[1:]
    conjugated = word[0] in "يتنا" and seen.anywhere[other_person] > _VERB * seen.anywhere[word]
    return not glued and not conjugated and not any(_is_form(seen, word, end) for end in _FORMS)


def _is_form(seen: Seen, word: str, end: str) -> bool:
    """Say whether the word is another that the news has twice as often, with an ending."""
    if not word.endswith(end) or len(word) - len(end) < 3:
        return False
    base = word.removesuffix(end)
    shapes = (base, "ال" + base, base[:-1] + "ه" if base.endswith("ت") else "", base + "ه")
    return sum(seen.anywhere[shape] for shape in shapes if shape != word) > 2 * seen.anywhere[word]


def _is_arabic(word: str) -> bool:
    return len(word) > 2 and "ء" <= word[0] <= "ي" and not word.startswith(("ال", "وال", "بال", "لل"))


def _scaled(told: Matrix, mean: Matrix, spread: Matrix) -> Matrix:
    scaled: Matrix = (told - mean) / spread
    scaled[:, 0] = 1.0
    return scaled


def _fitted(told: Matrix, labels: Matrix) -> Matrix:
    """Return the weights of a logistic regression that counts a name as three other words, by gradient descent."""
    weights = np.zeros(told.shape[1])
    each = np.where(labels == 1, _NAMES_WEIGH, 1.0)
    for _ in range(_STEPS):
        slope = told.T @ ((_likely(told, weights) - labels) * each) / len(labels)
        weights -= _RATE * (slope + _DECAY * weights)
    return weights


def _likely(told: Matrix, weights: Matrix) -> Matrix:
    likely: Matrix = 1 / (1 + np.exp(-told @ weights))
    return likely


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
