"""Who said what in an article: cues, their sources and their content, joined into quotes with their speakers."""

from models.quotes import discourse
from models.quotes.cues import Carrier
from models.quotes.document import Document
from models.quotes.drafts import Draft, distinct, drafts
from models.quotes.names import mention_span
from models.quotes.speakers import Cast
from models.reading import Article, Attribution, Quote, Span

# How often a quote of each carrier is right on the gold set, its speaker included (see README.md beside this file).
_TRUST: dict[Carrier | str, float] = {
    "that": 0.95, "colon": 0.95, "quotation": 0.95, "phrase": 0.65, "object": 0.8, "preposition": 0.88,
}  # fmt: skip
_UNDERSTOOD = 0.95  # of that trust where the source had to be understood
_UNATTRIBUTED = 0.5  # of that trust where no source was found
_DEEPEST = 8  # quotes inside one another that are looked through
_UNATTRIBUTED = 0.5  # of that trust where no source was found


def attribute(article: Article) -> Attribution:
    """Return the article with its sentences, its quotes in order and who said them."""
    document = Document(article.text)
    found = distinct([each for number, run in enumerate(document.ranges) for each in drafts(document, run, number)])
    cast = Cast(document)
    whose = discourse.speakers(document, found, cast)
    return Attribution(article, document.sentences, _quotes(document, found, whose), cast.speakers())


def _quotes(document: Document, found: list[Draft], whose: list[int | None]) -> tuple[Quote, ...]:
    quotes = []
    around: list[int] = []
    for number, draft in enumerate(found):
        while around and found[around[-1]].content.end <= draft.content.start:
            around.pop()
        trust = _TRUST[draft.carrier] * (1.0 if draft.source is not None else _UNDERSTOOD)
        cue = document.span(draft.cue)
        quotes.append(
            Quote(
                draft.content.start,
                draft.content.end,
                draft.content.kind,
                cue,
                None if draft.source is None else mention_span(document, draft.source, lam=draft.lam),
                whose[number],
                _outer(found, around, draft, cue),
                round(trust if whose[number] is not None else trust * _UNATTRIBUTED, 2),
            )
        )
        around = [*around[-_DEEPEST:], number]
    return tuple(quotes)


def _outer(found: list[Draft], around: list[int], draft: Draft, cue: Span) -> int | None:
    """Return the innermost quote that holds a quote together with its cue."""
    for n in reversed(around):
        outer = found[n].content
        if outer.covers(draft.content) and outer.start <= cue.start < outer.end:
            return n
    return None
