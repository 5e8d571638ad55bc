"""What a source did with its words: said, denied, called for; a quote shown without it may say the opposite."""

from models.arabic.words import Word, words
from models.quotes.cues import is_complementiser
from models.quotes.lexicon import forms, prepositions
from models.reading import Quote

_PREPOSITIONS = frozenset(("الي", "علي", "عن", "من", "في"))
_REACH = 40  # characters before a quote among which its preposition stands


def label(text: str, quote: Quote) -> str:
    """Return the cue as a reader wants it before the quote: "نفت", "دعا إلى"; empty behind a preposition of source.

    The words are the article's, without the و that joins them to the sentence before; "بحسب" and its like say nothing
    that the name of the source does not.
    """
    first = words(text, quote.cue.start, quote.cue.end)[:1]
    if not first or _is_preposition(first[0].norm):
        return ""
    spelled = first[0].of(text)
    shown = spelled[1:] if _is_joined(first[0].norm) else spelled
    preposition = _preposition(text, quote)
    return f"{shown} {preposition.of(text)}" if preposition is not None else shown


def _is_preposition(norm: str) -> bool:
    known = prepositions()
    plain = norm.removeprefix("و")
    single = known.words | {"كما"}
    return plain in single or norm in single or any(phrase[0] in (norm, plain) for phrase in known.phrases)


def _is_joined(norm: str) -> bool:
    return norm not in forms() and norm.startswith(("و", "ف")) and norm[1:] in forms()


def _preposition(text: str, quote: Quote) -> Word | None:
    """Return the preposition that leads from the cue to the quote, with or without an أن between."""
    if quote.start <= quote.cue.end:
        return None
    before = words(text, max(quote.cue.end, quote.start - _REACH), quote.start)
    while before and is_complementiser(before[-1].norm):
        before.pop()
    return before[-1] if before and before[-1].norm in _PREPOSITIONS else None
