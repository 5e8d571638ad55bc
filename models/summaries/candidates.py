"""The sentences that may become a point of the summary, and those among them that can stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.words import Word, words
from models.reading import Attribution, Quote, Sentence, Span
from models.summaries.datelines import dateline, unnumbered
from models.summaries.naming import leaves_speaker_out, understood_speaker
from models.summaries.openers import Opening, opening
from models.summaries.page import Page, has_opener
from models.summaries.terms import terms
from models.summaries.wording import Wording

_FEWEST_WORDS = 5
_UNSOUND, _LEANING, _UNNAMED = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point.

    `number` counts the candidates in the article's order; `wording` is the sentence with its head in order (dateline
    and links left out, an understood speaker named); `norms` are its words, folded, and `terms` their stems; `quoted`
    holds the quotations in it with their marks; `fault` is 0 where it can be understood alone, else the higher the
    worse it reads.
    """

    number: int
    sentence: Sentence
    wording: Wording
    opening: Opening
    norms: tuple[str, ...]
    terms: tuple[str, ...]
    quoted: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    fault: int

    @property
    def size(self) -> int:
        """Return how many words it has."""
        return len(self.norms)


def candidates(attribution: Attribution, title: str | None, *, headings: bool = False) -> list[Candidate]:
    """Return the sentences of an article that are running text, in order; its title is none of them.

    With `headings` short lines without a stop count too, for a text that has no others.
    """
    page = Page(attribution)
    title_words = _norms(words(title or ""))
    found: list[Candidate] = []
    for sentence in attribution.sentences:
        inside = words(attribution.article.text, sentence.start, sentence.end)
        apart = page.is_leftover(sentence) or (not headings and page.is_heading(sentence, len(inside)))
        if len(inside) >= _FEWEST_WORDS and not apart and _norms(inside) != title_words:
            found.append(_candidate(attribution, page, sentence, inside, len(found)))
    return found


def _candidate(
    attribution: Attribution, page: Page, sentence: Sentence, inside: Sequence[Word], number: int
) -> Candidate:
    text = attribution.article.text
    start = dateline(text, sentence) if number == 0 else unnumbered(text, sentence)
    kept = [word for word in inside if word.start >= start] or inside
    begins = opening(text, kept)
    quoted, quotes = page.quoted_in(sentence), page.quotes_in(sentence)
    wording = Wording(sentence)
    if begins.first.start > sentence.start and not has_opener(text[start : begins.first.start]):
        wording = wording.without(Span(sentence.start, begins.first.start))
    unnamed = leaves_speaker_out(quotes, begins.first, looks_bare=begins.bare_cue)
    speaker = understood_speaker(attribution, quotes, page.quotes_before(sentence), begins.first) if unnamed else None
    if speaker:
        wording = wording.noting(begins.first.end, speaker)
    fault = _LEANING * begins.leans + _UNNAMED * (unnamed and speaker is None)
    tag = page.tag(sentence)
    whole = sentence if tag is None else Span(sentence.start, tag.start)
    wording = wording if tag is None else wording.without(tag)
    fault += _UNSOUND * (not page.is_sound(whole, len(inside)))
    return Candidate(number, sentence, wording, begins, tuple(_norms(kept)), terms(kept), quoted, quotes, fault)


def _norms(inside: Sequence[Word]) -> list[str]:
    return [word.norm for word in inside]
