"""The answer that an article gives by what a language model cites of it; None where the citation proves nothing."""

from dataclasses import replace

from models.answers import facts, said
from models.answers.answering import candidates_of, kind_of, quoted, shown, told
from models.answers.index import Index
from models.answers.llm.passages import Passages
from models.answers.llm.request import Cited
from models.answers.questions import Question
from models.answers.ranking import scales
from models.reading import Answer, Span

SURE = 2.0
"""How far from its floor the worth of an answer is sure to be enough, or not to be: between the two a model decides."""


def grounded(article: Index, asked: Question, given: Passages, cited: Cited) -> Answer | None:
    """Return the answer that shows what is cited, by the speakers that we read and never by a name of the model's."""
    if not _exist(cited.quotes, len(given.quotes)) or not _exist(cited.sentences, len(given.sentences)):
        return None
    sentences = list(dict.fromkeys(given.sentences[n - 1] for n in cited.sentences))
    quotes = list(dict.fromkeys(given.quotes[n - 1] for n in cited.quotes))
    inside = {n: _spoken(article, cited.kind, n) for n in sentences}
    quotes += dict.fromkeys(quote for found in inside.values() for quote in found if quote not in quotes)
    if not _answers(article, asked, cited.kind, quotes, sentences):
        return None
    own = [n for n in sentences if not inside[n]]
    if not quotes:
        return _of_sentences(article, asked, own)
    return _of_quotes(article, quotes, own, by_name=cited.kind == "who_said")


def _spoken(article: Index, kind: str, sentence: int) -> list[int]:
    """Return the quotes as which a sentence is told: what was said in it, and a fact where that is somebody's words."""
    if kind != "fact":
        quotes = article.attribution.quotes
        return [n for n, each in enumerate(quotes) if each.nested_in is None and sentence in article.sentences_of(each)]
    most = quoted(article, article.sentences[sentence])
    return [] if most is None else [most]


def _exist(numbers: list[int], count: int) -> bool:
    return all(1 <= n <= count for n in numbers)


def _answers(article: Index, asked: Question, kind: str, quotes: list[int], sentences: list[int]) -> bool:
    """Say whether what is cited can be an answer of its kind to what is asked."""
    if not quotes and (not sentences or kind != "fact"):
        return False
    if kind == "who_said" and article.attribution.quotes[quotes[0]].speaker is None:
        return False
    if asked.asked in ("what_said", "did_say") and not set(quotes) <= set(candidates_of(article, asked)):
        return False  # words of another than the one who is asked about
    return _worth(article, asked, quotes, sentences) >= -SURE


def _worth(article: Index, asked: Question, quotes: list[int], sentences: list[int]) -> float:
    """Return how much more speaks for the best of what is cited than the built-in engine asks for."""
    absent = said.absent(article, asked)
    if asked.asked == "fact":
        sentences = [*sentences, *(n for quote in quotes for n in article.held[quote])]
    by = scales()["fact"]
    told = facts.by_sentence(article, asked, by)
    worths = [told[n] - by.enough(asked.wants, absent) for n in sentences]
    if asked.asked != "fact":
        name = "who_said" if asked.asked == "who_said" else "what_said"
        by, kind = scales()[name], name if name == "who_said" else kind_of(asked)
        features = said.features(article, asked)
        worths += [by.worth(features[n]) - by.enough(kind, absent) for n in quotes]
    return max(worths, default=float("-inf"))


def _of_quotes(article: Index, quotes: list[int], own: list[int], *, by_name: bool) -> Answer:
    """Return quotes as the answer, the first that was cited leading, and the sentences beside them."""
    answer = told(article, quotes[0], tuple(sorted(quotes)), by_name=by_name)
    spoken = [article.attribution.quotes[n] for n in quotes]
    spans = [Span(article.sentences[n].start, article.sentences[n].end) for n in sorted(own)]
    also = tuple(each for each in spans if each != answer.evidence and not any(quote.covers(each) for quote in spoken))
    return replace(answer, also=also)


def _of_sentences(article: Index, asked: Question, own: list[int]) -> Answer:
    """Return the words of the first sentence that answer best as the built-in engine tells them, and the others."""
    by = scales()["fact"]
    inside = [each for each in facts.offered(article, asked) if each.sentence == own[0]]
    first = shown(article, asked, max(inside, key=lambda each: by.worth(each.features)))
    others = (article.sentences[n] for n in own[1:])
    return replace(first, also=tuple(Span(each.start, each.end) for each in others))
