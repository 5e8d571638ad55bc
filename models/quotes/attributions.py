"""Attributions by preposition: "…، بحسب الوزارة", "ووفقا لدراسة، …", "…، حسبما أفادت الوكالة"."""

from dataclasses import dataclass

from models.quotes.cues import is_complementiser
from models.quotes.document import Document, Range
from models.quotes.lexicon import CueForm, forms, phrase_list, prepositions
from models.quotes.sources import noun_phrase

_SHORTEST = 3  # words of a clause that can be attributed


@dataclass(frozen=True, slots=True)
class Sourced:
    """A clause with the source that a preposition gives it; `cue` spans the preposition and a verb behind it."""

    cue: Range
    source: Range
    clause: Range


def attributions(document: Document, run: Range) -> list[Sourced]:
    """Return the clauses of a run that a preposition attributes, in order of their prepositions."""
    found: list[Sourced] = []
    start = document.body(run).first
    at = run.first
    while at < run.last:
        read = _preposition(document, run, at) if document.tokens[at].kind == "word" else None
        if read is None:
            at += 1
            continue
        cue, source = read
        fronted = at <= start
        if fronted and not _closed(document, run, source):
            at += 1
            continue
        clause = (
            Range(_resumption(document, source.last, run.last), run.last)
            if fronted
            else Range(_turn(document, start, at), at)
        )
        clause = _shrunk(document, clause)
        if _is_source(document, source) and len(document.norms(clause)) >= _SHORTEST:
            found.append(Sourced(cue, source, clause))
        start = at = source.last
    return found


def _resumption(document: Document, first: int, last: int) -> int:
    """Return where the clause behind a fronted source begins: "ووفقا للمؤسسة، المتخصصة في الأرقام، فإن العدد ..."."""
    for at in range(first, last):
        token = document.tokens[at]
        if (
            token.kind == "word"
            and token.norm in ("فان", "فقد", "فانه", "فانها")
            and document.tokens[at - 1].kind == "comma"
        ):
            return at
    return first


def _turn(document: Document, start: int, at: int) -> int:
    """Return where the last clause before a token begins: "…، كما أجرى الرئيس اتصالا، بحسب الوكالة"."""
    for here in range(at - 1, start, -1):
        if document.tokens[here - 1].kind == "comma" and document.tokens[here].norm in ("كما", "فيما", "بينما"):
            return here + 1
    return start


def _closed(document: Document, run: Range, source: Range) -> bool:
    """Say whether a source at the start of a sentence ends with a comma or before a فقد: "وفق" may also be a verb."""
    if source.last >= run.last:
        return False
    token = document.tokens[source.last]
    return token.kind == "comma" or token.norm.startswith(("فقد", "فان"))


def _preposition(document: Document, run: Range, at: int) -> tuple[Range, Range] | None:
    """Read a preposition of source at a token: its cue and its source."""
    known = prepositions()
    norm = document.tokens[at].norm
    plain = norm[1:] if norm.startswith("و") and norm[1:] in known.words else norm
    after = at + 1
    if after >= run.last:
        return None
    follows = document.tokens[after].norm
    if plain in known.with_lam and follows.startswith("ل"):
        if follows == "لما":
            return _behind_verb(document, run, at, after + 1)
        first = after + 1 if follows == "ل" else after
        return _behind(document, run, Range(at, after), first)
    if norm == "كما":
        read = _behind_verb(document, run, at, after)
        return read if read is not None and run.last - read[1].last <= 1 and at > run.first else None
    if plain in known.what:
        return _behind_verb(document, run, at, after)
    if plain in known.bare and follows == "ما":
        return _behind_verb(document, run, at, after + 1)
    if plain in known.bare:
        return _behind(document, run, Range(at, after), after)
    for phrase in known.phrases:
        end = at + len(phrase)
        if tuple(t.norm for t in document.tokens[at:end]) == phrase and end < run.last:
            return _behind(document, run, Range(at, end), end)
    return None


def _behind_verb(document: Document, run: Range, at: int, verb: int) -> tuple[Range, Range] | None:
    """Read a source behind a verb: "حسبما أفادت الوكالة", "وفقا لما أكده مسؤول"."""
    if verb + 1 >= run.last or not _verb(document.tokens[verb].norm):
        return None
    return _behind(document, run, Range(at, verb + 1), verb + 1, audience=True)


def _verb(norm: str) -> tuple[CueForm, ...] | None:
    readings = forms().get(norm)
    return readings if readings and readings[0].form == "finite" else None


def _behind(
    document: Document, run: Range, cue: Range, first: int, *, audience: bool = False
) -> tuple[Range, Range] | None:
    if first < run.last and document.tokens[first].norm in ("عنه", "عنها"):
        first += 1
    if first >= run.last:
        return None
    source = noun_phrase(document, Range(first, min(run.last, _source_end(document, run, first))), audience=audience)
    return None if source is None or source.first != first else (cue, source)


def _source_end(document: Document, run: Range, first: int) -> int:
    """Bound the source of a preposition: a relative clause or what a فقد begins is no part of it."""
    for at in range(first, run.last):
        token = document.tokens[at]
        if token.kind == "word" and (token.norm.startswith(("فقد", "فان")) or token.norm in ("و", "والتي", "والذي")):
            return at
        if at > first and token.quoted == document.tokens[first].quoted and is_complementiser(token.norm):
            return at
    return run.last


def _is_source(document: Document, source: Range) -> bool:
    norms = document.norms(source)
    head = norms[1] if norms[0] in ("هذا", "هذه", "لهذا", "لهذه", "نفس") and len(norms) > 1 else norms[0]
    stripped = head[2:] if head.startswith(("لل", "ال")) else head
    known = prepositions()
    refused = known.no_source | known.echoes
    return not (document.tokens[source.first].kind == "number" or refused & {head, stripped, head.removeprefix("ل")})


def _shrunk(document: Document, clause: Range) -> Range:
    """Leave out joining words and marks before a clause: "لكن", "وقد", "ويذكر أن"."""
    first, last = clause.first, clause.last
    while first < last:
        token = document.tokens[first]
        impersonal = token.norm in ("ويذكر", "يذكر", "يشار", "ويشار", "الي") or is_complementiser(token.norm)
        joint = (
            token.kind == "word"
            and token.norm in phrase_list("joints")
            and not token.norm.startswith(("لا", "لم", "ما"))
        )
        if not (token.kind in ("comma", "dash", "stop") or impersonal or joint):
            break
        first += 1
    while last > first and document.tokens[last - 1].kind in ("comma", "dash"):
        last -= 1
    if last > first and document.tokens[last - 1].norm == "وذلك":
        last -= 1
    return Range(first, last)
