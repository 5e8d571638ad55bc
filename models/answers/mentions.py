"""Where an article names somebody or something: with what is written onto its words, or misspelled."""

from collections.abc import Sequence
from itertools import islice
from typing import Protocol

from models.answers.index import Index
from models.arabic.stems import frequency
from models.arabic.words import bare
from models.reading import Span

_CLITICS = frozenset(
    ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "فل", "وبال")
)
_SHORTEST = 4  # letters of a word in which a slip of one letter is forgiven
_MOST = 500  # places that are looked at

Place = tuple[int, int]
"""A name in an article: the numbers of its first word and of the one behind its last."""


class Agrees(Protocol):
    """Says whether a word of the article is a word of a name, its first or a later one."""

    def __call__(self, asked: str, norm: str, *, first: bool) -> bool:
        """Compare two folded words."""


def places(index: Index, name: Sequence[str]) -> list[Place]:
    """Return where folded words stand in an article one behind the other; where they nowhere do, nearly spelled so."""
    return _places(index, name, _is_word) or _places(index, name, _is_nearly)


def of_names(index: Index, names: Sequence[Sequence[str]]) -> list[Place]:
    """Return where one of several names of the same thing stands, each place once and by its longest name."""
    found: list[Place] = []
    for name in sorted(names, key=len, reverse=True):
        new = _places(index, name, _is_word)
        found += [(first, last) for first, last in new if all(last <= a or b <= first for a, b in found)]
    return sorted(found)


def span(index: Index, place: Place) -> Span:
    """Return the stretch of the article that a place stands for."""
    return Span(index.words[place[0]].start, index.words[place[1] - 1].end)


def _places(index: Index, name: Sequence[str], agrees: Agrees) -> list[Place]:
    """Return where a name stands; each distinct word of the article is compared once, however often it stands there."""
    norms = [word.norm for word in index.words]
    distinct = frozenset(norms)
    fits = [frozenset(norm for norm in distinct if agrees(asked, norm, first=n == 0)) for n, asked in enumerate(name)]
    if not fits or not all(fits):
        return []
    size = len(fits)
    at = (n for n, norm in enumerate(norms[: len(norms) - size + 1]) if norm in fits[0])
    found = ((n, n + size) for n in at if all(norms[n + m] in fits[m] for m in range(1, size)))
    return list(islice(found, _MOST))


def _is_word(asked: str, norm: str, *, first: bool) -> bool:
    """Say whether a word of the article is the one asked for; clitics are written onto the first: "ولصقر"."""
    if asked == norm or bare(asked) == bare(norm):
        return True
    plain = bare(asked)
    clitics = norm.removesuffix(plain)
    if not first or len(plain) < 2 or norm == clitics or clitics not in _CLITICS:
        return False
    return frequency(norm) <= frequency(plain)  # "ورد" is no "رد" with a و


def _is_nearly(asked: str, norm: str, *, first: bool) -> bool:
    """Say whether a word may be the one asked for with a slip: "الدقاك" for "الدقاق"."""
    return _is_word(asked, norm, first=first) or is_slip(bare(asked), bare(norm))


def is_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one letter that is missing, another, or in its neighbour's place."""
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[same + 1 : same + 2] + one[same : same + 1] + one[same + 2 :]
        return one[same + 1 :] == other[same + 1 :] or swapped == other[same:]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[same + 1 :] == shorter[same:]
