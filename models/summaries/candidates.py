"""The sentences that may become a point of the summary, and those among them that can stand alone."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from models.arabic.page import leftovers
from models.arabic.quotation import quotations
from models.arabic.words import Word, words
from models.reading import Attribution, Quote, Sentence, Span
from models.summaries.datelines import dateline, unnumbered
from models.summaries.naming import leaves_speaker_out, understood_speaker
from models.summaries.openers import Opening, opening
from models.summaries.terms import terms
from models.summaries.wording import Wording

_FEWEST_WORDS = 5
_MOST_WORDS = 90  # of a sentence that can be read in one breath at all
_HEADING_WORDS = 14
_HEADING_WORDS_WITHOUT_STOPS = 8  # in an article whose writer ends no sentence with a stop
_LONG_LINE = 15  # words of a line that is no heading, however it ends
_STOPS = (".", "!", "؟", "?", "…", "۔")
_CLOSERS = "\"”“»›’) "
_OPENER = re.compile("[(\\[«“”\"‹]")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point.

    `number` counts the candidates in the article's order; `wording` is the sentence with its head in order (dateline
    and links left out, an understood speaker named); `stands` says that it can be understood alone.
    """

    number: int
    sentence: Sentence
    wording: Wording
    opening: Opening
    terms: tuple[str, ...]
    size: int
    quoted: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    stands: bool


def candidates(attribution: Attribution, headline: str | None) -> list[Candidate]:
    """Return the sentences of an article that are running text, in order; its headline is none of them."""
    text = attribution.article.text
    page = _Page(attribution)
    title = _norms(words(headline or ""))
    found: list[Candidate] = []
    for sentence in attribution.sentences:
        inside = words(text, sentence.start, sentence.end)
        if len(inside) < _FEWEST_WORDS or page.is_apart(sentence, len(inside)) or _norms(inside) == title:
            continue
        found.append(_candidate(attribution, page, sentence, inside, len(found)))
    return found


def _candidate(
    attribution: Attribution, page: "_Page", sentence: Sentence, inside: Sequence[Word], number: int
) -> Candidate:
    text = attribution.article.text
    start = dateline(text, sentence) if number == 0 else unnumbered(text, sentence)
    kept = [word for word in inside if word.start >= start]
    begins = opening(text, kept)
    quoted, quotes = page.quoted_in(sentence), page.quotes_in(sentence)
    wording = Wording(sentence)
    if begins.first.start > sentence.start and not _OPENER.search(text, start, begins.first.start):
        wording = wording.without(Span(sentence.start, begins.first.start))
    unnamed = leaves_speaker_out(quotes, begins.first, looks_bare=begins.bare_cue)
    speaker = understood_speaker(attribution, quotes, begins.first) if unnamed else None
    if speaker:
        wording = wording.noting(begins.first.end, speaker)
    stands = not begins.leans and not (unnamed and speaker is None) and page.is_sound(sentence, len(inside))
    return Candidate(number, sentence, wording, begins, terms(kept), len(kept), quoted, quotes, stands)


class _Page:
    """An article's lines, quotations and quotes, looked up by sentence."""

    def __init__(self, attribution: Attribution) -> None:
        self._text = attribution.article.text
        self._leftovers = leftovers(self._text)
        self._quotations = [each.outer for each in quotations(self._text)]
        self._starts = [each.start for each in self._quotations]
        self._quotes = sorted(attribution.quotes, key=lambda quote: quote.cue.start)
        self._cues = [quote.cue.start for quote in self._quotes]
        self._heading_words = _HEADING_WORDS if _ends_with_stops(self._text) else _HEADING_WORDS_WITHOUT_STOPS

    def quoted_in(self, sentence: Span) -> tuple[Span, ...]:
        """Return the quotations that a sentence meets, with their marks."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        before = self._quotations[max(0, first - 1) : first]
        return tuple(each for each in [*before, *self._quotations[first:last]] if each.meets(sentence))

    def quotes_in(self, sentence: Span) -> tuple[Quote, ...]:
        """Return the quotes whose cue stands in a sentence."""
        return tuple(self._quotes[bisect_left(self._cues, sentence.start) : bisect_left(self._cues, sentence.end)])

    def is_apart(self, sentence: Span, size: int) -> bool:
        """Say whether a sentence is no running text: a leftover of the page, a heading, a line of a list."""
        if any(line.meets(sentence) for line in self._leftovers):
            return True
        start, end = _line_around(self._text, sentence)
        whole = sentence.start - start < 4 and sentence.end == end
        return whole and size <= self._heading_words and not _is_ended(self._text[start:end])

    def is_sound(self, sentence: Span, size: int) -> bool:
        """Say whether a sentence is whole: one statement in Arabic whose marks are balanced."""
        words_of_it = sentence.of(self._text)
        if size > _MOST_WORDS or words_of_it.rstrip(_CLOSERS).endswith(("؟", "?", ":", "،", "؛")):
            return False
        if not all(sentence.covers(each) for each in self.quoted_in(sentence)):
            return False
        if words_of_it.count("(") != words_of_it.count(")") or words_of_it.count('"') % 2:
            return False
        return len(_ARABIC.findall(words_of_it)) * 2 > len(_LETTER.findall(words_of_it)) and not self._is_speech(sentence)

    def _is_speech(self, sentence: Span) -> bool:
        """Say whether a sentence is all quotation and nobody in it says whose."""
        quoted = self.quoted_in(sentence)
        return bool(quoted) and quoted[0].start <= sentence.start and not self.quotes_in(sentence)


def _norms(inside: Sequence[Word]) -> list[str]:
    return [word.norm for word in inside]


def _line_around(text: str, span: Span) -> tuple[int, int]:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_ended(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSERS).endswith(_STOPS)


def _ends_with_stops(text: str) -> bool:
    """Say whether the writer ends running text with a stop, so that a line without one is a heading."""
    running = [line for line in text.splitlines() if line.count(" ") >= _LONG_LINE]
    return 2 * sum(_is_ended(line) for line in running) >= len(running)
