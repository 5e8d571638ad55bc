"""What the check says of a sentence: whether the article supports it, where, and what is at fault."""

from dataclasses import dataclass
from typing import Literal

from models.reading import Span

Kind = Literal["number", "date", "name", "place", "quotation", "negation", "speaker", "unrelated"]
"""What is at fault: unrelated where no stretch of the article tells the same, though no single word is to blame."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the article does not support, and the words of the sentence that say it."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article supports a sentence.

    `evidence` is the shortest run of whole sentences of the article that proves it, None where it is not supported.
    """

    supported: bool
    evidence: Span | None = None
    faults: tuple[Fault, ...] = ()
