"""The speaker's name in square brackets behind a verb of saying that leaves it out: "أضاف [مايك بومبيو] أن"."""

from collections.abc import Sequence

from models.arabic.normalise import fold
from models.reading import Attribution, Quote, Span
from models.summaries.lexicon import phrases
from models.summaries.wording import plain

_SURE = 0.6  # confidence of a quote below which its speaker is not put into words
_CERTAIN = 0.7  # … below which a sentence that does not look as if it left its speaker out is believed
_LONGEST = 5  # words of a name in brackets; a longer one gives way to a shorter form of itself
_MARKS = {ord(mark): None for mark in '[]()"«»“”'}
_PRONOUNS = ("ها", "هم", "هما", "ه", "نا")


def leaves_speaker_out(quotes: Sequence[Quote], cue: Span, *, looks_bare: bool) -> bool:
    """Say whether the verb at the head of a sentence leaves its subject out.

    The quotes that were read decide where they are sure ("وصف الوضع بأنه خطير" leaves it out, "قال في بيان المتحدث"
    does not), else how the sentence looks.
    """
    own = [quote for quote in quotes if quote.cue.meets(cue)]
    if any(quote.mention is not None for quote in own):
        return False
    return looks_bare or any(quote.speaker is not None and quote.confidence >= _CERTAIN for quote in own)


def understood_speaker(attribution: Attribution, quotes: Sequence[Quote], cue: Span) -> str | None:
    """Return who the article lets speak at a cue that names nobody, None where it does not tell for sure.

    `cue` is the cue's word as it will stand, its و taken off.
    """
    for quote in quotes:
        if not quote.cue.meets(cue) or quote.confidence < _SURE:
            continue
        speaker = attribution.speaker_of(quote)
        return None if speaker is None else _shown(speaker.name, speaker.aliases)
    return None


def _shown(name: str, aliases: Sequence[str]) -> str | None:
    """Return the form of a name for the brackets: the full one, or where that is long a shorter run of its words."""
    forms = [plain(each.translate(_MARKS)) for each in (name, *aliases)]
    full = forms[0]
    if len(full.split()) > _LONGEST:
        parts = [each for each in (*forms[1:], full.split("،")[0]) if _is_part(each, full)]
        full = max(parts, key=len, default=full)
    return None if _is_relative(full) else full


def _is_part(form: str, full: str) -> bool:
    return 1 < len(form.split()) <= _LONGEST and form in full


def _is_relative(name: str) -> bool:
    """Say whether a name tells only by another one who is meant ("أسرتها"), or is none ("خلالها نور")."""
    first = fold(name).split(" ")[0]
    return (
        len(name) < 3
        or first in phrases("openers.toml", "leaning", "worn")
        or (" " not in name and name.endswith(_PRONOUNS))
    )
