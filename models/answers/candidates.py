"""Short answers: the numbers, dates, named things and reasons of a sentence, and how well each fits what is asked."""

from dataclasses import dataclass

from models.answers.index import Index
from models.answers.lexicon import bare_list, word_list
from models.answers.questions import Question
from models.answers.terms import Term, agreement, term
from models.arabic.dates import dates
from models.arabic.numbers import Number, numbers, value_of
from models.arabic.words import Word, bare
from models.reading import Span

_COUNTED_AFTER = 3  # words behind a number among which what it counts stands: "27 سفينة", "46 ألف يورو"
_COUNTED_BEFORE = 4  # words before it: "بلغ عدد القتلى 12"
_BEFORE = 0.7  # of the fit where the noun stands before the number
_FITS = 0.4  # a number that counts something else is no answer
_LONGEST_NOUN = 6


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """A short answer as it stands; `first` and `last` bound it among the words of its sentence; `fit` from 0 to 1."""

    first: int
    last: int
    fit: float


def candidates(index: Index, question: Question, number: int) -> list[Candidate]:
    """Return the short answers of the kind asked for in one sentence."""
    words = list(index.within(index.sentences[number]))
    if question.wants == "date":
        return _dates(words, question)
    if question.wants in ("number", "duration"):
        return _numbers(index, words, question)
    if question.wants == "reason":
        return _reasons(words)
    if question.wants in ("thing", "place") and question.noun:
        return _nouns(index, words, question.noun[0])
    return []


def _dates(words: list[Word], question: Question) -> list[Candidate]:
    asked = {bare(each.norm) for each in question.noun}
    found = []
    for span in dates(words):
        first, last = _bounds(words, span)
        held = words[first:last]
        if asked & {"سنه", "عام"} and not any(_is_year(word) for word in held):
            continue
        found.append(Candidate(span.start, span.end, first, last, 1.0 if _is_precise(held) else 0.5))
    return found


def _is_year(word: Word) -> bool:
    value = value_of(word.norm)
    return value is not None and 1000 <= value <= 2200


def _is_precise(held: list[Word]) -> bool:
    """Say whether a date can be told alone: "العام نفسه" and "الأشهر المقبلة" cannot."""
    return (
        len(held) > 2
        or any(_is_year(w) or value_of(w.norm) is not None for w in held)
        or len(held) == 1
        or held[0].norm == "يوم"
    )


def _numbers(index: Index, words: list[Word], question: Question) -> list[Candidate]:
    taken = dates(words) if question.wants == "number" else []
    found = []
    for each in numbers(words):
        if any(date.meets(each) for date in taken) or _is_list_number(index, words, each):
            continue
        fit = _fit(index, words, each, question)
        if fit >= _FITS:
            found.append(_widened(index, words, each, fit))
    return found


def _is_list_number(index: Index, words: list[Word], each: Number) -> bool:
    """Say whether a number only numbers its line: "2- اقترح الموقع", "3) ..."."""
    return (
        each.first == 0 and each.last < len(words) and index.text[each.end : each.end + 2].strip()[:1] in tuple("-)./")
    )


def _fit(index: Index, words: list[Word], each: Number, question: Question) -> float:
    """Return how well a number fits: by its unit where one is asked for, else by the noun that it counts."""
    behind = words[each.last - int(each.dual) : each.last + _COUNTED_AFTER]
    asked = {bare(t.norm) for t in question.noun} | {t.stem for t in question.noun}
    if question.wants == "duration":
        return float(each.dual or any(bare(word.norm) in bare_list("units", "time") for word in behind[:2]))
    if asked & bare_list("units", "asks_percent"):
        return float(_is_percent(index, each, behind))
    if asked & bare_list("units", "asks_age"):
        return float(any(bare(word.norm) in bare_list("units", "time") for word in behind[:2]))
    money = any(bare(word.norm) in bare_list("units", "money") for word in behind)
    counted = _counted(words, each, behind, question.noun)
    if asked & bare_list("units", "asks_money"):
        return max(1.0 if money else 0.0, counted)
    if not any(t.weight > 0.05 for t in question.noun):
        return 0.5
    return counted


def _is_percent(index: Index, each: Number, behind: list[Word]) -> bool:
    return (
        "%" in index.text[each.end : each.end + 2]
        or "٪" in index.text[each.end : each.end + 2]
        or any(bare(word.norm) in bare_list("units", "percent") for word in behind)
    )


def _counted(words: list[Word], each: Number, behind: list[Word], asked: tuple[Term, ...]) -> float:
    """Return how far what a number counts is what is asked for."""
    best = 0.0
    for n, word in enumerate(behind):
        best = max(best, _agrees(asked, word) * (1 - 0.1 * n))
    for word in words[max(0, each.first - _COUNTED_BEFORE) : each.first]:
        best = max(best, _agrees(asked, word) * _BEFORE)
    return best


def _agrees(asked: tuple[Term, ...], word: Word) -> float:
    found = term(word.norm)
    return 0.0 if found is None else max((agreement(each, found) for each in asked), default=0.0)


def _widened(index: Index, words: list[Word], each: Number, fit: float) -> Candidate:
    """Take in what tells the number better: "حوالي ساعتين", "أكثر من 546 مليون مستخدم", "64,13%"."""
    first, last, start, end = each.first, each.last, each.start, each.end
    if first and words[first - 1].norm in word_list("units", "about"):
        first -= 1
        start = words[first].start
    elif first > 1 and words[first - 1].norm == "من" and words[first - 2].norm in word_list("units", "about_from"):
        first -= 2
        start = words[first].start
    if index.text[end : end + 1] in ("%", "٪"):
        end += 1
    elif (
        not each.dual
        and last < len(words)
        and _joined(index.text, words[last - 1], words[last])
        and term(words[last].norm)
    ):
        last += 1
        end = words[last - 1].end
    return Candidate(start, end, first, last, fit)


def _joined(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start].isspace()


def _reasons(words: list[Word]) -> list[Candidate]:
    found = []
    for n, word in enumerate(words):
        if word.norm.removeprefix("و") in word_list("reasons", "words"):
            found.append(Candidate(word.start, words[-1].end, n, len(words), 0.6))
    return found


def _nouns(index: Index, words: list[Word], asked: Term) -> list[Candidate]:
    """Return the asked noun with the words that say which: "محكمة بئر السبع" for "أي محكمة"."""
    found = []
    for n, word in enumerate(words[:-1]):
        held = term(word.norm)
        how = 0.0 if held is None else agreement(asked, held)
        if how < 0.7:
            continue
        last = n + 1
        while last < min(len(words), n + _LONGEST_NOUN) and _names_it(index.text, words[last - 1], words[last]):
            last += 1
        if last > n + 1:
            found.append(Candidate(word.start, words[last - 1].end, n, last, how))
    return found


def _names_it(text: str, left: Word, right: Word) -> bool:
    """Say whether a word goes on naming the noun before it, so neither a new clause nor a function word."""
    between = text[left.end : right.start]
    return (
        not set(between) & set("،,.؛:")
        and right.norm not in word_list("stop", "words")
        and not right.norm.startswith(("لل", "وا"))
    )


def _bounds(words: list[Word], span: Span) -> tuple[int, int]:
    held = [n for n, word in enumerate(words) if word.end > span.start and word.start < span.end]
    return held[0], held[-1] + 1
