"""Figures as tables in Markdown, ready for a model card."""

from collections import Counter
from collections.abc import Iterator, Mapping

from models.evaluate.quotes import Report, Tally

_MOST_CUES = 20
_COLUMNS = {
    "precision": "P", "recall": "R", "f1": "F1", "tight_f1": "tight F1", "speaker": "speaker",
    "end_to_end_precision": "end to end P", "end_to_end_recall": "R", "end_to_end_f1": "F1",
}  # fmt: skip


def tables(report: Report) -> Iterator[str]:
    """Yield the lines of a report: all quotes and each outlet, each kind, each confidence, the cues that went wrong."""
    yield from _measures({"all": report.total, **dict(sorted(report.outlets.items()))})
    yield ""
    yield "| kind | gold | recall | speaker |"
    yield "| --- | --- | --- | --- |"
    for kind, tally in sorted(report.kinds.items()):
        measured = tally.measures()
        yield f"| {kind} | {tally.gold} | {measured['recall']:.3f} | {measured['speaker']:.3f} |"
    yield ""
    yield "| confidence from | quotes | found | found with the right speaker |"
    yield "| --- | --- | --- | --- |"
    for trust, tally in sorted(report.trust.items(), reverse=True):
        measured = tally.measures()
        yield f"| {trust:.1f} | {tally.read} | {measured['precision']:.3f} | {measured['end_to_end_precision']:.3f} |"
    yield ""
    yield f"Cues missed: {_cues(report.missed_cues)}"
    yield f"Cues of quotes that the gold does not have: {_cues(report.added_cues)}"


def _measures(rows: Mapping[str, Tally]) -> Iterator[str]:
    yield f"| | gold | read | {' | '.join(_COLUMNS.values())} |"
    yield "| --- " * (len(_COLUMNS) + 3) + "|"
    for name, tally in rows.items():
        measured = tally.measures()
        figures = " | ".join(f"{measured[column]:.3f}" for column in _COLUMNS)
        yield f"| {name} | {tally.gold} | {tally.read} | {figures} |"


def _cues(counted: Counter[str]) -> str:
    return "، ".join(f"{cue} {times}" for cue, times in counted.most_common(_MOST_CUES))
