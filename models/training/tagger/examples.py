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
from models.training.annotated import AnnotatedArticle, AnnotatedQuote, places_of

LONGEST = 800
"""Tokens of an article that are learned from."""
_MOST_SENTENCES = 4  # of a crop
_BEGINS, _TIMES = 8, 9  # slots of what a token begins and of how often the article has it


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

    `people` holds the mentions of each speaker; it is empty where only the rules read the article. `once` is the row of
    a word that the article has once, `line` that of a token that begins a line.
    """

    id: str
    rows: NDArray[np.uint16]
    flags: NDArray[np.int8]
    proposals: Mapping[int, Proposal]
    targets: tuple[Target, ...]
    people: tuple[tuple[Range, ...], ...] = ()
    once: int = 0
    line: int = 0

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
    once, line = vocabulary.get("n=1", 0), vocabulary.get("b=line", 0)
    return Example(name, found, Flags.of(document).rows[:, :length], kept, learned, once=once, line=line)


def _inside(length: int, cue: int, content: Range, source: Range | None) -> bool:
    last = max(cue + 1, content.last, source.last if source is not None else 0)
    return last <= length and len(content) > 0


def _target(document: Document, quote: AnnotatedQuote) -> Target:
    """Return where a quote stands among the tokens; its cue is the first word of it that the lexicon knows."""
    words = document.within(quote.cue)
    told = range(words.first, words.last)
    cue = next((at for at in told if _is_cue(document.tokens[at].norm)), words.first)
    source = document.within(quote.mention) if quote.mention is not None else None
    return Target(cue, document.within(quote.content), source, quote.speaker)


def _is_cue(norm: str) -> bool:
    return form_of(norm) is not None or norm.removeprefix("و") in prepositions().words


def _mentions(document: Document, names: Sequence[Span]) -> tuple[Range, ...]:
    """Return every place where one of some names stands as whole words, the longest name first where two meet."""
    spellings = sorted({name.of(document.text) for name in names}, key=len, reverse=True)
    taken: list[Span] = []
    for spelling in spellings:
        taken += [place for place in _places(document.text, spelling) if not any(place.meets(each) for each in taken)]
    return tuple(document.within(place) for place in sorted(taken, key=lambda place: place.start))


def _places(text: str, spelling: str) -> Iterator[Span]:
    for place in places_of(text, spelling):
        before, behind = text[place.start - 1 : place.start], text[place.end : place.end + 1]
        if not behind.isalpha() and (not before.isalpha() or before in "ولبف"):
            yield place


def cropped(example: Example, chance: random.Random) -> Example:
    """Return a few sentences of an example as if they were all of it: readers paste single paragraphs too."""
    marks, lines = example.flags[1], example.flags[4]
    begins = sorted({0, *(np.flatnonzero(marks) + 1).tolist(), *np.flatnonzero(lines).tolist()} - {len(example)})
    at = chance.randrange(len(begins))
    behind = at + min(chance.randint(1, _MOST_SENTENCES), chance.randint(1, _MOST_SENTENCES))
    first, last = begins[at], begins[behind] if behind < len(begins) else len(example)
    shown = example.rows[first:last].copy()
    shown[:, _TIMES] = np.where(shown[:, _TIMES] > 0, example.once, 0)
    shown[0, _BEGINS] = example.line
    flags = example.flags[:, first:last].copy()
    flags[4, 0] = 1
    inside = [each for each in example.targets if _stands(each.cue, each.content, each.source, first, last)]
    kept = {
        cue - first: replace(each, content=_moved(each.content, first), source=_moved_source(each.source, first))
        for cue, each in example.proposals.items()
        if _stands(cue, each.content, each.source, first, last)
    }
    targets = tuple(
        Target(each.cue - first, _moved(each.content, first), _moved_source(each.source, first), each.speaker)
        for each in inside
    )
    people = tuple(
        tuple(_moved(run, first) for run in runs if first <= run.first and run.last <= last) for runs in example.people
    )
    return replace(example, rows=shown, flags=flags, proposals=kept, targets=targets, people=people)


def _stands(cue: int, content: Range, source: Range | None, first: int, last: int) -> bool:
    runs = [Range(cue, cue + 1), content] + ([source] if source is not None else [])
    return all(first <= run.first and run.last <= last for run in runs)


def _moved(run: Range, first: int) -> Range:
    return Range(run.first - first, run.last - first)


def _moved_source(source: Range | None, first: int) -> Range | None:
    return None if source is None else _moved(source, first)


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
