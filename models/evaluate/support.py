"""The support check against sentences that are right and sentences that are false: what is caught, what is refused."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.evaluate.changes import changed, right
from models.evaluate.gold import GoldArticle, read_gold
from models.quotes import attribute
from models.reading import Article, Attribution
from models.support import Checker, Verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence about an article, whether the article supports it, and what is wrong in it or how it was made."""

    attribution: Attribution
    sentence: str
    supported: bool
    kind: str


@dataclass(slots=True)
class Count:
    """How many sentences of a kind were tried, and how many the check refused."""

    tried: int = 0
    refused: int = 0

    @property
    def share(self) -> float:
        """Return the share that was refused."""
        return self.refused / self.tried if self.tried else 0.0


@dataclass(slots=True)
class Report:
    """What the check did with right sentences, by how they were made, and with false ones, by what is wrong.

    `errors` holds the right ones that it refused, with its faults, and the false ones that it let pass.
    """

    right: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    false: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[dict[str, object]] = field(default_factory=list)

    def refused(self) -> Count:
        """Return the count over all right sentences."""
        return _sum(self.right.values())

    def caught(self) -> Count:
        """Return the count over all false sentences."""
        return _sum(self.false.values())


def evaluate(path: Path, read: Callable[[Article], Attribution] = attribute) -> Report:
    """Return how the check does on sentences made from the annotated articles of a file."""
    return measure(trials(list(read_gold(path)), read))


def evaluate_written(path: Path, sentences: Path, read: Callable[[Article], Attribution] = attribute) -> Report:
    """Return how the check does on sentences that were written about the articles of a file."""
    return measure(written(list(read_gold(path)), sentences, read))


def measure(tried: Iterable[Trial]) -> Report:
    """Return how the check does on some sentences; those about one article are best given one behind the other."""
    report = Report()
    checker: Checker | None = None
    about: Attribution | None = None
    for trial in tried:
        if checker is None or trial.attribution is not about:
            checker, about = Checker(trial.attribution), trial.attribution
        _add(report, trial, checker.check(trial.sentence))
    return report


def trials(gold: list[GoldArticle], read: Callable[[Article], Attribution]) -> Iterator[Trial]:
    """Yield the right and the changed sentences about some annotated articles."""
    number = 0
    for each in gold:
        found = read(each.article)
        others = [other for other in gold if other is not each]
        for case in right(each, found):
            yield Trial(found, case.sentence, supported=True, kind=case.made)
            for other in changed(case, each, others, number):
                yield Trial(found, other.sentence, supported=False, kind=str(other.change))
            number += 1


def written(gold: list[GoldArticle], sentences: Path, read: Callable[[Article], Attribution]) -> Iterator[Trial]:
    """Yield the sentences of a file that are about some articles: `{"article", "sentence", "supported", "change"}`."""
    about: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in sentences.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        about[told["article"]].append(told)
    for each in gold:
        if each.id not in about:
            continue
        found = read(each.article)
        for told in about[each.id]:
            yield Trial(found, told["sentence"], told["supported"], told["change"] or "written")


def support_tables(report: Report) -> Iterator[str]:
    """Yield the lines of a report in Markdown: right sentences that were refused, false ones that were caught."""
    yield from _table("right sentences, by how they were made", "refused", report.right, report.refused())
    yield ""
    yield from _table("false sentences, by what is wrong", "caught", report.false, report.caught())


def _table(title: str, column: str, rows: dict[str, Count], total: Count) -> Iterator[str]:
    yield f"| {title} | sentences | {column} |"
    yield "| --- | --- | --- |"
    for name, count in [*sorted(rows.items()), ("all", total)]:
        yield f"| {name} | {count.tried} | {count.share:.3f} |"


def _add(report: Report, trial: Trial, verdict: Verdict) -> None:
    count = (report.right if trial.supported else report.false)[trial.kind]
    count.tried += 1
    count.refused += not verdict.supported
    if verdict.supported != trial.supported:
        faults = [f"{fault.kind}: {fault.words}" for fault in verdict.faults]
        what = "refused" if trial.supported else "missed"
        report.errors.append({"error": what, "kind": trial.kind, "sentence": trial.sentence, "faults": faults})


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for each in counts:
        total.tried += each.tried
        total.refused += each.refused
    return total
