"""What of an article a language model is shown: all of it where it fits, else what is likeliest to hold the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from models.answers import facts, said
from models.answers.index import Index
from models.answers.questions import Question
from models.answers.ranking import scales

SENTENCE_WORDS, QUOTE_WORDS = 120, 40
"""Words of a sentence and of a quote that are shown; what is longer is cut."""
_SENTENCES, _QUOTES = 1_100, 500  # words in all, some 4,500 tokens
_FEWEST = 4  # words that each counts as at least: its number takes room too


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of the index and the quotes that are shown, by their numbers there, in the article's order.

    The first of each is number 1 to the model.
    """

    sentences: tuple[int, ...]
    quotes: tuple[int, ...]


def passages(article: Index, asked: Question) -> Passages:
    """Return what is shown for a question."""
    lengths = [min(max(len(article.words_of(n)), _FEWEST), SENTENCE_WORDS) for n in range(len(article.sentences))]
    quotes = article.attribution.quotes
    spoken = [min(max(len(article.within(quote)), _FEWEST), QUOTE_WORDS) for quote in quotes]
    if sum(lengths) <= _SENTENCES and sum(spoken) <= _QUOTES:
        return Passages(tuple(range(len(lengths))), tuple(range(len(spoken))))
    by_quote = _ranked_quotes(article, asked)
    shown = _within(_SENTENCES, lengths, _ranked_sentences(article, asked, by_quote))
    return Passages(shown, _within(_QUOTES, spoken, by_quote))


def _within(room: int, lengths: list[int], ranked: list[int]) -> tuple[int, ...]:
    """Return the first of a ranking that fit into so many words."""
    kept = []
    for n in ranked:
        if lengths[n] > room:
            break
        room -= lengths[n]
        kept.append(n)
    return tuple(sorted(kept))


def _ranked_quotes(article: Index, asked: Question) -> list[int]:
    """Return the quotes, the likeliest to answer first."""
    scale = scales()["who_said" if asked.asked == "who_said" else "what_said"]
    worths = [scale.worth(each) for each in said.features(article, asked)]
    return sorted(range(len(worths)), key=lambda n: -worths[n])


def _ranked_sentences(article: Index, asked: Question, by_quote: list[int]) -> list[int]:
    """Return the sentences, the likeliest to hold the answer first: as a fact, and as what somebody says."""
    worths = facts.by_sentence(article, asked, scales()["fact"])
    by_fact = sorted(range(len(worths)), key=lambda n: -worths[n])
    held = [n for quote in by_quote for n in article.held[quote]]
    return list(dict.fromkeys(_in_turn(by_fact, held)))


def _in_turn(*rankings: list[int]) -> Iterator[int]:
    for row in zip_longest(*rankings):
        yield from (n for n in row if n is not None)
