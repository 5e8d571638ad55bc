"""Clauses at the end of a sentence that can be left out so that a whole sentence stays."""

from collections.abc import Iterator, Sequence

from models.arabic.words import words
from models.quotes.lexicon import forms
from models.reading import Quote, Span
from models.summaries.clauses import Clause, Matter
from models.summaries.lexicon import holds, is_participle, matched, phrases, without_waw

_SHORTEST_HEAD = 9  # words that must be left
_SHORTEST_CONTENT = 4  # words behind the last أن of what is left
_THAT = frozenset(f"{b}ان{pronoun}" for b in ("", "ب") for pronoun in ("", "ه", "ها", "هم", "هما", "ني", "نا"))


def tails(of: Matter) -> Iterator[Span]:
    """The last clauses of a sentence, the shortest tail first: "، فيما تراجعت في باريس", "، وأضاف أن الخطة جاهزة"."""
    parts = of.clauses
    if matched(phrases("asides.toml", "open", "words"), parts[0].norms):
        return
    for n in range(len(parts) - 1, 0, -1):
        if _begins_beside(parts[0]) and not any(_is_verb(norm) for part in parts[1:n] for norm in part.norms):
            return  # "بعد خسارته أمام ألمانيا، فاز": the main clause comes behind the comma
        tail = Span(parts[n].start - 1, of.span.end)
        norms = [norm for part in parts[n:] for norm in part.norms]
        if _may_go(of, parts, n, norms) and _is_whole(of, Span(of.span.start, tail.start)):
            yield tail


def _begins_beside(first: Clause) -> bool:
    return matched(phrases("asides.toml", "open", "adverbs"), [without_waw(norm) for norm in first.norms[:2]]) > 0


def _may_go(of: Matter, parts: Sequence[Clause], n: int, norms: Sequence[str]) -> bool:
    if not norms or holds(norms, "sources", "limits"):
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
    return bool(cue) and without_waw(cue[0].norm) == bare and (bare != first or is_participle(first))


def _has_predicate(norms: Sequence[str]) -> bool:
    """Say whether a clause surely has its verb: "لا شك أن المواجهة، التي تجري اليوم حاسمة" has it late."""
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
