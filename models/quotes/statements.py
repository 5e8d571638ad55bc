"""Statements: what the network found at the cues of a document, joined to what the rules know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.arabic.words import bare
from models.quotes.content import Content, between
from models.quotes.cues import is_another_word
from models.quotes.document import Document, Range
from models.quotes.drafts import drafts
from models.quotes.lexicon import CueForm, forms, prepositions
from models.quotes.names import is_role
from models.quotes.sources import trimmed
from models.quotes.subjects import first_phrase
from models.quotes.tagger.facts import Proposal
from models.quotes.tagger.tagger import Finding, Tagger

_LIKELY, _PROPOSED, _PLAINLY = 0.5, 0.3, 0.002
"""How likely a quote must be: one that the network alone found, one that the rules propose, a plain one of theirs.

Set where the F1 of annotated articles that were kept out of training is highest.
"""
_PLAIN = ("that", "colon", "quotation", "preposition")
_SAME = 0.6  # of the words that two contents cover together: from there on they are one
_MOST_BACK = 12  # contents before another that are looked at for one that covers the same words


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote before its speaker is known.

    `form` is None where the cue is no verb; `source` is None where the speaker is understood, and `lam` tells that it
    wears the ل of its preposition. `likely` is how likely this is a quote with these edges, `named` how likely its
    source stands where it was found.
    """

    content: Content
    cue: int
    form: CueForm | None
    source: Range | None
    lam: bool
    likely: float
    placed: float
    named: float


def statements(document: Document, tagger: Tagger) -> list[Statement]:
    """Return the quotes of a document in order of their text, the outer one of two first."""
    read = {at for run in document.ranges for at in range(run.first, run.last)}  # a leftover of the page says nothing
    proposed = proposals(document)
    likely = [each for each in tagger.findings(proposed) if each.cue in read and _is_likely(each, proposed)]
    found = [each for each in (_statement(document, one) for one in likely) if each is not None]
    return _distinct(sorted(_undenied(document, found), key=lambda each: (each.content.start, -each.content.end)))


def _is_likely(found: Finding, proposed: Mapping[int, Proposal]) -> bool:
    proposal = proposed.get(found.cue)
    return found.likely >= (_LIKELY if proposal is None else _PLAINLY if proposal.plain else _PROPOSED)


def proposals(document: Document) -> dict[int, Proposal]:
    """Return what the rules read at each of their cues."""
    found: dict[int, Proposal] = {}
    for run in document.ranges:
        for draft in drafts(document, run):
            found.setdefault(
                draft.cue.first, Proposal(document.within(draft.content), draft.source, draft.carrier in _PLAIN)
            )
    return found


def _statement(document: Document, found: Finding) -> Statement | None:
    content = between(document, found.content, found.cue)
    if content is None:
        return None
    norm = document.tokens[found.cue].norm
    form = form_of(norm)
    if form is not None and (_is_deed(document, form, content) or is_another_word(document, found.cue, form)):
        return None
    source = _source(document, found, form)
    wears = source is not None and document.tokens[source.first].norm.startswith("ل")
    lam = wears and norm.removeprefix("و") in prepositions().with_lam
    return Statement(content, found.cue, form, source, lam, found.likely, found.placed, found.named)


def _source(document: Document, found: Finding, form: CueForm | None) -> Range | None:
    """Return the source that was found, with its name; in "داعيا الوزارة إلى" who stands behind is addressed."""
    source = trimmed(document, found.source) if found.source is not None else None
    if source is None or (form is not None and form.form == "participle" and source.first > found.cue):
        return None
    return _with_name(document, source)


def _with_name(document: Document, source: Range) -> Range:
    """Take in the name behind a lone office: "المهندسة رنا"."""
    if len(source) > 1 or not is_role(bare(document.tokens[source.first].norm)):
        return source
    return first_phrase(document, Range(source.first, len(document.tokens))) or source


def _undenied(document: Document, found: list[Statement]) -> list[Statement]:
    """Leave out what somebody would be told to say while they deny it: "نفت الحكومة اتهامات بالتقصير"."""
    denied = {each.source: each.content for each in found if each.form is not None and each.form.verb.kind == "deny"}
    kept = []
    for each in found:
        content = denied.get(each.source) if each.source is not None else None
        if content is None or not content.start <= document.tokens[each.cue].start < content.end:
            kept.append(each)
    return kept


def _is_deed(document: Document, form: CueForm, content: Content) -> bool:
    """Say whether a verb with this object tells of a deed: "أعلنت الدولة الحرب"."""
    return bare(document.tokens[document.within(content).first].norm) in form.verb.except_object


def form_of(norm: str) -> CueForm | None:
    """Return the first reading of a folded cue, a conjunction or preposition before it left out."""
    for particle in ("", "و", "ف", "ل", "ب"):
        readings = forms().get(norm[len(particle) :]) if norm.startswith(particle) else None
        if readings:
            return readings[0]
    return None


def _distinct(ranked: Iterable[Statement]) -> list[Statement]:
    """Keep one statement for each stretch of text: of two cues for the same words the likelier."""
    kept: list[Statement] = []
    for each in ranked:
        rivals = [n for n in range(max(0, len(kept) - _MOST_BACK), len(kept)) if _alike(kept[n].content, each.content)]
        if any(_score(kept[n]) >= _score(each) for n in rivals):
            continue
        for n in reversed(rivals):
            del kept[n]
        kept.append(each)
    return kept


def _score(each: Statement) -> float:
    return each.likely * each.placed


def _alike(a: Content, b: Content) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0 and shared >= _SAME * (max(a.end, b.end) - min(a.start, b.start))
