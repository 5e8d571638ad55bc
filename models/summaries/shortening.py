"""A long sentence said shorter by leaving out what hangs on it; what is left says nothing else than before.

Cuts are tried from the safest to the boldest until the sentence is short enough. Each is refused where it would take
away a source, a limit or a doubt, a part of a quotation, or what a verb of saying still waits for. A long sentence
that allows no cut stays long.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.arabic.words import words
from models.quotes.lexicon import forms
from models.reading import Quote, Span
from models.summaries.clauses import Clause, clauses
from models.summaries.lexicon import matched, phrases, without_waw
from models.summaries.wording import Wording

_SHORTEST_HEAD = 9  # words that must be left before a clause at the end goes
_SHORTEST_CONTENT = 4  # words behind the last أن of what is left
_LONGEST_ASIDE = 16  # words; longer ones are statements of their own
_BRACKETED = re.compile(r"\s*\(([^()\n]{1,60})\)")
_DASHED = re.compile(r"(?<![\d٠-٩])\s[-–—]\s(?![\d٠-٩])([^-–—\n]{3,120}?)\s[-–—](?=\s[^\d٠-٩])")  # no score: 2 - 1
_DASH = re.compile(r"[-–—]+")
_THAT = frozenset(f"{b}ان{pronoun}" for b in ("", "ب") for pronoun in ("", "ه", "ها", "هم", "هما", "ني", "نا"))


@dataclass(frozen=True, slots=True)
class Matter:
    """What a cut has to mind: the text, the stretch that may be cut and its clauses, quotations and quotes.

    `quoted` holds the quotations in it with their marks, `quotes` what is said in it and by whom.
    """

    text: str
    span: Span
    clauses: tuple[Clause, ...]
    quoted: tuple[Span, ...]
    quotes: tuple[Quote, ...]


def matter(text: str, wording: Wording, quoted: tuple[Span, ...], quotes: tuple[Quote, ...]) -> Matter:
    """Return what cuts in a wording have to mind; what stands before its first word is no part of it."""
    span = Span(next((each.start for each in wording.kept()), wording.span.end), wording.span.end)
    return Matter(text, span, clauses(text, span, quoted), quoted, quotes)


def shortened(of: Matter, wording: Wording, budget: int) -> Wording:
    """Return a wording of at most `budget` words if cuts can bring it there, else the shortest that is safe."""
    for rule in _RULES:
        for cut in rule(of):
            if not _is_safe(of, wording, cut):
                continue
            wording = wording.without(cut)
            if wording.length(of.text) <= budget:
                return wording
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
    if cut.meets(quote.cue) or (quote.mention is not None and cut.covers(quote.mention)):
        return False
    return not cut.covers(quote)


def _brackets(of: Matter) -> Iterator[Span]:
    """(33 عاما), (نحو 5 ملايين دولار), (CNN): an age, another measure, an agency's letters."""
    for found in _BRACKETED.finditer(of.text, of.span.start, of.span.end):
        inside = [word.norm for word in words(found.group(1))]
        measures = phrases("asides.toml", "bracketed", "words")
        numbered = any(norm[0].isdigit() for norm in inside) and any(norm in measures for norm in inside)
        if numbered and not _holds(inside, "sources", "limits"):
            yield Span(found.start(), found.end())


def _ages(of: Matter) -> Iterator[Span]:
    """قالت اللاعبة، 25 عاما، إنها."""
    for aside in _asides(of):
        if len(aside.norms) == 2 and aside.norms[0].isdigit() and aside.norms[1] in ("عاما", "سنه", "عام", "اعوام", "سنوات"):
            yield aside


def _times(of: Matter) -> Iterator[Span]:
    """أعلن الوزير، مساء الخميس، أن."""
    known = phrases("asides.toml", "time", "words")
    anchors = phrases("asides.toml", "time", "anchors")
    for aside in _asides(of):
        words_only = [norm for norm in aside.norms if not norm.isdigit()]
        if words_only and all(norm in known for norm in words_only) and any(norm in anchors for norm in words_only):
            yield aside


def _occasions(of: Matter) -> Iterator[Span]:
    """قال الوزير، في مؤتمر صحفي بالعاصمة، إن: only before the أن that shows where the aside ends."""
    table = phrases("asides.toml", "occasion", "words")
    for aside, then in _asides_before_that(of):
        if matched(table, aside.norms) and not _holds(aside.norms, "sources", "limits", "doubts") and then:
            yield aside


def _relatives(of: Matter) -> Iterator[Span]:
    """الملف، الذي يعد محور الخلاف، كان موضوع اللقاء."""
    table = phrases("asides.toml", "relative", "words")
    for aside, then in _asides_before_that(of):
        if then and matched(table, aside.norms) and not _holds(aside.norms, "sources", "limits", "doubts"):
            yield aside


def _dashes(of: Matter) -> Iterator[Span]:
    """خلافاتها مع زوجها - التي استمرت أعواما - جعلتها ترحل."""
    if len(_DASH.findall(of.text, of.span.start, of.span.end)) != 2:
        return  # "البصرة - بغداد - أربيل" is a list
    for found in _DASHED.finditer(of.text, of.span.start, of.span.end):
        inside = [word.norm for word in words(found.group(1))]
        if len(inside) <= _LONGEST_ASIDE and not _holds(inside, "sources", "limits", "doubts"):
            yield Span(found.start(), found.end())


def _tails(of: Matter) -> Iterator[Span]:
    """The last clauses of a sentence, the shortest tail first: "، فيما تراجعت في باريس", "، وأضاف أن الخطة جاهزة"."""
    parts = of.clauses
    if matched(phrases("asides.toml", "open", "words"), parts[0].norms):
        return
    for n in range(len(parts) - 1, 0, -1):
        tail = Span(parts[n].start - 1, of.span.end)
        norms = [norm for part in parts[n:] for norm in part.norms]
        if _may_go(of, parts, n, norms) and _is_whole(of, Span(of.span.start, tail.start)):
            yield tail


def _may_go(of: Matter, parts: Sequence[Clause], n: int, norms: Sequence[str]) -> bool:
    if not norms or _holds(norms, "sources", "limits"):
        return False
    if any(_takes_over(of.text, parts[n], quote) for quote in of.quotes):
        return True
    if n < len(parts) - 1:
        return False
    if matched(phrases("asides.toml", "tail", "words"), norms):
        return True
    head = [norm for part in parts[:n] for norm in part.norms]
    return matched(phrases("asides.toml", "relative", "words"), norms) > 0 and _has_predicate(head)


def _takes_over(text: str, part: Clause, quote: Quote) -> bool:
    """Say whether a clause begins with a cue of its own: "، وأضاف أن", "، مضيفا أن", but not "وفي بيان لاحق، قال"."""
    if not part.norms or not part.covers(quote.cue):
        return False
    first, bare = part.norms[0], without_waw(part.norms[0])
    cue = words(text, quote.cue.start, quote.cue.end)
    return bool(cue) and without_waw(cue[0].norm) == bare and (bare != first or _is_participle(first))


def _has_predicate(norms: Sequence[str]) -> bool:
    """Say whether a clause surely has its verb: "لا شك أن المواجهة، التي تجري اليوم حاسمة" lacks it before the comma."""
    that = _last_that(norms)
    clause = norms[that + 1 :] if that is not None else norms
    return any(_is_verb(norm) for norm in clause)


def _is_verb(norm: str) -> bool:
    if norm in forms():
        return forms()[norm][0].form == "finite"
    present = len(norm) > 3 and norm.startswith(("ي", "سي", "ست"))
    past = len(norm) > 3 and norm.endswith("ت") and not norm.endswith("ات") and not norm.startswith("ال")
    return present or past or norm in phrases("asides.toml", "verbs", "words")


def _last_that(norms: Sequence[str]) -> int | None:
    return max((n for n, norm in enumerate(norms) if norm in _THAT), default=None)


def _is_participle(norm: str) -> bool:
    return norm in forms() and forms()[norm][0].form == "participle"


def _is_whole(of: Matter, head: Span) -> bool:
    """Say whether what stands before a tail is a sentence without it."""
    norms = [word.norm for word in words(of.text, head.start, head.end)]
    that = _last_that(norms)
    if len(norms) < _SHORTEST_HEAD or (that is not None and len(norms) - that - 1 < _SHORTEST_CONTENT):
        return False
    own = [quote for quote in of.quotes if head.covers(quote.cue)]
    if any(quote.end > head.end for quote in own):
        return False
    return bool(own) or without_waw(norms[0]) not in forms()


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
            if last < len(parts) - 1 and sum(len(part.norms) for part in parts[n : last + 1]) <= _LONGEST_ASIDE:
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
    return _is_participle(norms[0]) or joined or matched(phrases("asides.toml", "relative", "own_comma"), norms) > 0


def _holds(norms: Sequence[str], *lists: str) -> bool:
    tables = [phrases("asides.toml", "weighty", name) for name in lists]
    return any(matched(table, norms[n : n + 3]) for table in tables for n in range(len(norms)))


_RULES: tuple[Callable[[Matter, Wording], Iterator[Span]], ...] = (
    _brackets, _ages, _times, _occasions, _relatives, _dashes, _tails,
)  # fmt: skip
