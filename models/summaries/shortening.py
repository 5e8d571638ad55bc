"""A long sentence said shorter by leaving out what hangs on it; what is left says nothing else than before.

Cuts are tried from the safest to the boldest until the sentence is short enough. Each is refused where it would take
away a source, a limit or a doubt, a part of a quotation, or what a verb of saying still waits for. A long sentence
that allows no cut stays long.
"""

from collections.abc import Callable, Iterator

from models.reading import Quote, Span
from models.summaries.asides import ages, brackets, dashes, occasions, relatives, times
from models.summaries.clauses import Matter
from models.summaries.tails import tails
from models.summaries.wording import Wording

_RULES: tuple[Callable[[Matter], Iterator[Span]], ...] = (brackets, ages, times, occasions, relatives, dashes, tails)


def shortened(of: Matter, wording: Wording, budget: int) -> Wording:
    """Return a wording of at most `budget` words if cuts can bring it there, else the shortest that is safe."""
    for cut in (cut for rule in _RULES for cut in rule(of)):
        if wording.length(of.text) <= budget:
            break
        if _is_safe(of, wording, cut):
            wording = wording.without(cut)
    return wording


def _is_safe(of: Matter, wording: Wording, cut: Span) -> bool:
    """Say whether a cut takes no quotation apart, keeps each statement with its source, and meets no other cut."""
    if any(cut.meets(each) and not cut.covers(each) for each in of.quoted):
        return False
    if any(cut.meets(each) and not cut.covers(each) for each in wording.cuts):
        return False
    if any(cut.start <= at <= cut.end for at, _ in wording.notes):
        return False
    return all(_keeps(quote, cut) for quote in of.quotes)


def _keeps(quote: Quote, cut: Span) -> bool:
    if cut.covers(quote) and cut.covers(quote.cue):
        return True
    if quote.kind == "direct" and cut.meets(quote):
        return False
    if cut.meets(quote.cue) or (quote.mention is not None and cut.covers(quote.mention)):
        return False
    return not cut.covers(quote)
