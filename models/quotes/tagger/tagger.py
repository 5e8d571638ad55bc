"""Reading a document with the network: its cues, what each brings in and who is named beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from models.quotes.document import Document, Range
from models.quotes.tagger.facts import BEFORE, FAR_BEFORE, Between, Flags, Proposal
from models.quotes.tagger.inputs import rows, vocabulary
from models.quotes.tagger.network import Matrix, Network, network

WEIGHTS = Path(__file__).parents[2] / "weights" / "tagger"

_A_CUE = 0.3  # likelihood from which a token that the rules do not know is asked what it brings in
_LONGEST_CONTENT = 150  # tokens; a quotation may be longer
_LONGEST_SOURCE = 40
_SURE, _VERY_SURE = 0.5, 0.95
"""Likelihoods from which the network's reading of content and of source stands against the rules'."""
_BEHIND = 5.0  # log-likelihood by which what the rules propose may fall behind where it is not
_STARTS = 8  # places of a beginning that are tried with their best end
_AT_A_TIME = 256  # cues whose windows are held in memory together
_MOST_CUES = 20_000  # in one document: more than any article has, and what bounds the time of a hostile one


@dataclass(frozen=True, slots=True)
class Finding:
    """A cue with what it brings in; `source` is None where the speaker is understood.

    `likely` is how likely there is a quote, `placed` how likely its edges are these and `named` its source is this,
    each from 0 to 1 and not yet calibrated.
    """

    cue: int
    content: Range
    source: Range | None
    likely: float
    placed: float
    named: float


class Tagger:
    """A document as the network sees it."""

    def __init__(self, document: Document, folder: Path = WEIGHTS) -> None:
        self._network: Network = network(folder)
        self._encoded = self._network.encode(rows(document, vocabulary(folder / "vocabulary.txt")))
        self._between = Between(Flags.of(document))

    def findings(self, proposals: Mapping[int, Proposal]) -> list[Finding]:
        """Return what every cue brings in, in order of the cues; `proposals` is what the rules read at theirs."""
        likely = self._network.cues(self._encoded)
        cues = sorted({*np.flatnonzero(likely > _A_CUE).tolist(), *proposals})[:_MOST_CUES]
        pointed = self._network.pointed("near", self._encoded)
        found: list[Finding] = []
        for first in range(0, len(cues), _AT_A_TIME):
            some = cues[first : first + _AT_A_TIME]
            window, told = self._between.near(some, proposals)
            points = self._network.points("near", pointed, self._encoded[some], window, told)
            for cue, row in zip(some, points, strict=True):
                each = finding(cue, row, proposals.get(cue))
                found += [each] if each is not None else []
        return found

    def antecedents(
        self, cue: int, speakers: Sequence[Sequence[Range]], sources: Sequence[Range]
    ) -> tuple[int, Matrix]:
        """Return the first token of a cue's window, and how likely a name begins and ends at each token of it.

        Gives (token, likelihoods of shape (reach, 2)); `speakers` and `sources` as `Between.far` takes them.
        """
        window, told = self._between.far(cue, speakers, sources)
        points = self._network.points("far", self._pointed_far, self._encoded[[cue]], window, told)
        return cue - FAR_BEFORE, np.exp(points[0])

    @cached_property
    def _pointed_far(self) -> Matrix:
        return self._network.pointed("far", self._encoded)


def finding(cue: int, points: Matrix, proposal: Proposal | None) -> Finding | None:
    """Read the four pointers of a cue: first and last token of its content, first and last token of its source.

    Where the network is not sure, as in a text unlike the news, a plain clause is taken as the rules read it.
    """
    first = cue - BEFORE
    content = _best(points[:, 0], points[:, 1], _LONGEST_CONTENT)
    if content is None:
        return None
    nothing = points[BEFORE, 0] + points[BEFORE, 1]
    unnamed = (float(points[BEFORE, 2] + points[BEFORE, 3]), BEFORE, BEFORE)
    source = max(_best(points[:, 2], points[:, 3], _LONGEST_SOURCE) or unnamed, unnamed)
    if proposal is not None:
        if proposal.plain and np.exp(content[0]) < _SURE:
            content = _preferred(content, points[:, :2], proposal.content, first)
        if np.exp(source[0]) < _VERY_SURE:
            source = _preferred(source, points[:, 2:], proposal.source or Range(cue, cue + 1), first)
    return Finding(
        cue,
        Range(first + content[1], first + content[2] + 1),
        None if source[1] == BEFORE else Range(first + source[1], first + source[2] + 1),
        float(1 / (1 + np.exp(np.clip(nothing - content[0], -50, 50)))),
        float(np.exp(content[0])),
        float(np.exp(source[0])),
    )


_Scored = tuple[float, int, int]


def _preferred(best: _Scored, points: Matrix, proposed: Range, first: int) -> _Scored:
    """Take what the rules propose where it does not fall too far behind the best."""
    begin, end = proposed.first - first, proposed.last - 1 - first
    holds_cue = begin <= BEFORE <= end and len(proposed) > 1
    if holds_cue or not (0 <= begin < len(points) and 0 <= end < len(points)):
        return best
    score = float(points[begin, 0] + points[end, 1])
    return (score, begin, end) if score + _BEHIND >= best[0] else best


def _best(begins: Matrix, ends: Matrix, longest: int) -> _Scored | None:
    """Return the likeliest stretch that does not take in its cue: its log-likelihood, first and last place."""
    best: _Scored | None = None
    for begin in np.argsort(-begins)[:_STARTS].tolist():
        if begin == BEFORE or not np.isfinite(begins[begin]):
            continue
        stop = min(BEFORE if begin < BEFORE else len(ends), begin + longest)
        end = begin + int(np.argmax(ends[begin:stop]))
        score = float(begins[begin] + ends[end])
        if np.isfinite(score) and (best is None or score > best[0]):
            best = (score, begin, end)
    return best
