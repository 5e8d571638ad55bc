"""What of an article a writer is given to read, where the whole of it is more than it can hold.

Extract, then abstract: the article is read in parts at its paragraphs and of each part the weightiest sentences are
kept, so that what stands late in a long article is read too.
"""

from collections.abc import Iterator, Sequence

from models.reading import Attribution, Sentence
from models.summaries.candidates import Candidate
from models.summaries.choice import Choice

_PART = 400  # words of a part, more where a paragraph has more or there is not room for so many parts
_SENTENCE = 40  # words that there is room for of every part
_HEAD = 0.5  # share of the room that the first part gets: news is told at the top
_AROUND = 120  # words round a sentence that tell what it is about


def condensed(attribution: Attribution, offered: Choice, room: int) -> str:
    """Return the article's text if it has at most `room` words, else the weightiest sentences of each of its parts."""
    text = attribution.article.text
    if len(text.split()) <= room or not offered.found:
        return text
    kept: list[Candidate] = []
    size = sum(each.size for each in offered.found)
    parts = _parts(text, offered.found, max(_PART, int(size * _SENTENCE / (room * (1 - _HEAD)))))
    left = 0.0
    for share, part in zip(_shares(parts, room), parts, strict=True):
        taken = _weightiest(part, offered.weights, share + left)
        left += share - sum(each.size for each in taken)
        kept += taken
    return "\n".join(each.sentence.of(text) for each in kept) or " ".join(text.split()[:room])


def around(attribution: Attribution, sentence: Sentence, room: int) -> str:
    """Return a sentence with the nearest sentences before and behind it, of at most `room` words with it."""
    text, room = attribution.article.text, min(room, _AROUND)
    first = last = attribution.sentences.index(sentence)
    while True:
        first, last, before = max(0, first - 1), min(len(attribution.sentences) - 1, last + 1), (first, last)
        stretch = text[attribution.sentences[first].start : attribution.sentences[last].end]
        if len(stretch.split()) > room:
            first, last = before
            break
        if (first, last) == before:
            break
    return text[attribution.sentences[first].start : attribution.sentences[last].end]


def _parts(text: str, found: Sequence[Candidate], most: int) -> list[list[Candidate]]:
    """Return the candidates in parts of at most so many words, none of which takes a paragraph apart."""
    parts: list[list[Candidate]] = [[]]
    size = 0
    for paragraph in _paragraphs(text, found):
        length = sum(each.size for each in paragraph)
        if parts[-1] and size + length > most:
            parts.append([])
            size = 0
        parts[-1] += paragraph
        size += length
    return parts


def _paragraphs(text: str, found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    paragraph: list[Candidate] = []
    for each in found:
        if paragraph and "\n" in text[paragraph[-1].sentence.end : each.sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(each)
    yield paragraph


def _shares(parts: Sequence[Sequence[Candidate]], room: int) -> list[float]:
    """Return how many words of each part there is room for."""
    sizes = [sum(each.size for each in part) for part in parts]
    if len(parts) == 1:
        return [room]
    rest = sum(sizes[1:])
    return [room * _HEAD, *(room * (1 - _HEAD) * size / rest for size in sizes[1:])]


def _weightiest(part: Sequence[Candidate], weights: Sequence[float], share: float) -> list[Candidate]:
    """Return the weightiest candidates that have room, in the article's order."""
    kept = []
    for each in sorted(part, key=lambda each: -weights[each.number]):
        if each.size <= share:
            kept.append(each)
            share -= each.size
    return sorted(kept, key=lambda each: each.number)
