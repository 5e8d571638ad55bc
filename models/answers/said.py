"""The quotes that agree with a question, by what was said and by what stands around it."""

from bisect import bisect_left

from models.answers.index import Index, Match
from models.answers.terms import Term
from models.arabic.words import Word

_AROUND = 0.65  # of its weight that a term outside the quote, in its sentences, adds
_NEAR = 0.3  # … in the sentences beside those
_LIKE = 0.5  # agreement of a cue with the verb asked with
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


def relayed(index: Index, messengers: frozenset[int]) -> frozenset[int]:
    """Return the quotes in which a messenger passes on what another said: "قال النادي إن …، وفق ما ذكرت الوكالة"."""
    quotes = index.attribution.quotes
    starts = [quote.start for quote in quotes]
    found = set()
    for n, quote in enumerate(quotes):
        if quote.speaker in messengers:
            inside = quotes[bisect_left(starts, quote.start) : bisect_left(starts, quote.end)]
            if any(quote.covers(each) and each.speaker not in (None, quote.speaker) for each in inside):
                found.add(n)
    return frozenset(found)


def cued(index: Index, verb: Term) -> frozenset[int]:
    """Return the quotes that a verb like the one asked with brings in: "وتوضح الباحثة" for "من شرح"."""
    (match,) = index.match((verb,))
    quotes = index.attribution.quotes
    return frozenset(n for n, quote in enumerate(quotes) if _is_like(match, index.within(quote.cue)))


def _is_like(verb: Match, cue: tuple[Word, ...]) -> bool:
    return any(verb.words.get(word.norm, 0.0) >= _LIKE for word in cue)
