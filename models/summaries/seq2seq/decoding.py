"""How a sentence is searched for, whatever runs the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of XL-Sum (Hasan et al. 2021), which every published figure of these checkpoints was made with.

    Beam search ends when `beams` hypotheses have ended; `returned` of them are given, the best first. `longest` counts
    tokens, the end among them.
    """

    beams: int = 4
    length_penalty: float = 0.6
    no_repeat: int = 2
    longest: int = 84
    returned: int = 1


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The ids of one text; `ended` is False where it was cut off at the longest that is written."""

    ids: tuple[int, ...]
    ended: bool


class Engine(Protocol):
    """A network that writes; may be used by several threads at once."""

    def write(self, sources: Sequence[Sequence[int]], how: Decoding) -> list[list[Hypothesis]]:
        """Return for each source its hypotheses, the best first. A source holds one token at least."""
        ...
