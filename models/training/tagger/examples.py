"""What the network learns from: an article as arrays, and what its cues point at."""

import random
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.quotes.document import Document, Range
from models.quotes.lexicon import prepositions
from models.quotes.statements import form_of, proposals
from models.quotes.tagger.facts import Flags, Proposal
from models.quotes.tagger.inputs import rows
from models.reading import Span
from models.training.annotated import AnnotatedArticle, AnnotatedQuote

LONGEST = 800
"""Tokens of an article that are learned from."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a cue brings in; `source` is None where the speaker is understood, `speaker` indexes `Example.people`."""

    cue: int
    content: Range
    source: Range | None
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """An article: the rows of its tokens, its flags, what the rules propose and what its cues really bring in.

    `people` holds the mentions of each speaker; it is empty where only the rules read the article.
    """

    id: str
    rows: NDArray[np.uint16]
    flags: NDArray[np.int8]
    proposals: Mapping[int, Proposal]
    targets: tuple[Target, ...]
    people: tuple[tuple[Range, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.rows)


def from_rules(name: str, text: str, vocabulary: Mapping[str, int]) -> Example:
    """Return an article with what the rules read in it as its targets."""
    document = Document(text)
    proposed = proposals(document)
    targets = tuple(Target(cue, each.content, each.source) for cue, each in sorted(proposed.items()))
    return _example(name, document, vocabulary, proposed, targets)


def from_annotation(article: AnnotatedArticle, vocabulary: Mapping[str, int]) -> Example:
    """Return an annotated article with its quotes as the targets, one for each cue."""
    document = Document(article.text)
    targets: dict[int, Target] = {}
    for quote in article.quotes:
        target = _target(document, quote)
        targets.setdefault(target.cue, target)
    people = tuple(_mentions(document, names) for names in article.speakers)
    ordered = tuple(targets[cue] for cue in sorted(targets))
    return replace(_example(article.id, document, vocabulary, proposals(document), ordered), people=people)


def _example(
    name: str,
    document: Document,
    vocabulary: Mapping[str, int],
    proposed: Mapping[int, Proposal],
    targets: tuple[Target, ...],
) -> Example:
    length = min(LONGEST, len(document.tokens))
    found = rows(document, vocabulary)[:length].astype(np.uint16)
    kept = {cue: each for cue, each in proposed.items() if _inside(length, cue, each.content, each.source)}
    learned = tuple(each for each in targets if _inside(length, each.cue, each.content, each.source))
    return Example(name, found, Flags.of(document).rows[:, :length], kept, learned)


def _inside(length: int, cue: int, content: Range, source: Range | None) -> bool:
    last = max(cue + 1, content.last, source.last if source is not None else 0)
    return last <= length and len(content) > 0


def _target(document: Document, quote: AnnotatedQuote) -> Target:
    """Return where a quote stands among the tokens; its cue is the first word of it that the lexicon knows."""
    words = document.within(quote.cue)
    known = prepositions()
    sources = known.with_lam | known.bare | known.what
    told = range(words.first, words.last)
    cue = next((at for at in told if _is_cue(document.tokens[at].norm, sources)), words.first)
    source = document.within(quote.mention) if quote.mention is not None else None
    return Target(cue, document.within(quote.content), source, quote.speaker)


def _is_cue(norm: str, sources: frozenset[str]) -> bool:
    return form_of(norm) is not None or norm.removeprefix("و") in sources


def _mentions(document: Document, names: Sequence[Span]) -> tuple[Range, ...]:
    """Return every place where one of some names stands as whole words, the longest name first where two meet."""
    spellings = sorted({name.of(document.text) for name in names}, key=len, reverse=True)
    taken: list[Span] = []
    for spelling in spellings:
        taken += [place for place in _places(document.text, spelling) if not any(place.meets(each) for each in taken)]
    return tuple(document.within(place) for place in sorted(taken, key=lambda place: place.start))


def _places(text: str, spelling: str) -> Iterator[Span]:
    at = text.find(spelling)
    while at >= 0:
        end = at + len(spelling)
        before, behind = text[at - 1 : at], text[end : end + 1]
        if not behind.isalpha() and (not before.isalpha() or before in "ولبف"):
            yield Span(at, end)
        at = text.find(spelling, at + 1)


def asked(example: Example, most: int | None, chance: random.Random) -> list[int]:
    """Return the cues of an example that are learned from: its own, those of the rules, and `most` of the others."""
    own = {target.cue for target in example.targets}
    others = [at for at in np.flatnonzero(example.flags[5]).tolist() if at not in own and at not in example.proposals]
    if most is not None and len(others) > most:
        others = chance.sample(others, most)
    return sorted(own | set(example.proposals) | set(others))


def spoken_before(example: Example, cue: int) -> list[tuple[Range, ...]]:
    """Return the mentions of those who spoke before a cue, the last one first."""
    before = bisect_left([target.cue for target in example.targets], cue)
    told = [target.speaker for target in reversed(example.targets[:before])]
    return [example.people[speaker] for speaker in told if speaker is not None]
