"""The speaker's name in square brackets behind a verb of saying that leaves it out: "أضاف [عمر زيدان] أن"."""

from collections.abc import Sequence

from models.arabic.normalise import fold
from models.arabic.words import words
from models.reading import Attribution, Quote, Span, Speaker
from models.summaries.lexicon import phrases
from models.summaries.terms import terms
from models.summaries.wording import plain

_SURE = 0.6  # confidence of a quote below which its speaker is not put into words
_LONGEST = 5  # words of a name in brackets; a longer one gives way to a shorter form of itself
_TOO_LONG = 9  # words of what is no name
_MARKS = {ord(mark): None for mark in '[]()"«»“”'}
_PRONOUNS = ("ها", "هم", "هما", "ه", "نا")


def leaves_speaker_out(quotes: Sequence[Quote], cue: Span, *, looks_bare: bool) -> bool:
    """Say whether the verb at the head of a sentence leaves its subject out.

    How the sentence looks decides, unless the quotes that were read know its source after all: "قال في بيان المتحدث".
    """
    return looks_bare and not any(quote.cue.meets(cue) and quote.mention is not None for quote in quotes)


def understood_speaker(
    attribution: Attribution, quotes: Sequence[Quote], before: Sequence[Sequence[Quote]], cue: Span
) -> str | None:
    """Return who the article lets speak at a cue that names nobody, None where it does not tell for sure.

    `cue` is the cue's word as it will stand, its و taken off; `before` holds the quotes of the sentences before, the
    nearest first. Sure is a speaker whom the nearest of them that names a source names too: after "قال سامي نور إن
    السد ممتلئ" it is he who adds.
    """
    own = next((quote for quote in quotes if quote.cue.meets(cue) and quote.confidence >= _SURE), None)
    if own is None or own.speaker is None:
        return None
    for sentence in before:
        named = [(quote, quote.mention) for quote in sentence if quote.mention is not None and quote.nested_in is None]
        mentions = [mention.of(attribution.article.text) for quote, mention in named if quote.speaker == own.speaker]
        if named:
            return _shown(attribution.speakers[own.speaker], mentions[-1]) if mentions else None
    return None


def _shown(speaker: Speaker, mention: str) -> str | None:
    """Return a name for the brackets: the speaker's fullest if it holds the mention's words, shorter if it is long.

    A mention that it does not hold ("سارة نور، المتحدثة باسم البلدية" of a speaker "البلدية") is shown itself.
    """
    forms = [plain(each.translate(_MARKS)) for each in (speaker.name, *speaker.aliases)]
    near = plain(mention.translate(_MARKS))
    full = forms[0] if _stems(near) <= _stems(forms[0]) or " " not in near else near
    if len(full.split()) > _LONGEST:
        shorter = [each for each in (*forms, near, full.split("،")[0]) if len(each.split()) <= _LONGEST]
        full = max((each for each in shorter if _stems(near) & _stems(each)), key=len, default=full)
    return full if _is_name(full) else None


def _stems(name: str) -> set[str]:
    return set(terms(words(name)))


def _is_name(form: str) -> bool:
    """Say whether words name somebody, not only by another one who is meant ("أسرتها"), nor a day with him."""
    norms = fold(form).split()
    if not norms or len(form) < 3 or len(norms) > _TOO_LONG or (len(norms) == 1 and form.endswith(_PRONOUNS)):
        return False
    days = phrases("asides.toml", "time", "anchors")
    return norms[0] not in phrases("openers.toml", "leaning", "worn") and not any(norm in days for norm in norms)
