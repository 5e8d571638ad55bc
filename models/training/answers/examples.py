"""What is learned from: what an article offers in answer to a question, what speaks for each, and which is right."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models.answers import facts, said
from models.answers.answering import candidates_of, kind_of, known, shown, told
from models.answers.index import Index, index
from models.answers.questions import Question, understand
from models.answers.ranking import Features
from models.evaluate.answers import is_right
from models.evaluate.gold import GoldArticle, GoldQuestion
from models.quotes import attribute
from models.reading import Article, Attribution, Span

_SHARED = 0.5  # of a quote that has to lie inside those that are wanted
# How much the questions count that are made of others: asked of another article, of the article without its answer, of
# a speaker who spoke of something else, without the speaker's name.
_ELSEWHERE, _TAKEN_OUT, _ON_ELSE, _UNNAMED = 0.1, 0.08, 0.25, 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A question: its scale and kind, what its article offers, and which of that is right.

    `absent` as in `ranking.Scale`; `told` says whether the article tells it; `ranked` that only the order counts;
    `share` how much the question counts beside others.
    """

    article: str
    scale: str
    kind: str
    absent: float
    offers: tuple[Features, ...]
    right: tuple[bool, ...]
    told: bool
    ranked: bool = False
    share: float = 1.0


def from_gold(articles: Iterable[GoldArticle]) -> Iterator[Example]:
    """Yield the questions of annotated articles, and what nobody asks there but readers will.

    Each is asked of the next article too, which does not tell it; who said something and what somebody said, of the
    article without it; what was said, without the name of the speaker.
    """
    read = [(gold, attribute(gold.article)) for gold in articles]
    for (gold, attribution), (other, elsewhere) in zip(read, [*read[1:], *read[:1]], strict=True):
        for each in gold.questions:
            asked = understand(each.text)
            if asked is None:
                continue
            example = _example(gold, each, asked, attribution)
            yield example
            left = sum(not right for right in example.right)
            if example.scale == "who_said" and left < len(example.right):
                yield _untold(example, _TAKEN_OUT)
            if example.scale == "what_said" and 0 < left < len(example.right) and len(asked.topic) > 1:
                yield _untold(example, _ON_ELSE)
            if asked.asked == "what_said" and asked.named and each.asks == "what_said":
                yield replace(_example(gold, each, replace(asked, named=()), attribution), share=_UNNAMED)
            nothing = GoldQuestion("unanswerable", each.text)
            if other is not gold:
                yield replace(_example(other, nothing, asked, elsewhere), article=gold.id, share=_ELSEWHERE)


def _untold(example: Example, share: float) -> Example:
    """Return a question as it would be of an article that does not hold its answer."""
    left = tuple(offer for offer, right in zip(example.offers, example.right, strict=True) if not right)
    return replace(example, offers=left, right=(False,) * len(left), told=False, share=share)


def _example(gold: GoldArticle, wanted: GoldQuestion, asked: Question, attribution: Attribution) -> Example:
    article = index(attribution)
    if asked.asked == "fact":
        scale, kind = "fact", str(asked.wants)
        found = facts.offered(article, asked)
        offers = [fact.features for fact in found]
        right = [is_right(gold, wanted, shown(article, asked, fact), attribution) for fact in found]
    else:
        by_name = asked.asked == "who_said"
        scale, kind = ("who_said", "who_said") if by_name else ("what_said", kind_of(asked))
        numbers = known(article) if by_name else candidates_of(article, asked)
        features = said.features(article, asked)
        offers = [features[n] for n in numbers]
        right = [
            is_right(gold, wanted, told(article, n, (n,), by_name=True), attribution)
            if by_name
            else _is_wanted(gold, wanted, attribution.quotes[n])
            for n in numbers
        ]
    return Example(
        gold.id, scale, kind, said.absent(article, asked), tuple(offers), tuple(right), wanted.asks != "unanswerable"
    )


def _is_wanted(gold: GoldArticle, wanted: GoldQuestion, quote: Span) -> bool:
    """Say whether most of a quote is what the question asks for."""
    held = sum(
        max(0, min(each.end, quote.end) - max(each.start, quote.start))
        for each in (gold.quotes[n].span for n in wanted.quotes)
    )
    return held >= _SHARED * (quote.end - quote.start)


def from_paragraphs(path: Path) -> Iterator[Example]:
    """Yield questions of fact about single paragraphs, in the form of SQuAD: right is what holds the answer."""
    for told_of in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in told_of["paragraphs"]:
            article = index(attribute(Article(paragraph["context"])))
            for each in paragraph["qas"]:
                asked = understand(each["question"])
                if asked is not None and asked.asked == "fact":
                    yield _of_paragraph(told_of["title"], article, asked, each["answers"][0])


def _of_paragraph(title: str, article: Index, asked: Question, wanted: dict[str, str | int]) -> Example:
    start = int(wanted["answer_start"])
    held = Span(start, start + len(str(wanted["text"])))
    found = facts.offered(article, asked)
    right = tuple(article.sentences[fact.sentence].meets(held) for fact in found)
    return Example(
        title, "fact", asked.wants, 0.0, tuple(fact.features for fact in found), right, told=True, ranked=True
    )
