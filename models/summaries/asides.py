"""What hangs inside a sentence between commas, brackets or dashes and can be left out, the safest first.

Each rule yields the stretches that it would leave out; shortening.py says whether they may go.
"""

import re
from collections.abc import Iterator, Sequence

from models.arabic.words import words
from models.reading import Span
from models.summaries.clauses import Clause, Matter
from models.summaries.lexicon import holds, is_participle, matched, phrases, without_waw

_LONGEST = 16  # words; longer asides are statements of their own
_BRACKETED = re.compile(r"\s*\(([^()\n]{1,60})\)")
_DASHED = re.compile(r"\s[-–—]\s([^-–—\n]{3,120}?)\s[-–—](?=\s)")
_WEIGHTY = ("sources", "limits", "doubts")


def brackets(of: Matter) -> Iterator[Span]:
    """(33 عاما), (نحو 5 ملايين دولار): an age or another measure."""
    for found in _BRACKETED.finditer(of.text, of.span.start, of.span.end):
        inside = [word.norm for word in words(found.group(1))]
        measures = phrases("asides.toml", "bracketed", "words")
        numbered = any(norm[0].isdigit() for norm in inside) and any(norm in measures for norm in inside)
        if numbered and not holds(inside, "sources", "limits"):
            yield Span(found.start(), found.end())


def ages(of: Matter) -> Iterator[Span]:
    """قالت اللاعبة، 25 عاما، إنها."""
    units = phrases("asides.toml", "bracketed", "words")
    for aside in _asides(of):
        if len(aside.norms) == 2 and aside.norms[0].isdigit() and aside.norms[1] in units:
            yield aside


def times(of: Matter) -> Iterator[Span]:
    """أعلن الوزير، مساء الخميس، أن; but not one day of several: "السبت، الأحد، والاثنين"."""
    anchors = phrases("asides.toml", "time", "anchors")
    for n in range(1, len(of.clauses) - 1):
        before, after = of.clauses[n - 1].norms, of.clauses[n + 1].norms
        listed = any(without_waw(norm) in anchors for norm in (*before[-1:], *after[:1]))
        if not listed and _is_time(of.clauses[n].norms):
            yield _with_commas(of.clauses, n, n)


def _is_time(norms: Sequence[str]) -> bool:
    said = [norm for norm in norms if not norm.isdigit()]
    known = phrases("asides.toml", "time", "words")
    return all(norm in known for norm in said) and any(
        norm in phrases("asides.toml", "time", "anchors") for norm in said
    )


def occasions(of: Matter) -> Iterator[Span]:
    """قال الوزير، في مؤتمر صحفي بالعاصمة، إن: only before the أن that shows where the aside ends."""
    table = phrases("asides.toml", "occasion", "words")
    for aside, then in _asides_before_that(of):
        if matched(table, aside.norms) and not holds(aside.norms, *_WEIGHTY) and then:
            yield aside


def relatives(of: Matter) -> Iterator[Span]:
    """الملف، الذي يعد محور الخلاف، كان موضوع اللقاء."""
    table = phrases("asides.toml", "relative", "words")
    for aside, then in _asides_before_that(of):
        if then and matched(table, aside.norms) and not holds(aside.norms, *_WEIGHTY):
            yield aside


def dashes(of: Matter) -> Iterator[Span]:
    """جمعية الصيادين - التي تضم مئة عضو - ستقاضي المصنع; but not "النخيل - الواحة - المرفأ", a route."""
    relative = phrases("asides.toml", "relative", "words")
    for found in _DASHED.finditer(of.text, of.span.start, of.span.end):
        inside = [word.norm for word in words(found.group(1))]
        if len(inside) <= _LONGEST and matched(relative, inside) and not holds(inside, *_WEIGHTY):
            yield Span(found.start(), found.end())


def _asides(of: Matter) -> Iterator[Clause]:
    """Yield what stands between two commas, grown by the commas that go with it."""
    parts = of.clauses
    for n in range(1, len(parts) - 1):
        yield _with_commas(parts, n, n)


def _asides_before_that(of: Matter) -> Iterator[tuple[Clause, bool]]:
    """Yield asides of one or two clauses and whether the sentence goes on behind them with an أن or كان."""
    table = phrases("asides.toml", "relative", "goes_on")
    parts = of.clauses
    for n in range(1, len(parts) - 1):
        for last in (n, n + 1):
            if last < len(parts) - 1 and sum(len(part.norms) for part in parts[n : last + 1]) <= _LONGEST:
                yield _with_commas(parts, n, last), matched(table, parts[last + 1].norms) > 0


def _with_commas(parts: Sequence[Clause], first: int, last: int) -> Clause:
    """Join clauses into an aside with its commas; in "قال الوزير، سامي نور، الخميس، إن" the second closes the name."""
    needed = first % 2 == 0 or _wants_comma(parts[last + 1].norms)
    start = parts[first].start if needed else parts[first].start - 1
    norms = tuple(norm for part in parts[first : last + 1] for norm in part.norms)
    return Clause(start, parts[last].end + 1, norms)


def _wants_comma(norms: Sequence[str]) -> bool:
    """Say whether a clause is parted from what stands before it by a comma of its own: "، مضيفا أن", "، حيث"."""
    if not norms:
        return True
    joined = without_waw(norms[0]) != norms[0]
    return is_participle(norms[0]) or joined or matched(phrases("asides.toml", "relative", "own_comma"), norms) > 0
