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

    A quote inside another by the same speaker, or inside one and by nobody known, is shown with that one: in
    `قال الوزير إن الخطة "جاهزة"` the word between the marks is no second statement.
    """
    statements = [quote for quote in attribution.quotes if not _is_part(attribution, quote)]
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


def _is_part(attribution: Attribution, quote: Quote) -> bool:
    if quote.nested_in is None:
        return False
    return quote.speaker is None or quote.speaker == attribution.quotes[quote.nested_in].speaker
