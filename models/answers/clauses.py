"""The part of a sentence that is shown as an answer where no short one can be cut out."""

from models.answers.index import Index
from models.reading import Span

LONGEST = 25  # words that an answer may run to


def clause(index: Index, sentence: Span, anchor: Span | None) -> Span:
    """Return the words around an anchor, or from the sentence's start, cut at a comma where one helps."""
    words = index.within(sentence)
    if len(words) <= LONGEST:
        return sentence
    at = next((n for n, word in enumerate(words) if anchor is not None and word.end > anchor.start), 0)
    held = sum(1 for word in words if anchor is not None and word.start < anchor.end and word.end > anchor.start)
    first = max(0, min(at - (LONGEST - min(held, LONGEST)) // 2, len(words) - LONGEST))
    commas = [n for n in range(1, len(words)) if set(index.text[words[n - 1].end : words[n].start]) & set("،,؛:")]
    first = next((n for n in commas if first <= n <= at), first)
    last = min(first + LONGEST, len(words))
    return Span(words[first].start, words[last - 1].end)
