"""What is learned from: the words of an article, and which of them stand in the sentence that a person wrote of it."""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.arabic.words import words
from models.evaluate.rouge import word_rouge_1
from models.quotes import attribute
from models.reading import Article
from models.summaries.candidates import Candidate, candidates
from models.summaries.headline import title_of
from models.summaries.salience import word_facts

_REPEATED = 0.45  # ROUGE-1 from which a first line says what the summary says
_LEFT = 60  # words that are left of an article without its first line
_FEWEST, _MOST = 8, 60  # words of a summary
_LONGEST = 2_500  # words of an article


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is learned from, and the summary; `led` says that its first line repeats the summary."""

    id: str
    outlet: str
    title: str | None
    text: str
    summary: str
    led: bool


@dataclass(frozen=True, slots=True)
class Example:
    """The words of a text with what is known of each, and the sentences that they stand in.

    `facts` is of shape (words, FACTS), `taken` says of each word whether the summary has it; a sentence is the numbers
    of its distinct words, `sizes` counts all its words, `gains` is its ROUGE-1 F against the summary, and `sound` says
    which sentences may become a point. `titled` says whether the title is known.
    """

    id: str
    outlet: str
    led: bool
    titled: bool
    words: tuple[str, ...]
    facts: NDArray[np.float16]
    taken: NDArray[np.bool_]
    sentences: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    gains: tuple[float, ...]
    sound: tuple[bool, ...]


def texts(corpus: Path, human: frozenset[str]) -> Iterator[Text]:
    """Yield what the corpus has to learn from.

    An outlet's abstract is a summary; only those of the outlets in `human` are a person's own words, so of the others
    only articles without the line that repeats it are taken.
    """
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            summary, text = told["abstract"] or "", told["text"]
            if not (_FEWEST <= len(summary.split()) <= _MOST and len(text.split()) <= _LONGEST):
                continue
            head, _, rest = text.partition("\n")
            led = word_rouge_1(head, summary) >= _REPEATED
            of = (told["id"], told["source"], told["title"] or None)
            if told["source"] in human:
                yield Text(*of, text, summary, led)
            if led and len(rest.split()) >= _LEFT:
                yield Text(*of, rest, summary, led=False)


def examples(of: Text) -> list[Example]:
    """Return what is learned from a text, with its title and, as many are pasted, without.

    Nothing where it has no two sentences to choose from.
    """
    attribution = attribute(Article(of.text, of.title))
    title = title_of(attribution.article)
    found = candidates(attribution, title)
    if len(found) < 2:
        return []
    gains = tuple(word_rouge_1(each.wording.of(of.text), of.summary) for each in found)
    return [_example(of, found, gains, known) for known in ([None] if title is None else [title, None])]


def _example(of: Text, found: Sequence[Candidate], gains: tuple[float, ...], title: str | None) -> Example:
    distinct, facts = word_facts(found, title)
    number = {word: n for n, word in enumerate(distinct)}
    summary = {word.norm for word in words(of.summary)}
    least = min(each.fault for each in found)
    return Example(
        of.id,
        of.outlet,
        of.led,
        title is not None,
        tuple(distinct),
        facts.astype(np.float16),
        np.array([word in summary for word in distinct]),
        tuple(tuple({number[norm] for norm in each.norms}) for each in found),
        tuple(len(each.norms) for each in found),
        gains,
        tuple(each.fault == least for each in found),
    )
