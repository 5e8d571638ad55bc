"""Answers against the gold: the right speaker, what he said, the fact, or that the article does not tell."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from models.arabic.words import words
from models.evaluate.gold import Asks, GoldArticle, GoldQuestion
from models.evaluate.overlap import covered, same_person
from models.reading import Answer, Article, Attribution, Span

_HALF = 0.5
"""Agreement (F1) from which words count as the words that were wanted."""
_SHORT = 30
"""Words that a reply may have to count as right where the short answer stands in it."""


@dataclass(slots=True)
class Tally:
    """How many questions were asked, were answered at all, and were answered rightly."""

    asked: int = 0
    answered: int = 0
    right: int = 0

    @property
    def accuracy(self) -> float:
        """Return the share that was answered rightly; of what no article tells, the share that got no answer."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(slots=True)
class Report:
    """The figures of a run: in all, by what is asked, and the questions that went wrong one by one."""

    total: Tally = field(default_factory=Tally)
    kinds: dict[Asks, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[dict[str, object]] = field(default_factory=list)


def evaluate(
    articles: Iterable[GoldArticle],
    read: Callable[[Article], Attribution],
    answer: Callable[[Attribution, str], Answer],
) -> Report:
    """Return how well `answer` answers what was asked about some articles, from what `read` reads in them."""
    report = Report()
    for gold in articles:
        if gold.questions:
            found = read(gold.article)
            for asked in gold.questions:
                _add(report, gold, asked, answer(found, asked.text), found)
    return report


def is_right(gold: GoldArticle, asked: GoldQuestion, given: Answer, found: Attribution) -> bool:
    """Say whether an answer counts as right: `found` is the reading that its quotes number.

    A speaker is right by half the words of a name; what was said by half the words of all the quotes that tell it;
    a fact where the reply is short and holds it, or agrees with it by half. What is shown counts where it stands: the
    second of two quotes that read alike is not the first.
    """
    if asked.asks == "unanswerable" or not given.answerable:
        return asked.asks == "unanswerable" and not given.answerable
    if asked.asks == "who_said":
        return same_person(given.speaker or given.text, asked.accepted)
    if asked.asks == "fact":
        return any(_tells(given.text, fact) for fact in asked.accepted)
    among = words(gold.article.text)
    wanted = _union(covered(among, gold.quotes[n].span) for n in asked.quotes)
    shown = _union(covered(among, span) for span in _shown(given, found))
    return 2 * len(wanted & shown) >= _HALF * (len(wanted) + len(shown)) > 0


def answer_tables(report: Report) -> Iterator[str]:
    """Yield the lines of a report in Markdown: each kind of question, then all."""
    yield "| questions | asked | answered | right |"
    yield "| --- | --- | --- | --- |"
    for name, tally in [*sorted(report.kinds.items()), ("all", report.total)]:
        yield f"| {name} | {tally.asked} | {tally.answered} | {tally.accuracy:.4f} |"


def agreement(one: str, other: str) -> float:
    """Return how far the words of two texts agree (F1), however they are spelled and in whatever order."""
    a, b = Counter(norms(one)), Counter(norms(other))
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def norms(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [word.norm for word in words(text)]


def _tells(reply: str, fact: str) -> bool:
    told = norms(reply)
    held = len(told) <= _SHORT and " ".join(norms(fact)) in " ".join(told)
    return held or agreement(reply, fact) >= _HALF


def _shown(given: Answer, found: Attribution) -> list[Span]:
    """Return the stretches of the article that an answer shows."""
    if given.quotes:
        return [found.quotes[n] for n in given.quotes]
    at = found.article.text.find(given.text)
    return [Span(at, at + len(given.text))] if at >= 0 else []


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*sets)


def _add(report: Report, gold: GoldArticle, asked: GoldQuestion, given: Answer, found: Attribution) -> None:
    right = is_right(gold, asked, given, found)
    for tally in (report.total, report.kinds[asked.asks]):
        tally.asked += 1
        tally.answered += given.answerable
        tally.right += right
    if not right:
        wanted = asked.accepted or tuple(gold.quotes[n].span.of(gold.article.text) for n in asked.quotes)
        told = {"asks": asked.asks, "id": gold.id, "question": asked.text, "wanted": wanted}
        report.errors.append(told | {"speaker": given.speaker, "answer": given.text if given.answerable else None})
