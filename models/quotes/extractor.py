"""Who said what in an article: cues, their sources and their content, joined into quotes with their speakers."""

from math import exp, log
from pathlib import Path

from models.quotes import discourse
from models.quotes.discourse import Told
from models.quotes.document import Document
from models.quotes.names import mention_span
from models.quotes.speakers import Cast
from models.quotes.statements import Statement, statements
from models.quotes.tagger.tagger import WEIGHTS, Tagger
from models.reading import Article, Attribution, Quote, Span

# Logistic regression on 994 quotes read in 120 annotated articles by weights that had not learned from them.
_PLACED, _FOUND = 0.47, 1.6
_NAMED, _BESIDE, _UNDERSTOOD = 0.47, 1.85, 0.81
_LEAST = 1e-3
_UNATTRIBUTED = 0.5  # of its confidence where no speaker is told
_DEEPEST = 8  # quotes inside one another that are looked through


def attribute(article: Article, weights: Path = WEIGHTS) -> Attribution:
    """Return the article with its sentences, its quotes in order and who said them."""
    document = Document(article.text)
    tagger = Tagger(document, weights)
    found = statements(document, tagger)
    cast = Cast(document)
    told = discourse.speakers(document, found, cast, tagger)
    return Attribution(article, document.sentences, _quotes(document, found, told), cast.speakers())


def _quotes(document: Document, found: list[Statement], told: list[Told]) -> tuple[Quote, ...]:
    quotes = []
    around: list[int] = []
    for number, (each, who) in enumerate(zip(found, told, strict=True)):
        while around and found[around[-1]].content.end <= each.content.start:
            around.pop()
        token = document.tokens[each.cue]
        cue = Span(token.start, token.end)
        quotes.append(
            Quote(
                each.content.start,
                each.content.end,
                each.content.kind,
                cue,
                None if each.source is None else mention_span(document, each.source, lam=each.lam),
                who.speaker,
                _outer(found, around, each, cue),
                round(_confidence(each, who), 2),
            )
        )
        around = [*around[-_DEEPEST:], number]
    return tuple(quotes)


def _confidence(each: Statement, who: Told) -> float:
    """Return how likely a quote is right, its speaker included (scaled as in Platt 1999)."""
    found = _sigmoid(_PLACED * _log_odds(each.placed) + _FOUND)
    if who.speaker is None:
        return found * _UNATTRIBUTED
    return found * _sigmoid(_NAMED * _log_odds(who.likely) + (_UNDERSTOOD if each.source is None else _BESIDE))


def _log_odds(share: float) -> float:
    bounded = min(1 - _LEAST, max(_LEAST, share))
    return log(bounded / (1 - bounded))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _outer(found: list[Statement], around: list[int], statement: Statement, cue: Span) -> int | None:
    """Return the innermost quote that holds a quote together with its cue."""
    for n in reversed(around):
        outer = found[n].content
        if outer.covers(statement.content) and outer.start <= cue.start < outer.end:
            return n
    return None
