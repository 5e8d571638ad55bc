"""What a question takes for granted and the article does not have: an event, a topic of somebody's, a speaker."""

import tomllib
from pathlib import Path

from models.answers import mentions, said
from models.answers.index import Index
from models.answers.questions import Question
from models.answers.tallies import named_places
from models.answers.terms import Term
from models.arabic.normalise import fold
from models.arabic.stems import stem
from models.once import once
from models.reading import Answer

_WEIGHTY = 0.15  # weight of a word that says what is asked about
_CLOSE = 0.5  # agreement by which a quote, or what stands beside it, may be about a word
_MEANT = 0.2  # nearness in meaning to what is asked about that a quote of something else seldom reaches
_PREDICATE = 2  # words behind the one that asks among which the event stands: "لماذا استقال الوزير"
_MOST = 2  # quotes that are shown where there are none on what is asked about

Shape = frozenset[str]
"""Stems of words."""


def never_happened(index: Index, asked: Question) -> bool:
    """Say whether a question of fact takes an event for granted of which the article has no word.

    "لماذا استقال الوزير؟" where nobody resigned. Only events all of whose words are listed count, since an article may
    tell of another in words that nobody foresaw.
    """
    for asks, tells in _events():
        if any(stem(each.norm) in asks for each in asked.topic[:_PREDICATE]):
            return not any(stem(norm) in asks | tells for norm in {word.norm for word in index.words})
    return False


def unsaid(index: Index, asked: Question, quotes: list[int]) -> bool:
    """Say whether none of somebody's quotes is about what a question names behind "عن"."""
    weighty = [each for each in index.match(asked.about) if each.weight >= _WEIGHTY]
    if not weighty or not quotes:
        return False
    if any(said.closest(index, each, n) >= _CLOSE for each in weighty for n in quotes):
        return False
    about = " ".join(each.norm for each in asked.about)
    spans = [index.attribution.quotes[n] for n in quotes]
    return max(index.nearness(about, spans, [1.0] * len(spans))) < _MEANT


def on_other_things(index: Index, quotes: list[int]) -> Answer:
    """Return that somebody says nothing of what is asked, with what he says first in the article."""
    first = index.attribution.quotes[quotes[0]]
    speaker = index.attribution.speaker_of(first)
    return Answer(
        answerable=False,
        lack="unsaid",
        speaker=None if speaker is None else speaker.name,
        quotes=tuple(n for n in index.attribution.statements() if n in quotes)[:_MOST] or (quotes[0],),
        evidence=index.sentence_at(first),
    )


def wordless(index: Index, named: tuple[Term, ...]) -> Answer:
    """Return that no word of who is named is told: the article does not have the name, or has it without any."""
    name = [each.norm for each in named]
    found = named_places(index, name, None)
    if not found:
        return Answer(answerable=False, lack="unnamed")
    at = mentions.span(index, found[0])
    return Answer(answerable=False, lack="silent", speaker=at.of(index.text), evidence=index.sentence_at(at))


@once
def _events() -> tuple[tuple[Shape, Shape], ...]:
    """Return the stems of the words by which each event is asked for and told of."""
    path = Path(__file__).with_suffix(".toml")
    events = tomllib.loads(path.read_text(encoding="utf-8"))["events"]
    return tuple((_stems(each["asks"]), _stems(each["tells"])) for each in events)


def _stems(words: str) -> Shape:
    return frozenset(stem(fold(word)) for word in words.split())
