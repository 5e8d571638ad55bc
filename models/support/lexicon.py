"""The word lists of the check, folded, each file and each list read once."""

import tomllib
from pathlib import Path
from typing import Any

from models.arabic.normalise import fold
from models.arabic.stems import stem
from models.once import once


@once
def table(name: str) -> dict[str, Any]:
    """Return one of the files of lists beside this module, as it stands."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


@once
def listed(name: str, group: str, words: str) -> frozenset[str]:
    """Return the words of a list, folded."""
    return frozenset(fold(word) for word in table(name)[group][words])


@once
def stems(name: str, group: str, words: str) -> frozenset[str]:
    """Return the stems of the words of a list."""
    return frozenset(map(stem, listed(name, group, words)))


@once
def names() -> frozenset[str]:
    """Return the words that are names wherever they stand."""
    return frozenset((Path(__file__).parent / "names.txt").read_text(encoding="utf-8").split())
