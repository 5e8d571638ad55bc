"""The network of `models.quotes.tagger.network` with weights that can be learned, and how they are packed."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from models.quotes.tagger.facts import BEFORE, BEHIND, FACTS, FAR_BEFORE, FAR_BEHIND, FAR_FACTS
from models.quotes.tagger.network import DILATIONS

Array = NDArray[Any]

WIDTH = 128
_HIDDEN = 48  # numbers that each pointer decides by
_NEAR, _FAR = 4, 2  # pointers: the edges of content and source; the edges of a name further off
_BUCKETS = 40  # of distances
_UNSEEN = 0.1  # share of features that are hidden while learning
_HALF = _BUCKETS // 2
_SINGLE = 8  # distances up to here have a bucket of their own


class Pointers(nn.Module):
    """Pointers from cues to the tokens of their windows."""

    def __init__(self, width: int, pointers: int, facts: int, before: int, behind: int) -> None:
        super().__init__()
        self.count = pointers
        self.token = nn.Linear(width, pointers * _HIDDEN)
        self.cue = nn.Linear(width, pointers * _HIDDEN, bias=False)
        self.told = nn.Linear(facts, pointers * _HIDDEN, bias=False)
        self.place = nn.Embedding(_BUCKETS, pointers * _HIDDEN)
        self.pointers = nn.Parameter(torch.randn(pointers, _HIDDEN) * 0.1)
        nn.init.normal_(self.place.weight, std=0.1)
        self.register_buffer("buckets", torch.from_numpy(_buckets(before, behind)), persistent=False)

    def forward(
        self, encoded: Tensor, at: Tensor, cues: Tensor, window: Tensor, told: Tensor, drop: nn.Module
    ) -> Tensor:
        """Return scores of shape (cues, reach, pointers); `at` numbers the article of each cue in the batch."""
        tokens = self.token(encoded)[at[:, None], window.clamp(min=0)]
        asked = self.cue(encoded[at, cues])[:, None]
        hidden = functional.relu(tokens + asked + self.place(self.buckets) + self.told(told))
        hidden = drop(hidden.view(*window.shape, self.count, _HIDDEN))
        scores = (hidden * self.pointers).sum(-1)
        masked: Tensor = scores.masked_fill((window < 0)[..., None], -1e4)
        return masked

    def packed(self, name: str) -> dict[str, Array]:
        """Return the weights as the reader takes them: distances spelled out, the last layer as one matrix."""
        last = torch.zeros(self.count * _HIDDEN, self.count)
        for number in range(self.count):
            last[number * _HIDDEN : (number + 1) * _HIDDEN, number] = self.pointers[number]
        found = {
            "token.weight": self.token.weight,
            "token.bias": self.token.bias,
            "cue.weight": self.cue.weight,
            "told.weight": self.told.weight,
            "place.weight": self.place(self.buckets),
            "pointers": last,
        }
        return {f"{name}.{key}": each.detach().numpy() for key, each in found.items()}


class Tagger(nn.Module):
    """Embeddings, convolutions, a cue detector and the two sets of pointers."""

    def __init__(self, features: int, dropout: float) -> None:
        super().__init__()
        self.table = nn.Embedding(features + 1, WIDTH, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.3 / 3**0.5)
        self.table.weight.data[0] = 0
        self.first = nn.LayerNorm(WIDTH)
        self.convolutions = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.cue = nn.Linear(WIDTH, 1)
        self.near = Pointers(WIDTH, _NEAR, FACTS, BEFORE, BEHIND)
        self.far = Pointers(WIDTH, _FAR, FAR_FACTS, FAR_BEFORE, FAR_BEHIND)
        self.drop = nn.Dropout(dropout)

    def encode(self, rows: Tensor) -> Tensor:
        """Return vectors of shape (articles, tokens, width) for rows of shape (articles, tokens, slots)."""
        features = self.table(rows)
        if self.training:
            features = features * (torch.rand(features.shape[:3]) > _UNSEEN)[..., None]
        real = (rows.sum(2) > 0)[..., None]
        x = self.drop(self.first(features.sum(2))) * real
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            turned = convolution(x.transpose(1, 2)).transpose(1, 2)
            x = norm(x + self.drop(functional.relu(turned))) * real
        found: Tensor = x
        return found

    def pack(self, path: Path) -> None:
        """Write the weights for the reader: embeddings in eight bits with a scale a row, the rest in half precision."""
        weights = {name: each.detach().numpy() for name, each in self.named_parameters()}
        table = weights["table.weight"]
        scale = np.maximum(np.abs(table).max(1) / 127, 1e-8)
        arrays: dict[str, Array] = self.near.packed("near") | self.far.packed("far")
        arrays |= {name: weights[name] for name in ("cue.weight", "cue.bias", "first.weight", "first.bias")}
        for number in range(len(DILATIONS)):
            turned = weights[f"convolutions.{number}.weight"].transpose(2, 1, 0).reshape(-1, WIDTH)
            arrays |= {f"convolution{number}.weight": turned}
            arrays |= {f"convolution{number}.bias": weights[f"convolutions.{number}.bias"]}
            arrays |= {f"norm{number}.{part}": weights[f"norms.{number}.{part}"] for part in ("weight", "bias")}
        arrays = {name: each.astype(np.float16) for name, each in arrays.items()}
        arrays |= {"table": np.round(table / scale[:, None]).astype(np.int8), "scale": scale.astype(np.float16)}
        np.savez_compressed(path, allow_pickle=False, **arrays)


def _buckets(before: int, behind: int) -> NDArray[np.int64]:
    """Return the bucket of each distance of a window: single tokens near by, half powers of two further off."""
    distance = np.arange(-before, behind)
    size = np.abs(distance)
    far = _SINGLE + np.floor(np.log2(np.maximum(size, 1) / _SINGLE) * 2).astype(np.int64)
    bucket = np.minimum(np.where(size < _SINGLE, size, far), _HALF - 1)
    return np.where(distance >= 0, _HALF + bucket, _HALF - 1 - bucket)
