"""What speaks for each quote as an answer to a question: its words, what stands around, its meaning, its speaker."""

from bisect import bisect_left

from models.answers import naming
from models.answers.index import Index, Match
from models.answers.questions import Question
from models.answers.ranking import Features
from models.answers.terms import Term, terms
from models.arabic.words import Word, words

_WEIGHTY = 0.1  # weight of a term that says what is asked about; a verb of saying has half as much
_SURELY = 0.7  # agreement of a word that is the same by stem, root, meaning or spelling, and not by company alone
_MEANT = 0.15  # nearness in meaning that unrelated sentences seldom reach
_AROUND = 0.65  # of its weight that a term outside the quote, in its sentences, adds
_NEAR = 0.3  # … in the sentences beside those
_LIKE = 0.5  # agreement of a cue with the verb asked with
_FAR = 0.1  # … elsewhere in the article


def features(index: Index, asked: Question) -> list[Features]:
    """Return what speaks for each quote of an article, in their order."""
    quotes = index.attribution.quotes
    topic = index.match(asked.topic)
    near = covered(index, topic)
    told, around = _told(topic, len(quotes)), _around(index, topic)
    means = index.nearness(asked.text, quotes, near)
    sentence = index.nearness(asked.text, [index.sentence_at(quote) for quote in quotes], near)
    nowhere = weightiest_absent(topic)
    who = _speakers(index, asked)
    passed_on = relayed(index, frozenset(n for n in who if naming.is_messenger(index, n)))
    return [
        {
            "told": told[n],
            "around": around[n],
            "near": near[n],
            "means": means[n],
            "sentence": sentence[n],
            "relayed": float(n in passed_on),
            "missing": max((each.weight * (1 - _adds(index, each, n)) for each in topic), default=0.0),
            "nowhere": nowhere,
            **(who[quote.speaker] if quote.speaker is not None else {}),
        }
        for n, quote in enumerate(quotes)
    ]


def absent(index: Index, asked: Question) -> float:
    """Return how much of what is asked, by weight, the article nowhere has, from 0 to 1."""
    topic = index.match(tuple(terms(words(asked.text))))
    total = sum(each.weight for each in topic) or 1.0
    return sum(each.weight * (1 - max(each.words.values(), default=0.0)) for each in topic) / total


def is_beside_it(index: Index, asked: Question, quotes: tuple[int, ...], found: list[Features]) -> bool:
    """Say whether quotes have nothing to do with what is asked: no word of it is surely there, nor is its meaning.

    Words that keep the company of its words do not count: "جبن" is near "زيتون", and an article on olives tells nothing
    of cheese. What is asked in no words of its own ("ماذا قال الوزير؟") is beside nothing.
    """
    topic = [each for each in index.match(asked.topic) if each.weight >= _WEIGHTY]
    sure = max((closest(index, each, n) for each in topic for n in quotes), default=1.0)
    meant = max(max(found[n]["means"], found[n]["sentence"]) for n in quotes)
    return sure < _SURELY and meant < _MEANT


def closest(index: Index, each: Match, quote: int) -> float:
    """Return how surely a term stands in a quote or in the sentences around it."""
    held = index.held[quote]
    return max(each.quotes[quote], *each.sentences[max(0, held.start - 1) : held.stop + 1], 0.0)


def weightiest_absent(topic: tuple[Match, ...]) -> float:
    """Return the weight of the weightiest term that no word of the article agrees with."""
    return max((each.weight * (1 - max(each.words.values(), default=0.0)) for each in topic), default=0.0)


def covered(index: Index, topic: tuple[Match, ...]) -> list[float]:
    """Return how much of a topic each quote covers, from 0 to 1, its surroundings helping."""
    total = sum(each.weight for each in topic) or 1.0
    return [sum(each.weight * _adds(index, each, n) for each in topic) / total for n in range(len(index.held))]


def _speakers(index: Index, asked: Question) -> dict[int, Features]:
    """Return what speaks for each speaker: of the kind asked for ("أي صحيفة"), named in the question."""
    sure = naming.named(index, asked.named) if asked.named else {}
    found = {}
    for n in range(len(index.attribution.speakers)):
        names = naming.names_of(index, n)
        found[n] = {
            "kind": max((naming.is_of_kind(asked.noun, name) for name in names), default=0.0) if asked.noun else 0.0,
            "named": sure.get(n, 0.0),
            "mentioned": max((naming.share(asked.named, (*core, *rest)) for core, rest in names), default=0.0),
        }
    return found


def _told(topic: tuple[Match, ...], quotes: int) -> list[float]:
    """Return how much of a topic the words of each quote cover."""
    total = sum(each.weight for each in topic) or 1.0
    return [sum(each.weight * each.quotes[n] for each in topic) / total for n in range(quotes)]


def _around(index: Index, topic: tuple[Match, ...]) -> list[float]:
    """Return how much of a topic the best sentence of each quote covers."""
    total = sum(each.weight for each in topic) or 1.0
    by_sentence = [sum(each.weight * each.sentences[n] for each in topic) / total for n in range(len(index.sentences))]
    return [max(by_sentence[held.start : held.stop], default=0.0) for held in index.held]


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
