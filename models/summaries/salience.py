"""How likely the words of an article stand in a summary of it, and how much of one each sentence therefore holds.

Word importance after Hong and Nenkova, "Improving the Estimation of Word Importance for News Multi-Document
Summarization" (EACL 2014): a small network over what is known of each word. `models.training.ranker` trains it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.arabic.stems import ARTICLES, frequency
from models.arabic.words import bare, words
from models.once import once
from models.summaries.candidates import Candidate
from models.summaries.terms import stem

Matrix = NDArray[np.float32]
WEIGHTS = Path(__file__).parents[1] / "weights" / "ranker"

FACTS = 34
"""How many numbers are known of a word."""

_USUAL = 22  # words of a human one-sentence summary
_PIECE = 4  # letters of the stretches that forms of a word share
_FEW = 8  # sentences of a short article


@dataclass(frozen=True, slots=True)
class _Lead:
    """The first sentence as its words see it: whether it is a lead, and of what kind."""

    share: float
    cosine: float
    joined: bool
    faulty: bool
    size: float


@dataclass(frozen=True, slots=True)
class Salience:
    """The network: `vocabulary` numbers the common words, which have a weight of their own; the rest share the last."""

    weights: dict[str, Matrix]
    vocabulary: dict[str, int]

    def likelihoods(self, facts: Matrix, numbers: NDArray[np.intp]) -> Matrix:
        """Return for each row of facts, of shape (words, FACTS), how likely its word stands in a summary."""
        known = (facts - self.weights["mean"]) / self.weights["deviation"]
        hidden = np.tanh(known @ self.weights["hidden.weight"].T + self.weights["hidden.bias"])
        logits = hidden @ self.weights["deep.weight"][0] + known @ self.weights["direct.weight"][0]
        logits += self.weights["deep.bias"][0] + self.weights["own"][numbers, 0]
        found: Matrix = 1 / (1 + np.exp(-logits))
        return found

    def number(self, word: str) -> int:
        """Return the row of a word's own weight."""
        return self.vocabulary.get(word, len(self.vocabulary))


@once
def salience(folder: Path) -> Salience:
    """Return the network that this project trained."""
    with np.load(folder / "words.npz") as packed:
        weights = {name: packed[name].astype(np.float32) for name in packed.files}
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return Salience(weights, {word: row for row, word in enumerate(vocabulary)})


def expected(found: Sequence[Candidate], title: str | None, by: Salience | None = None) -> list[float]:
    """Return for each candidate the ROUGE-1 F that it can expect against a human summary, from 0 to 1."""
    net = by or salience(WEIGHTS)
    distinct, facts = word_facts(found, title)
    numbers = np.array([net.number(word) for word in distinct], np.intp)
    likely = dict(zip(distinct, net.likelihoods(facts, numbers).tolist(), strict=True))
    return [2 * sum(likely[word] for word in set(each.norms)) / (len(each.norms) + _USUAL) for each in found]


def word_facts(found: Sequence[Candidate], title: str | None) -> tuple[list[str], Matrix]:
    """Return the distinct words of an article's candidates, folded, and what is known of each, of shape (words, FACTS).

    Every number is about 0 to 1 and says where and how often the word and its stem stand, whether the title has them,
    how common the word is in the news, and, for words of the first sentence, what lead that sentence makes.
    """
    counts = Counter(norm for each in found for norm in each.norms)
    first = _firsts(each.norms for each in found)
    stems = {word: stem(word) for word in counts}
    roots = {word: stems[word] or word for word in counts}
    root_counts: Counter[str] = Counter()
    for word, times in counts.items():
        root_counts[roots[word]] += times
    by_sentence = [{roots[word] for word in each.norms} for each in found]
    spread = Counter(root for each in by_sentence for root in each)
    root_first = _firsts(by_sentence)
    heading = [word.norm for word in words(title or "")]
    titled, titled_roots = set(heading), {stem(norm) or norm for norm in heading}
    pieces = {piece for norm in heading for piece in _pieces(norm)}
    size, lead = len(found), _lead(found, titled_roots)
    rows = []
    for word in counts:
        root, content = roots[word], float(bool(stems[word]))
        leads = float(first[word] == 0)
        shared = float(root in titled_roots)
        rarity = math.log(ARTICLES / (frequency(bare(word)) + 1)) / 10
        own = _pieces(word)
        rows.append(
            (
                math.log(counts[word]),
                math.log(root_counts[root]),
                spread[root] / size,
                1 / (1 + first[word]),
                1 / (1 + root_first[root]),
                leads,
                float(first[word] == 1),
                first[word] / size,
                float(word in titled),
                shared,
                sum(piece in pieces for piece in own) / len(own) if own else 0.0,
                rarity,
                rarity * rarity,
                1 - content,
                float(word.isdigit()),
                len(word) / 10,
                float(size < _FEW),
                1 / size,
                shared * rarity,
                shared * content,
                math.log(root_counts[root]) * content,
                spread[root] / size * content,
                float(word.startswith("و")),
                float(word.startswith("ال")),
                float(bool(heading)),
                min(1.0, root_counts[root] / 5) * rarity,
                leads * lead.cosine,
                leads * lead.joined,
                leads * lead.share,
                leads * lead.faulty,
                lead.cosine,
                lead.share,
                float(lead.joined),
                leads * lead.size,
            )
        )
    return list(counts), np.array(rows, np.float32).reshape(-1, FACTS)


def _firsts(sentences: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the number of the first sentence that each word stands in."""
    first: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for word in sentence:
            first.setdefault(word, number)
    return first


def _pieces(word: str) -> list[str]:
    return [word[at : at + _PIECE] for at in range(len(word) - _PIECE + 1)]


def _lead(found: Sequence[Candidate], titled: set[str]) -> _Lead:
    if not found:
        return _Lead(0.0, 0.0, joined=False, faulty=False, size=0.0)
    head = found[0]
    own = {stem(norm) or norm for norm in head.norms}
    shared = len(own & titled)
    cosine = shared / math.sqrt(len(own) * len(titled)) if shared else 0.0
    share = shared / len(titled) if titled else 0.0
    return _Lead(share, cosine, head.opening.joined, head.fault > 0, min(1.0, head.size / 40))
