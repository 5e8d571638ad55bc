"""Who said what, gathered by speaker for showing."""

from dataclasses import dataclass

from models.reading import Attribution, Quote, Speaker


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one speaker said, in the article's order; no speaker where the article names none."""

    speaker: Speaker | None
    quotes: tuple[Quote, ...]


def by_speaker(attribution: Attribution) -> tuple[Spoken, ...]:
    """Return what each speaker said, in the order in which they first speak, the unattributed quotes last.

    A quote that is a part of another is shown with that one.
    """
    statements = [attribution.quotes[n] for n in attribution.statements()]
    gathered: dict[int, list[Quote]] = {}
    for quote in statements:
        if quote.speaker is not None:
            gathered.setdefault(quote.speaker, []).append(quote)
    spoken = [Spoken(attribution.speakers[index], tuple(quotes)) for index, quotes in gathered.items()]
    unattributed = tuple(quote for quote in statements if quote.speaker is None)
    return (*spoken, Spoken(None, unattributed)) if unattributed else tuple(spoken)


def relayed_by(attribution: Attribution, quote: Quote) -> Speaker | None:
    """Return the speaker whose words hold a quote of someone else's."""
    return None if quote.nested_in is None else attribution.speaker_of(attribution.quotes[quote.nested_in])
