"""How much of a human summary a text says: ROUGE as XL-Sum scores Arabic, and of plain words.

ROUGE: Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004. The official scoring is that of Hasan and
others, "XL-Sum", 2021 (`multilingual_rouge_scoring`): it folds no spelling and stems tokens of more than three
characters. The figures here are its own, but for what hardly stands in Arabic news: Chinese, marks that follow a space,
signs that its tokeniser keeps for itself.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_WORD = re.compile(r"[^\W_]+")
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")  # parted at like punctuation, though some are symbols
_LONGEST_UNSTEMMED = 3  # characters


@dataclass(frozen=True, slots=True)
class Score:
    """The share of what is said that the reference says too, the share of the reference that is said, and their F."""

    precision: float
    recall: float
    f: float


@dataclass(frozen=True, slots=True)
class Rouge:
    """Single tokens, pairs of neighbours, and the longest common subsequence."""

    one: Score
    two: Score
    longest: Score


def rouge(said: Sequence[str], reference: Sequence[str]) -> Rouge:
    """Return what some tokens score against those of the reference."""
    common = _common_subsequence(said, reference)
    return Rouge(_overlap(said, reference), _overlap(_pairs(said), _pairs(reference)), _score(common, said, reference))


def word_rouge_1(said: str, reference: str) -> float:
    """Return the F of the words that two texts share, words being runs of letters and digits, unstemmed."""
    return _overlap(_WORD.findall(said), _WORD.findall(reference)).f


def tokens(text: str) -> list[str]:
    """Return the official scoring's tokens of a text, unstemmed: letters, numbers, and each other sign by itself.

    Punctuation parts and is left out; control and format characters are left out and part nothing; a mark belongs to
    what it stands on.
    """
    found: list[str] = []
    kind = ""  # of the last token's last character, its major category in Unicode; "" where it is over
    for char in text.lower():
        major = "Z" if char in "\t\n\r" else unicodedata.category(char)[0]
        if major == "C" or char == "\ufffd":
            continue
        if major in "ZP" or char in _ASCII_SIGNS:
            kind = ""
        elif kind and (major == "M" or (major == kind and kind in "LN")):
            found[-1] += char
        else:
            found.append(char)
            kind = major
    return found


def stems(of: Iterable[str]) -> list[str]:
    """Return tokens as the official scoring compares them for Arabic; ImportError where nltk is not installed."""
    return [stem for token in of if (stem := _stem(token) if len(token) > _LONGEST_UNSTEMMED else token)]


@lru_cache(maxsize=100_000)
def _stem(token: str) -> str:
    return _stemmer()(token)


@cache
def _stemmer() -> Callable[[str], str]:
    """Return the stemmer of NLTK, a tenth of whose stems are not those of the Snowball project's own stemmer."""
    from nltk.stem.snowball import ArabicStemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - for measuring only

    stemmer = ArabicStemmer()
    listed = tomllib.loads((Path(__file__).parent / "unstemmed.toml").read_text(encoding="utf-8"))
    stemmer.stopwords = {word for group in listed.values() for word in group}
    return stemmer.stem  # type: ignore[no-any-return]


def _pairs(of: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(of))


def _overlap(said: Sequence[object], reference: Sequence[object]) -> Score:
    return _score((Counter(said) & Counter(reference)).total(), said, reference)


def _score(common: int, said: Sequence[object], reference: Sequence[object]) -> Score:
    if not common:
        return Score(0.0, 0.0, 0.0)
    precision, recall = common / len(said), common / len(reference)
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def _common_subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence: a row of its table as the bits of one number (Hyyrö, 2004).

    A bit is 0 where the row's value grows.
    """
    places: dict[str, int] = {}
    for at, token in enumerate(one):
        places[token] = places.get(token, 0) | 1 << at
    every = (1 << len(one)) - 1
    row = every
    for token in other:
        met = row & places.get(token, 0)
        row = (row + met | row - met) & every
    return len(one) - row.bit_count()
