"""What the network is told of a token beside its vector: what lies between it and the cue that may point at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.quotes.document import Document, Range
from models.quotes.tagger.inputs import known_cues, line_starts

BEFORE, BEHIND = 60, 100
"""Tokens before and behind a cue among which its content and its source are looked for; all of the gold's lie there."""
FACTS = 12
FAR_BEFORE, FAR_BEHIND = 120, 8
"""Tokens before and behind a cue among which somebody is looked for whom it does not name."""
FAR_FACTS = 12
_MARKS = {"comma": 0, "stop": 1, "colon": 2, "open": 3, "close": 3}
_MOST = 4  # marks between that count; they are told in halves
_MOST_LINES = 3
_REMEMBERED = 6  # quotes back whose speakers are told apart, those from the fourth on together
_APART = 3

Matrix = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules read at a cue: its content and its source, None where the source is understood.

    `plain` tells that the content is carried by an أن clause, a colon, marks or a preposition of source.
    """

    content: Range
    source: Range | None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Flags:
    """For each token of a document whether it is a comma, stop, colon or quotation mark, begins a line, may be a cue,
    stands inside quotation marks: seven rows."""

    rows: NDArray[np.int8]

    @classmethod
    def of(cls, document: Document) -> "Flags":
        """Read the flags of a document."""
        found = np.zeros((7, len(document.tokens)), np.int8)
        for at, token in enumerate(document.tokens):
            mark = _MARKS.get(token.kind)
            if mark is not None:
                found[mark, at] = 1
            found[6, at] = token.quoted is not None
        found[4, list(line_starts(document))] = 1
        found[5, known_cues(document)] = 1
        return cls(found)


class Between:
    """Counts of marks, lines and cues between any two tokens of a document."""

    def __init__(self, flags: Flags) -> None:
        self.length = flags.rows.shape[1]
        counts = np.zeros((6, self.length + 1), np.intp)
        np.cumsum(flags.rows[:6], axis=1, out=counts[:, 1:])
        self._marks, self._lines, self._cues = counts[:4], counts[4], counts[5]
        self._quoted = flags.rows[6]

    def window(self, cues: Sequence[int], before: int, behind: int) -> Places:
        """Return the tokens around each cue, of shape (cues, before + behind), -1 outside the text."""
        found = np.asarray(cues, np.intp)[:, None] + np.arange(-before, behind)
        found[(found < 0) | (found >= self.length)] = -1
        return found

    def near(self, cues: Sequence[int], proposals: Mapping[int, Proposal]) -> tuple[Places, Matrix]:
        """Return the window of each cue for its content and source, with the facts of each token in it."""
        window = self.window(cues, BEFORE, BEHIND)
        low, high = self._edges(cues, window)
        told = np.zeros((*window.shape, FACTS), np.float32)
        for fact, count in enumerate(self._marks):
            told[..., fact] = np.minimum(count[high] - count[low], _MOST) / 2
        told[..., 4] = np.minimum(self._lines[high + 1] - self._lines[low + 1], _MOST_LINES)
        told[..., 5] = np.clip(self._cues[high] - self._cues[low + 1], 0, _MOST) / 2
        for row, cue in enumerate(cues):
            _tell_proposal(told[row], cue, proposals.get(cue))
        return window, told

    def far(self, cue: int, speakers: Sequence[Sequence[Range]], sources: Sequence[Range]) -> tuple[Places, Matrix]:
        """Return the window of a cue that names nobody, with the facts of each token in it.

        `speakers` holds the mentions of those who spoke before the cue, the last one first; `sources` every name that
        stands beside a cue.
        """
        window = self.window([cue], FAR_BEFORE, FAR_BEHIND)
        low, high = self._edges([cue], window)
        told = np.zeros((*window.shape, FAR_FACTS), np.float32)
        commas, stops = self._marks[0], self._marks[1]
        told[..., 0] = np.minimum(stops[high] - stops[low], _MOST) / 2
        told[..., 1] = np.minimum(self._lines[high + 1] - self._lines[low + 1], _MOST) / 2
        told[..., 2] = np.minimum(commas[high] - commas[low], _MOST) / 2
        told[..., 3] = (told[..., 0] == 0) & (told[..., 1] == 0)
        told[..., 4] = self._quoted[window]
        told[..., 5] = self._quoted[window] == self._quoted[cue]
        first = cue - FAR_BEFORE
        _mark(told[0, :, 6], sources, first)
        for back, mentions in enumerate(speakers[:_REMEMBERED]):
            _mark(told[0, :, 7 + min(back, _APART)], mentions, first)
        told[..., 11] = not speakers
        return window, told

    def _edges(self, cues: Sequence[int], window: Places) -> tuple[Places, Places]:
        at = np.asarray(cues, np.intp)[:, None]
        inside = np.clip(window, 0, None)
        return np.minimum(inside, at), np.maximum(inside, at)


def _tell_proposal(told: Matrix, cue: int, proposal: Proposal | None) -> None:
    """Tell the edges that the rules propose: facts 6 to 9; 10 where they read nothing there, 11 where they do."""
    if proposal is None:
        told[:, 10] = 1
        return
    told[:, 11] = 1
    source = proposal.source or Range(cue, cue + 1)
    edges = (proposal.content.first, proposal.content.last - 1, source.first, source.last - 1)
    for fact, edge in enumerate(edges, 6):
        if 0 <= edge - cue + BEFORE < len(told):
            told[edge - cue + BEFORE, fact] = 1


def _mark(column: Matrix, runs: Sequence[Range], first: int) -> None:
    for run in runs:
        column[max(0, run.first - first) : max(0, run.last - first)] = 1
