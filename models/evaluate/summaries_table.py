"""The figures of summaries as tables in Markdown, ready for a model card."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.evaluate.intervals import mean_interval
from models.evaluate.peers import PEERS
from models.evaluate.summaries import FIRST_POINT, LEADS, MEASURES, WHOLE, Measured, Report

_COMPARED = MEASURES[:4]
_OTHERS = ("words", "supported", "fell short", "seconds")
_EXPLAINED = (
    "ROUGE F in percent, mean over the articles. word R-1: words as they stand. R-1, R-2, R-L: the official XL-Sum "
    "scoring with its Arabic stemmer; unstemmed: the same without. The best sentence is the best by each figure. "
    "supported: sentences that the support check lets pass; what it refuses of the article's own, it refuses wrongly. "
    "fell short: articles where another engine had to stand in. "
    "seconds: the median article, once it is read."
)


@dataclass(frozen=True, slots=True)
class Run:
    """The file and the engine that were measured, the day as people write it, and the versions of what took part."""

    file: str
    engine: str
    date: str
    versions: Mapping[str, str]


def summary_tables(report: Report, run: Run) -> Iterator[str]:
    """Yield the lines of a report: what was measured, then for each text a table and the differences that matter."""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    yield f"{report.articles} articles of {run.file}, engine {run.engine}, {run.date}; {versions}."
    yield ""
    yield _EXPLAINED
    for field, rows in report.fields.items():
        if any(rows.values()):
            yield ""
            yield f"The summary against `{field}`, {len(rows[FIRST_POINT])} articles:"
            yield ""
            yield from _table(rows, run.engine)
            yield ""
            yield from _differences(rows)


def _table(rows: Mapping[str, Sequence[Measured]], engine: str) -> Iterator[str]:
    columns = (*MEASURES, *_OTHERS)
    yield f"| | {' | '.join(columns)} |"
    yield "| --- " + "| ---: " * len(columns) + "|"
    for name, measured in rows.items():
        own = name in (FIRST_POINT, WHOLE)
        cells = (*(f"{_mean(measured, n):.1f}" for n in range(len(MEASURES))), *_others(measured))
        yield f"| {f'{engine}, {name}' if own else name} | {' | '.join(cells)} |"


def _others(measured: Sequence[Measured]) -> Iterator[str]:
    sentences = sum(len(each.told.sentences) for each in measured)
    short = [each.told.shortfall for each in measured if each.told.shortfall is not None]
    seconds = [each.told.seconds for each in measured if each.told.seconds is not None]
    yield f"{statistics.mean(each.words for each in measured):.1f}"
    yield f"{100 * sum(each.supported for each in measured) / sentences:.1f} %" if sentences else "-"
    yield f"{100 * statistics.mean(short):.1f} %" if short else "-"
    yield f"{statistics.median(seconds):.3f}" if seconds else "-"


def _differences(rows: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    """Yield how the first point compares with the first sentence and with the best of the others."""
    yield f"| first point minus | {' | '.join(_COMPARED)} |"
    yield "| --- " + "| ---: " * len(_COMPARED) + "|"
    for other in (LEADS[0], max(PEERS, key=lambda peer: _mean(rows[peer], 0))):
        cells = " | ".join(_interval(rows[FIRST_POINT], rows[other], n) for n in range(len(_COMPARED)))
        yield f"| {other} | {cells} |"
    yield ""
    yield "In brackets: 95 % of 10,000 draws of the articles."


def _interval(one: Sequence[Measured], other: Sequence[Measured], measure: int) -> str:
    found = mean_interval(
        [100 * (mine.figures[measure] - theirs.figures[measure]) for mine, theirs in zip(one, other, strict=True)]
    )
    return f"{found.mean:+.1f} ({found.low:+.1f} to {found.high:+.1f})"


def _mean(measured: Sequence[Measured], measure: int) -> float:
    return 100 * statistics.mean(each.figures[measure] for each in measured)
