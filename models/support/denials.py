"""Whether those who deny in a sentence deny in the article, and those who say there say it here."""

from collections.abc import Iterator, Sequence

from models.arabic.stems import stem
from models.arabic.words import words
from models.once import once
from models.quotes.lexicon import forms
from models.reading import Quote
from models.support.claim import Claim, coverage
from models.support.lexicon import listed, stems
from models.support.polarity import FILE, is_denying, rows_about
from models.support.source import SAME_ROOT
from models.support.speech import FEWEST, cue_form, is_spoken
from models.support.verdict import Fault
from models.support.voices import Voices

_SURE = 0.6  # share of what is said that a row has to have to be about the same
_NEARLY = 0.85  # of the best row's share from which others are about the same too


def denial_faults(claim: Claim, voices: Voices) -> Iterator[Fault]:
    """Yield the cues of a sentence that deny what the article has said, or say what it has denied."""
    for quote in claim.said.quotes:
        form = cue_form(claim, quote)
        if form is None or not is_spoken(claim, quote):
            continue
        rows = _about(claim, quote)
        denies = form.verb.kind == "deny"
        if rows and (_was_said(claim, voices, quote, rows) if denies else _was_denied(claim, voices, quote, rows)):
            yield Fault("negation", quote.cue.of(claim.sentence))


def _about(claim: Claim, quote: Quote) -> list[int]:
    """Return the sentences of the article that tell what a quote of the sentence tells."""
    inside = claim.inside(quote)
    if len(inside) < FEWEST:
        return []
    covered = coverage(inside, len(claim.source.rows))[: len(claim.source.sentences)]
    least = max(_SURE, _NEARLY * max(covered))
    return [row for row, share in enumerate(covered) if share >= least]


def _was_said(claim: Claim, voices: Voices, quote: Quote, rows: Sequence[int]) -> bool:
    """Say whether the article has said what the sentence has denied."""
    inside = claim.inside(quote)
    told = [
        (row, other) for row in rows for other in voices.quotes[row] if claim.told(inside, row, other) >= _SURE
    ]  # fmt: skip
    if not told:
        cue = next((at for at, word in enumerate(claim.words) if quote.cue.covers(word)), 0)
        beside = {*rows, *rows_about(claim, cue)}
        return not any(is_denying(norm) for row in beside for norm in claim.source.norms[row])
    return not _is_refused(claim, quote, rows) and not any(
        _denies_more(claim, quote, row, other) for row, other in told
    )


def _is_refused(claim: Claim, quote: Quote, rows: Sequence[int]) -> bool:
    """Say whether somebody denies something in some rows or right behind one: "… ونفى المتحدث ذلك"."""
    own = {each.term.stem for each in claim.inside(quote)}
    near = {after for row in rows for after in (row, row + 1) if after < len(claim.source.sentences)}
    return any(stem(norm) in _denying() - own for row in near for norm in claim.source.norms[row])


def _denies_more(claim: Claim, quote: Quote, row: int, other: Quote) -> bool:
    """Say whether a quote of the article denies what the sentence does not: "أكد أنه لم يوقع"."""
    told = (there for each in claim.inside(quote) for there, how in each.places.get(row, ()) if how >= SAME_ROOT)
    last = max(told, default=0)
    return any(
        norm in listed(FILE, "particles", "any") and norm not in claim.norms
        for word, norm in zip(claim.source.rows[row][:last], claim.source.norms[row][:last], strict=True)
        if other.covers(word)
    )


def _was_denied(claim: Claim, voices: Voices, quote: Quote, rows: Sequence[int]) -> bool:
    """Say whether the article only has denied what the sentence has said."""
    said = zip(claim.words, claim.norms, strict=True)
    if any(is_denying(norm) for word, norm in said if quote.covers(word)):
        return False
    inside = claim.inside(quote)
    told = [(row, other) for row in rows for other in voices.quotes[row]]
    same = [other for row, other in told if claim.told(inside, row, other) >= _SURE] or [other for _, other in told]
    cues = [cue for other in same for cue in _cue(claim, other)]
    denying = _denying() | stems(FILE, "particles", "failing")
    return bool(cues) and all(cue in denying for cue in cues)


def _cue(claim: Claim, quote: Quote) -> list[str]:
    """Return the stem of the cue of a quote of the article."""
    return [stem(word.norm) for word in words(claim.source.text, quote.cue.start, quote.cue.end)[:1]]


@once
def _denying() -> frozenset[str]:
    return frozenset(stem(norm) for norm, readings in forms().items() if readings[0].verb.kind == "deny")
