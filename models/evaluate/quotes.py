"""Quotes against the gold: found, with tight edges, with the right speaker; what was missed and what was added."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from models.arabic.words import words
from models.evaluate.gold import GoldArticle, GoldQuote
from models.evaluate.overlap import covered, overlap, same_person
from models.quotes import label
from models.reading import Article, Attribution, Quote

FOUND = 0.5
"""Overlap from which a quote counts as found."""
TIGHT = 0.8
"""Overlap from which its edges count as right."""


_STEPS = 10  # of confidence


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quote and the quote that was read for it."""

    gold: GoldQuote
    read: Quote
    overlap: float
    right: bool


@dataclass(slots=True)
class Tally:
    """Counts over some quotes: how many there are, were read, found, tight, and with the right speaker."""

    gold: int = 0
    read: int = 0
    found: int = 0
    tight: int = 0
    right: int = 0

    def measures(self) -> dict[str, float]:
        """Return precision, recall and F1 of found and end to end, tight F1 and speaker accuracy."""
        return {
            "precision": _share(self.found, self.read),
            "recall": _share(self.found, self.gold),
            "f1": _share(2 * self.found, self.gold + self.read),
            "tight_f1": _share(2 * self.tight, self.gold + self.read),
            "speaker": _share(self.right, self.found),
            "end_to_end_precision": _share(self.right, self.read),
            "end_to_end_recall": _share(self.right, self.gold),
            "end_to_end_f1": _share(2 * self.right, self.gold + self.read),
        }


@dataclass(slots=True)
class Report:
    """The figures of a run: in all, by kind and by outlet, which cues were missed, and the errors one by one."""

    total: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    outlets: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed_cues: Counter[str] = field(default_factory=Counter)
    added_cues: Counter[str] = field(default_factory=Counter)
    trust: dict[float, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[dict[str, object]] = field(default_factory=list)


def evaluate(articles: Iterable[GoldArticle], attribute: Callable[[Article], Attribution]) -> Report:
    """Return how well `attribute` reads some annotated articles."""
    report = Report()
    for each in articles:
        _add(report, each, attribute(each.article))
    return report


def paired(gold: GoldArticle, read: Attribution) -> list[Pair]:
    """Return the quotes that were found, each pair once, the best overlap first."""
    among = words(gold.article.text)
    theirs = [covered(among, quote.span) for quote in gold.quotes]
    ours = [covered(among, quote) for quote in read.quotes]
    ranked = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(ours) if a & b), reverse=True
    )
    pairs: list[Pair] = []
    done: tuple[set[int], set[int]] = (set(), set())
    for share, i, j in ranked:
        if share >= FOUND and i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            speaker = read.speaker_of(read.quotes[j])
            right = same_person(speaker.name if speaker else None, gold.quotes[i].names)
            pairs.append(Pair(gold.quotes[i], read.quotes[j], share, right))
    return pairs


def _add(report: Report, gold: GoldArticle, read: Attribution) -> None:
    pairs = paired(gold, read)
    found = {id(pair.gold): pair for pair in pairs}
    used = {id(pair.read) for pair in pairs}
    for tally in (report.total, report.outlets[gold.outlet]):
        tally.read += len(read.quotes)
    for quote in gold.quotes:
        pair = found.get(id(quote))
        for tally in (report.total, report.outlets[gold.outlet], report.kinds[quote.kind]):
            tally.gold += 1
            if pair is not None:
                _count(tally, pair)
        if pair is None:
            report.missed_cues[quote.cue] += 1
            report.errors.append(_error("missed", gold, quote.span.of(gold.article.text), quote.names[0], quote.cue))
        elif not pair.right:
            speaker = read.speaker_of(pair.read)
            wrong = _error("speaker", gold, quote.span.of(gold.article.text), quote.names[0], quote.cue)
            report.errors.append(wrong | {"read": speaker.name if speaker else None})
    for each in read.quotes:
        tally = report.trust[min(int(each.confidence * _STEPS), _STEPS - 1) / _STEPS]
        tally.read += 1
        if id(each) in used:
            _count(tally, next(pair for pair in pairs if pair.read is each))
            continue
        speaker = read.speaker_of(each)
        report.added_cues[label(gold.article.text, each) or each.cue.of(gold.article.text)] += 1
        name = speaker.name if speaker else None
        report.errors.append(_error("added", gold, each.of(gold.article.text), name, each.cue.of(gold.article.text)))


def _count(tally: Tally, pair: Pair) -> None:
    tally.found += 1
    tally.tight += pair.overlap >= TIGHT
    tally.right += pair.right


def _error(what: str, gold: GoldArticle, text: str, speaker: str | None, cue: str) -> dict[str, object]:
    return {"error": what, "id": gold.id, "cue": cue, "speaker": speaker, "text": text}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
