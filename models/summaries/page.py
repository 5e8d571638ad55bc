"""The page that an article's sentences stand on: its lines, quotations and quotes, looked up by sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from models.arabic.page import leftovers
from models.arabic.quotation import Quoted, quotations
from models.reading import Attribution, Quote, Span

_BACK = 3  # sentences back to one that says who goes on speaking
_MOST_WORDS = 90  # of a sentence that can be read in one breath at all
_HEADING_WORDS = 14
_HEADING_WORDS_WITHOUT_STOPS = 8  # in an article whose writer ends no sentence with a stop
_LONG_LINE = 15  # words of a line that is no heading, however it ends
_STOPS = (".", "!", "؟", "?", "…", "۔")
_LONGEST_TAG = 40  # characters
_TAG = re.compile(r"\s{0,3}[،,]\s{0,3}(?:[أا]ليس (?:كذلك|(?:هذا )?صحيحا)|صحيح)\s{0,3}[؟?]$")  # "…، أليس كذلك؟"
_UNFINISHED = ("؟", "?", ":", "،", "؛")
_CLOSERS = '"”“»›’) '
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OPENER = re.compile('[(\\[«“”"‹]')
_DOUBLE = re.compile('[“”„‟"＂]')
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")


class Page:
    """An article's lines, quotations and quotes; every lookup takes a sentence of it."""

    def __init__(self, attribution: Attribution) -> None:
        self._text = attribution.article.text
        self._lines = [Span(m.start(), m.end()) for m in _LINE.finditer(self._text)]
        self._line_starts = [line.start for line in self._lines]
        self._leftovers = frozenset(line.start for line in leftovers(self._text))
        self._quotations = _outermost(quotations(self._text))
        self._quotation_starts = [each.outer.start for each in self._quotations]
        self._sentences = attribution.sentences
        self._sentence_starts = [each.start for each in self._sentences]
        self._quotes = sorted(attribution.quotes, key=lambda quote: quote.cue.start)
        self._cues = [quote.cue.start for quote in self._quotes]
        self._heading_words = _HEADING_WORDS if self._ends_with_stops() else _HEADING_WORDS_WITHOUT_STOPS

    def quoted_in(self, sentence: Span) -> tuple[Span, ...]:
        """Return the quotations that a sentence meets, with their marks, those inside others left out."""
        return tuple(each.outer for each in self._quoted_in(sentence))

    def quotes_in(self, sentence: Span) -> tuple[Quote, ...]:
        """Return the quotes whose cue stands in a sentence."""
        return tuple(self._quotes[bisect_left(self._cues, sentence.start) : bisect_left(self._cues, sentence.end)])

    def quotes_before(self, sentence: Span) -> list[tuple[Quote, ...]]:
        """Return the quotes of each of the few sentences before a sentence, the nearest first."""
        at = bisect_left(self._sentence_starts, sentence.start)
        return [self.quotes_in(each) for each in reversed(self._sentences[max(0, at - _BACK) : at])]

    def is_leftover(self, sentence: Span) -> bool:
        """Say whether a sentence stands on a line that its page left."""
        return self._line_of(sentence).start in self._leftovers

    def is_heading(self, sentence: Span, size: int) -> bool:
        """Say whether a sentence of so many words is a short line by itself that no stop ends."""
        line = self._line_of(sentence)
        before = self._text[line.start : sentence.start]
        whole = not any(char.isalnum() for char in before) and not self._text[sentence.end : line.end].strip()
        return whole and size <= self._heading_words and not _is_ended(line.of(self._text))

    def tag(self, sentence: Span) -> Span | None:
        """Return the question that a statement ends with and that asks nothing of its own."""
        found = _TAG.search(sentence.of(self._text)[-_LONGEST_TAG:])
        return None if found is None else Span(sentence.end - len(found.group()), sentence.end)

    def is_sound(self, sentence: Span, size: int) -> bool:
        """Say whether a sentence of so many words is whole: one statement in Arabic whose marks are balanced."""
        said = sentence.of(self._text)
        quoted = self._quoted_in(sentence)
        return (
            size <= _MOST_WORDS
            and not said.rstrip(_CLOSERS).endswith(_UNFINISHED)
            and all(each.closed and sentence.covers(each.outer) for each in quoted)
            and _is_balanced(said)
            and 2 * len(_ARABIC.findall(said)) > len(_LETTER.findall(said))
            and not (quoted and quoted[0].outer.start <= sentence.start and not self.quotes_in(sentence))
        )

    def _quoted_in(self, sentence: Span) -> list[Quoted]:
        first = bisect_left(self._quotation_starts, sentence.start)
        last = bisect_left(self._quotation_starts, sentence.end)
        return [each for each in self._quotations[max(0, first - 1) : last] if each.outer.meets(sentence)]

    def _line_of(self, sentence: Span) -> Span:
        return self._lines[bisect_right(self._line_starts, sentence.start) - 1]

    def _ends_with_stops(self) -> bool:
        """Say whether the writer ends running text with a stop, so that a line without one is a heading."""
        texts = [line.of(self._text) for line in self._lines]
        running = [line for line in texts if line.count(" ") >= _LONG_LINE]
        return 2 * sum(_is_ended(line) for line in running) >= len(running)


def has_opener(head: str) -> bool:
    """Say whether a quotation or a bracket opens in the words that might be left out at a head."""
    return _OPENER.search(head) is not None


def _outermost(found: Sequence[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for each in found:
        if not kept or each.outer.start >= kept[-1].outer.end:
            kept.append(each)
    return kept


def _is_balanced(said: str) -> bool:
    brackets = said.count("(") == said.count(")") and said.count("[") == said.count("]")
    return brackets and said.count("«") == said.count("»") and len(_DOUBLE.findall(said)) % 2 == 0


def _is_ended(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_STOPS)
