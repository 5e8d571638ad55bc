"""How near two stems stand in meaning: "غلاء" and "أسعار" keep the same company in the news, "غلاء" and "مدرب" do not.

The vectors were trained for this project; models/weights/words/README.md says on what and how well they do.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.once import once

_WEIGHTS = Path(__file__).parents[1] / "weights" / "words"

Matrix = NDArray[np.float32]


@once
def _rows() -> dict[str, int]:
    stems = (_WEIGHTS / "stems.txt").read_text(encoding="utf-8").split()
    return {stem: row for row, stem in enumerate(stems)}


@once
def _vectors() -> Matrix:
    """Unpack the vectors, one row a stem, each of length one; the last row is that of an unknown stem, all zero."""
    with np.load(_WEIGHTS / "vectors.npz") as packed:
        levels, scale = packed["levels"], packed["scale"]
    found = np.empty((len(levels) + 1, len(scale)), np.float32)
    found[:-1, 0::2], found[:-1, 1::2] = levels & 15, levels >> 4
    found[:-1] = (found[:-1] - 8) * scale
    found[:-1] /= np.linalg.norm(found[:-1], axis=1, keepdims=True)
    found[-1] = 0
    return found


def vectors(stems: list[str]) -> Matrix:
    """Return one row a stem; a stem that the vectors do not know is near to none."""
    rows, unknown = _rows(), len(_rows())
    return _vectors()[[rows.get(stem, unknown) for stem in stems]]
