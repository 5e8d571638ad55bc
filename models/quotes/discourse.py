"""Who speaks when nobody is named: وأضاف, مضيفا and قوله go back to somebody whom the article named before."""

from bisect import bisect_left
from dataclasses import dataclass

from models.quotes.document import Document, Range
from models.quotes.sources import trimmed
from models.quotes.speakers import Cast
from models.quotes.statements import Statement
from models.quotes.tagger.facts import FAR_BEFORE, FAR_BEHIND
from models.quotes.tagger.network import Matrix
from models.quotes.tagger.tagger import Tagger

_MOST_BACK = 60  # quotes back among whose speakers one is looked for
_LONGEST = 20  # tokens of a name that has not spoken before
_AN_END = 0.2  # of the likeliest end of a name: the first that is as likely ends it
_CLASHING = 0.3  # of its likelihood for somebody whose gender or number the verb speaks against
_SURE_ENOUGH = 0.15
"""How likely somebody must be to be named; see README.md beside this file."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who said something, None where the article does not tell, and how likely that is."""

    speaker: int | None
    likely: float


def speakers(document: Document, said: list[Statement], cast: Cast, tagger: Tagger) -> list[Told]:
    """Return the speaker of each statement."""
    order = sorted(range(len(said)), key=lambda n: said[n].cue)
    sources = sorted((each.source for each in said if each.source is not None), key=lambda run: run.first)
    told: list[Told | None] = [None] * len(said)
    spoken: list[int] = []
    for number in order:
        each = said[number]
        if each.source is not None:
            found = Told(cast.name(each.source, each.form, lam=each.lam), each.named)
        else:
            found = _understood(document, each, cast, tagger, spoken[-_MOST_BACK:], _near(sources, each.cue))
        told[number] = found
        if found.speaker is not None:
            spoken.append(found.speaker)
    return [each for each in told if each is not None]


def _near(sources: list[Range], cue: int) -> list[Range]:
    """Return the names that stand in the window of a cue, of names in order."""
    first = bisect_left(sources, cue - FAR_BEFORE, key=lambda run: run.first)
    return sources[first : bisect_left(sources, cue + FAR_BEHIND, key=lambda run: run.first)]


def _understood(
    document: Document, each: Statement, cast: Cast, tagger: Tagger, spoken: list[int], sources: list[Range]
) -> Told:
    """Find the source that a cue leaves out: the likeliest of those who have spoken, or a name that has not."""
    recent = [cast.mentions(speaker) for speaker in reversed(spoken[-6:])]
    first, likely = tagger.antecedents(each.cue, recent, sources)
    taken: set[int] = set()
    best = Told(None, 0.0)
    for speaker in dict.fromkeys(reversed(spoken)):
        share = 0.0
        for mention in cast.mentions(speaker):
            low, high = max(0, mention.first - first), max(0, min(mention.last - first, FAR_BEFORE))
            share += float(likely[low:high, 0].sum())
            taken.update(range(low, high))
        if each.form is not None and cast.is_excluded(speaker, each.form):
            continue
        if each.form is not None and not cast.agrees(speaker, each.form):
            share *= _CLASHING
        if share > best.likely:
            best = Told(speaker, share)
    unknown = _new_name(likely, taken)
    if unknown is not None and unknown[0] > best.likely:
        run = trimmed(document, Range(first + unknown[1], first + unknown[2] + 1))
        if run is not None:
            best = Told(cast.name(run, each.form, sure=False), unknown[0])
    return best if best.likely >= _SURE_ENOUGH else Told(None, best.likely)


def _new_name(likely: Matrix, taken: set[int]) -> tuple[float, int, int] | None:
    """Return the likeliest name that nobody known wears: its likelihood, its first and its last place."""
    free = [place for place in range(FAR_BEFORE) if place not in taken]
    if not free:
        return None
    begin = max(free, key=lambda place: float(likely[place, 0]))
    ends = likely[begin : begin + _LONGEST, 1]
    end = begin + int((ends >= _AN_END * ends.max()).argmax())  # a later one ends another mention
    return float(likely[begin, 0]), begin, end
