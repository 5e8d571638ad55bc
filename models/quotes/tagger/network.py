"""The network that reads a document: dilated convolutions over its tokens, and pointers from cues to other tokens.

A cue points at the first and the last token of what it brings in and of the name beside it, as a reader of passages
points at an answer (Seo et al. 2017, "Bidirectional Attention Flow"); pointing at itself it says that there is none.
The convolutions follow Strubell et al. 2017 ("Fast and Accurate Entity Recognition with Iterated Dilated
Convolutions"). `models.training.tagger` trains the weights; here NumPy alone reads with them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.once import once
from models.quotes.tagger.inputs import Rows

Matrix = NDArray[np.float32]

DILATIONS = (1, 2, 4, 8, 1)
"""Distance between the tokens that each convolution of width three takes together."""
_WIDEST = sum(DILATIONS)  # tokens on each side that a token's vector depends on
_CHUNK = 4_000  # tokens that are encoded at a time
_TINY = 1e-5  # keeps a division by the deviation of a constant vector finite


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name; the table of embeddings stays packed in eight bits, with a scale for each of its rows."""

    weights: dict[str, Matrix]
    table: NDArray[np.int8]
    scale: Matrix

    def encode(self, rows: Rows) -> Matrix:
        """Return a vector for each token, of shape (tokens, width); `rows` is of shape (tokens, SLOTS)."""
        pieces = []
        for first in range(0, len(rows), _CHUNK):
            start, end = max(0, first - _WIDEST), min(len(rows), first + _CHUNK + _WIDEST)
            encoded = self._encoded(rows[start:end])
            pieces.append(encoded[first - start : first - start + _CHUNK])
        return np.concatenate(pieces) if pieces else np.zeros((0, self.width), np.float32)

    @property
    def width(self) -> int:
        """Return the length of a token's vector."""
        return int(self.table.shape[1])

    def cues(self, encoded: Matrix) -> Matrix:
        """Return how likely each token is a cue, from 0 to 1."""
        logits = encoded @ self.weights["cue.weight"].T + self.weights["cue.bias"]
        found: Matrix = 1 / (1 + np.exp(-logits[:, 0]))
        return found

    def pointed(self, head: str, encoded: Matrix) -> Matrix:
        """Return the vector that each token shows to the pointers of a head."""
        found: Matrix = encoded @ self.weights[f"{head}.token.weight"].T + self.weights[f"{head}.token.bias"]
        return found

    def points(self, head: str, pointed: Matrix, cues: Matrix, window: NDArray[np.intp], told: Matrix) -> Matrix:
        """Return the log-probability that each cue points at each token of its window, for each pointer of a head.

        `pointed` is of shape (tokens, …), `cues` holds the encoded cues; `window` holds token numbers, of shape (cues,
        reach), -1 outside the text; `told` what is known of each of these tokens beside its vector, of shape (cues,
        reach, facts). Gives (cues, reach, pointers).
        """
        weights = self.weights
        hidden = pointed[window]
        hidden += (cues @ weights[f"{head}.cue.weight"].T)[:, None]
        hidden += weights[f"{head}.place.weight"]
        hidden += told @ weights[f"{head}.told.weight"].T
        np.maximum(hidden, 0, out=hidden)
        scores: NDArray[Any] = hidden @ weights[f"{head}.pointers"]
        outside = (window < 0)[..., None]
        np.putmask(scores, np.broadcast_to(outside, scores.shape), -np.inf)
        return log_softmax(scores)

    def _encoded(self, rows: Rows) -> Matrix:
        summed = np.einsum("tsw,ts->tw", self.table[rows].astype(np.float32), self.scale[rows], optimize=True)
        x = self._normed(summed, "first")
        for number, dilation in enumerate(DILATIONS):
            shifted = np.zeros((len(x), 3, x.shape[1]), np.float32)
            shifted[dilation:, 0] = x[:-dilation]
            shifted[:, 1] = x
            shifted[:-dilation, 2] = x[dilation:]
            turned = shifted.reshape(len(x), -1) @ self.weights[f"convolution{number}.weight"]
            turned += self.weights[f"convolution{number}.bias"]
            x = self._normed(x + np.maximum(turned, 0), f"norm{number}")
        return x

    def _normed(self, x: Matrix, name: str) -> Matrix:
        """Normalise each vector (Ba, Kiros and Hinton 2016)."""
        centred = x - x.mean(axis=1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + _TINY)
        found: Matrix = centred / deviation * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return found


def log_softmax(scores: Matrix) -> Matrix:
    """Return log-probabilities over the second axis."""
    scores = scores - scores.max(axis=1, keepdims=True)
    found: Matrix = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return found


@once
def network(folder: Path) -> Network:
    """Load the weights of a folder, once."""
    with np.load(folder / "network.npz") as packed:
        arrays = {name: packed[name] for name in packed.files}
    table, scale = arrays.pop("table"), arrays.pop("scale")
    return Network({name: each.astype(np.float32) for name, each in arrays.items()}, table, scale.astype(np.float32))
