"""The answer that an article gives by what a language model cites of it; None where the citation proves nothing."""

from dataclasses import replace

from models.answers.answering import candidates_of, quoted, told
from models.answers.index import Index
from models.answers.llm.passages import Passages
from models.answers.llm.request import Cited
from models.answers.questions import Question
from models.reading import Answer, Span

_WEIGHTY = 0.1  # weight of a word that says what is asked about
_SURELY = 0.7  # agreement of a word that is the same by stem, root, meaning or spelling
_MEANT = 0.15  # nearness in meaning that unrelated sentences seldom reach


def grounded(article: Index, asked: Question, shown: Passages, cited: Cited) -> Answer | None:
    """Return the answer that shows what is cited, by the speakers that we read and never by a name of the model's."""
    if not _exist(cited.quotes, len(shown.quotes)) or not _exist(cited.sentences, len(shown.sentences)):
        return None
    sentences = list(dict.fromkeys(shown.sentences[n - 1] for n in cited.sentences))
    quotes = list(dict.fromkeys(shown.quotes[n - 1] for n in cited.quotes))
    inside = {n: _spoken(article, cited.kind, n) for n in sentences}
    quotes += dict.fromkeys(quote for found in inside.values() for quote in found if quote not in quotes)
    if not _answers(article, asked, cited.kind, quotes, sentences):
        return None
    own = [n for n in sentences if not inside[n]]
    return _of_quotes(article, quotes, own, by_name=cited.kind == "who_said") if quotes else _of_sentences(article, own)


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
    return _is_about(article, asked, quotes, sentences)


def _is_about(article: Index, asked: Question, quotes: list[int], sentences: list[int]) -> bool:
    """Say whether what is cited has to do with what is asked: a word of it is surely there, or its meaning is.

    What is asked in no words of its own ("ماذا قال الوزير؟") has to do with everything.
    """
    held = {n for quote in quotes for n in article.held[quote]}.union(sentences)
    topic = [each for each in article.match(asked.topic) if each.weight >= _WEIGHTY]
    if not topic or any(each.sentences[n] >= _SURELY for each in topic for n in held):
        return True
    spans: list[Span] = [article.sentences[n] for n in held]
    spans += [article.attribution.quotes[n] for n in quotes]
    return max(article.nearness(asked.text, spans, [0.0] * len(spans)), default=0.0) >= _MEANT


def _of_quotes(article: Index, quotes: list[int], own: list[int], *, by_name: bool) -> Answer:
    """Return quotes as the answer, the first that was cited leading, and the sentences beside them."""
    answer = told(article, quotes[0], tuple(sorted(quotes)), by_name=by_name)
    shown = [article.attribution.quotes[n] for n in quotes]
    spans = [Span(article.sentences[n].start, article.sentences[n].end) for n in sorted(own)]
    also = tuple(each for each in spans if each != answer.evidence and not any(quote.covers(each) for quote in shown))
    return replace(answer, also=also)


def _of_sentences(article: Index, own: list[int]) -> Answer:
    first, *others = (Span(article.sentences[n].start, article.sentences[n].end) for n in own)
    return Answer(answerable=True, text=first.of(article.text), evidence=first, also=tuple(others))
