"""Numbers as answers: which number of a sentence counts what is asked for, and how much of it is shown."""

from dataclasses import dataclass

from models.answers.lexicon import Measure, bare_list, measures, word_list
from models.answers.questions import Question
from models.answers.terms import Term, agreement, term
from models.arabic.dates import dates
from models.arabic.numbers import Number, numbers, value_of
from models.arabic.stems import stem
from models.arabic.words import Word, bare
from models.reading import Span

_BEHIND = 3  # words behind a number among which what it counts stands: "8 قوارب", "15 ألف درهم"
_BEFORE = 4  # words before it: "بلغ عدد القتلى 12"
_LESS_BEFORE = 0.7  # of the fit where the noun stands before the number
_FARTHER = 0.1  # less for each word between a number and what it counts
_FITS = 0.4  # a number that counts something else is no answer
_PLAIN = 0.5  # fit of a number that counts persons, or nothing named, where the sentence speaks of what is counted
_UNASKED = 0.5  # fit where the question names nothing that is counted
_JOINS = ("-", "–", "\u2212", ":")


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """A short answer as it stands; `first` and `last` bound it among the words of its sentence; `fit` from 0 to 1."""

    first: int
    last: int
    fit: float


def counts(text: str, words: tuple[Word, ...], question: Question) -> list[Candidate]:
    """Return the numbers of a sentence that count what is asked for."""
    taken = dates(words) if question.wants == "number" else []
    found = []
    for each in numbers(words):
        if any(date.meets(each) for date in taken) or _numbers_its_line(text, each):
            continue
        fit = _fit(text, words, each, question)
        if fit >= _FITS:
            found.append(_widened(text, words, each, fit))
    return found


def _numbers_its_line(text: str, each: Number) -> bool:
    """Say whether a number only numbers its line: "2- يضاف الملح"."""
    return each.first == 0 and text[each.end : each.end + 2].strip()[:1] in ("-", ")", ".", "/")


def _fit(text: str, words: tuple[Word, ...], each: Number, question: Question) -> float:
    """Return how well a number fits: by its unit where a measure is asked for, else by what it counts."""
    behind = words[each.last - int(each.dual) : each.last + _BEHIND]
    noun = question.noun
    if question.wants == "duration":
        return _lasts(each, behind[:2], noun)
    if _asks("score", noun):
        return float(_is_score(text, words, each))
    measure = next((m for m in measures().values() if any(t.stem in m.asks for t in noun)), None)
    if measure is not None:
        told_of = _mentions(words, tuple(t for t in noun if t.stem not in measure.asks))
        return float(_is_in(measure, text, each, behind) and (told_of or _mentions(words, noun)))
    if _is_in(measures()["percent"], text, each, behind):
        return 0.0  # "60% من المزارع" is no number of farms
    if _asks("sums", noun) and _is_in(measures()["money"], text, each, behind) and _mentions(words, noun):
        return 1.0
    return _counting(text, words, each, question)


def _asks(name: str, noun: tuple[Term, ...]) -> bool:
    listed = {stem(word) for word in word_list("units", name)}
    return any(each.stem in listed for each in noun)


def _lasts(each: Number, behind: tuple[Word, ...], asked: tuple[Term, ...]) -> float:
    """Return how well a number tells how long: in the unit asked for ("كم سنة"), in any where none is."""
    units = [word for word in behind if each.dual or bare(word.norm) in bare_list("units", "time")]
    if asked and bare(asked[0].norm) in bare_list("units", "time"):
        return max((_agrees(asked[:1], word) for word in units[:1]), default=0.0)
    return float(bool(units))


def _is_score(text: str, words: tuple[Word, ...], each: Number) -> bool:
    """Say whether two numbers tell how a match ended: "2-1", "6-3 و6-4"."""
    if each.last >= len(words) or value_of(words[each.last].norm) is None:
        return False
    return text[each.end : words[each.last].start].strip() in _JOINS


def _is_in(measure: Measure, text: str, each: Number, behind: tuple[Word, ...]) -> bool:
    """Say whether a number is followed by a unit of a measure: "15 ألف درهم", "11%"."""
    if measure == measures()["percent"] and text[each.end : each.end + 2].strip()[:1] in ("%", "٪"):
        return True
    return any(word.norm in measure.units or bare(word.norm) in measure.units for word in behind)


def _mentions(words: tuple[Word, ...], asked: tuple[Term, ...]) -> bool:
    """Say whether a sentence speaks of what is asked: "المشاركة" of "نسبة المشاركة"."""
    return not asked or any(_agrees(asked, word) for word in words)


def _counting(text: str, words: tuple[Word, ...], each: Number, question: Question) -> float:
    """Return how far what a number counts is what is asked for."""
    noun = question.noun
    if not noun:
        return _UNASKED
    # "كم شخصا قتل" is told by "12 قتيلا"
    asked = question.topic if bare(noun[0].norm) in bare_list("units", "people") else noun
    behind = words[each.last - int(each.dual) : each.last + _BEHIND]
    fit = _beside(behind, asked)
    if _counts_no_other(text, each, behind):
        before = words[max(0, each.first - _BEFORE) : each.first]
        fit = max(fit, _LESS_BEFORE * _beside(before, asked), _PLAIN * _mentions(words, asked))
    return fit


def _counts_no_other(text: str, each: Number, behind: tuple[Word, ...]) -> bool:
    """Say whether a number names nothing that it counts, or persons: "قدر عدد السكان بنحو 33 مليون", "12 شخصا"."""
    if not behind or each.dual or not text[each.end : behind[0].start].isspace():
        return True
    return term(behind[0].norm) is None or bare(behind[0].norm) in bare_list("units", "people")


def _beside(words: tuple[Word, ...], asked: tuple[Term, ...]) -> float:
    """Return how far the words beside a number are what is asked for, less for each word farther on."""
    return max((_agrees(asked, word) * (1 - _FARTHER * n) for n, word in enumerate(words)), default=0.0)


def _agrees(asked: tuple[Term, ...], word: Word) -> float:
    found = term(word.norm)
    return 0.0 if found is None else max((agreement(each, found) for each in asked), default=0.0)


def _widened(text: str, words: tuple[Word, ...], each: Number, fit: float) -> Candidate:
    """Take in what tells the number better: "حوالي ساعتين", "أكثر من 30 ألف مشجع", "بين 8 إلى 12 سنة"."""
    first = _widened_left(words, _range_start(words, each.first))
    start = each.start if first == each.first else words[first].start
    last, end = each.last, each.end
    if text[end : end + 1] in ("%", "٪"):
        return Candidate(start, end + 1, first, last, fit)
    if last < len(words) and (_is_score(text, words, each) or _goes_on(text, each, words[last])):
        last += 1
        end = words[last - 1].end
    return Candidate(start, end, first, last, fit)


def _goes_on(text: str, each: Number, follows: Word) -> bool:
    return not each.dual and text[each.end : follows.start].isspace() and term(follows.norm) is not None


def _range_start(words: tuple[Word, ...], first: int) -> int:
    ranged = first > 1 and words[first - 1].norm in word_list("units", "range")
    return first - 2 if ranged and value_of(words[first - 2].norm) is not None else first


def _widened_left(words: tuple[Word, ...], first: int) -> int:
    before = [word.norm for word in words[max(0, first - 2) : first]]
    if before and (before[-1] in word_list("units", "about") or before[-1] == "بين"):
        return first - 1
    if len(before) == 2 and before[1] == "من" and before[0] in word_list("units", "about_from"):
        return first - 2
    return first
