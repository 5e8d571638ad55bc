"""The quotes that agree with a question, by what was said and by what stands around it."""

from models.answers.index import Index, Match

_AROUND = 0.65  # of its weight that a term outside the quote, in its sentences, adds
_NEAR = 0.3  # … in the sentences beside those
_FAR = 0.1  # … elsewhere in the article


def covered(index: Index, topic: tuple[Match, ...]) -> list[float]:
    """Return how much of a topic each quote covers, from 0 to 1, its surroundings helping."""
    total = sum(each.weight for each in topic) or 1.0
    return [sum(each.weight * _adds(index, each, n) for each in topic) / total for n in range(len(index.held))]


def _adds(index: Index, each: Match, quote: int) -> float:
    held = index.held[quote]
    around = each.sentences[held.start : held.stop]
    near = each.sentences[max(0, held.start - 1) : held.stop + 1]
    return max(
        each.quotes[quote],
        _AROUND * max(around, default=0.0),
        _NEAR * max(near, default=0.0),
        _FAR * max(each.words.values(), default=0.0),
    )
