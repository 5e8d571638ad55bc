"""The quotes that agree with a question, by what was said and by what stands around it."""

from models.answers.index import Index, Match, Said

_AROUND = 0.65  # of its weight that a term outside the quote, in its sentences, adds
_NEAR = 0.3  # … in the sentences beside those
_FAR = 0.1  # … elsewhere in the article


def covered(index: Index, topic: tuple[Match, ...]) -> list[float]:
    """Return how much of a topic each quote covers, from 0 to 1, its surroundings helping."""
    total = sum(each.weight for each in topic) or 1.0
    return [sum(each.weight * _adds(each, said) for each in topic) / total for said in index.said]


def _adds(each: Match, said: Said) -> float:
    return max(
        each.within(said.own),
        _AROUND * each.within(said.around),
        _NEAR * each.within(said.near),
        _FAR * max(each.words.values(), default=0.0),
    )
