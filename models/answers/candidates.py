"""Short answers: the numbers, dates, places, named things and reasons of a sentence, and how well each fits."""

from models.answers.counting import Candidate, counts
from models.answers.index import Index
from models.answers.lexicon import word_list
from models.answers.questions import Question
from models.answers.terms import Term, agreement, term
from models.arabic.dates import dates
from models.arabic.numbers import is_dual, value_of
from models.arabic.words import Word, bare
from models.reading import Span

_AKIN = 0.7  # agreement of a noun with the asked one: "شاشة" for "قناة"
_LONGEST_NOUN = 6
_LONGEST_PLACE = 4
_NEAR = 4  # words between a name and what it names
_RARE = 0.6  # weight of a word that stands in fewer than one article in five hundred
_GUESSED = 0.5  # fit of a candidate that only its form speaks for


def candidates(index: Index, question: Question, number: int) -> list[Candidate]:
    """Return the short answers of the kind asked for in one sentence."""
    words = index.words_of(number)
    if question.wants == "date":
        return _dates(words, question)
    if question.wants in ("number", "duration"):
        return counts(index.text, words, question)
    if question.wants == "place":
        return [*_places(index.text, words), *(_nouns(index.text, words, question.noun[0]) if question.noun else [])]
    if question.wants == "reason":
        return _reasons(words)
    if question.wants == "name":
        return _names(words, question)
    if question.wants == "thing" and question.noun:
        return _nouns(index.text, words, question.noun[0])
    return []


def _dates(words: tuple[Word, ...], question: Question) -> list[Candidate]:
    asked = {bare(each.norm) for each in question.noun}
    to_come = any(_is_future(each.norm) for each in question.topic)
    found = []
    for span in dates(words):
        first, last = _bounds(words, span)
        held = [word.norm for word in words[first:last]]
        if asked & {"سنه", "عام"} and not any(_is_year(norm) for norm in held):
            continue
        if to_come and any(norm in word_list("dates", "past") for norm in held):
            continue  # "متى سيعلن النادي قراره" is not told by "بالأمس"
        found.append(Candidate(span.start, span.end, first, last, 1.0 if _is_precise(held) else _GUESSED))
    return found


def _is_future(norm: str) -> bool:
    """Say whether a verb is in the future: "ستصدر", "سيلتقي"."""
    return len(norm) > 4 and norm.startswith("س") and norm[1] in "يتن"


def _is_year(norm: str) -> bool:
    value = value_of(norm)
    return value is not None and 1000 <= value <= 2200


def _is_precise(held: list[str]) -> bool:
    """Say whether a date tells by itself when: "العام نفسه", "الأشهر المقبلة" and "بعد عامين" do not."""
    if held[0] in word_list("dates", "after"):
        return False
    told = any(value_of(norm) is not None or is_dual(norm) for norm in held)
    return told or len(held) > 2 or len(held) == 1 or held[0] == "يوم"


def _places(text: str, words: tuple[Word, ...]) -> list[Candidate]:
    """Return what stands behind a preposition of place: "في شرق آسيا", "إلى ميناء الصيد القديم"."""
    times = dates(words)
    found = []
    for n, word in enumerate(words[:-1]):
        if word.norm not in word_list("places", "before"):
            continue
        last = _noun_end(text, words, n + 1, _LONGEST_PLACE)
        span = Span(words[n + 1].start, words[last - 1].end)
        if last > n + 1 and not any(each.meets(span) for each in times) and term(words[n + 1].norm) is not None:
            found.append(Candidate(span.start, span.end, n + 1, last, _GUESSED if word.norm == "في" else 0.2))
    return found


def _names(words: tuple[Word, ...], question: Question) -> list[Candidate]:
    """Return the rare words beside what is asked for the name of: "مدربا جديدا هو هيثم ورشان"."""
    asked = [each for each in question.topic if each not in question.noun[:1]]
    at = [
        n for n, word in enumerate(words) if any(agreement(each, held) for each in asked if (held := term(word.norm)))
    ]
    found = []
    for n, word in enumerate(words):
        near = min((abs(n - m) for m in at), default=_NEAR + 1)
        if 0 < near <= _NEAR and _is_rare(word) and n not in at:
            found.append(Candidate(word.start, word.end, n, n + 1, _GUESSED))
    return found


def _is_rare(word: Word) -> bool:
    """Say whether a word is as rare as names are and wears no article."""
    found = term(word.norm)
    return found is not None and found.weight >= _RARE and not word.norm.startswith(("ال", "لل", "وال"))


def _reasons(words: tuple[Word, ...]) -> list[Candidate]:
    """Return what begins with a word of reason, to the sentence's end: "بسبب الأمطار"."""
    listed = word_list("reasons", "words")
    return [
        Candidate(word.start, words[-1].end, n, len(words), _GUESSED)
        for n, word in enumerate(words)
        if word.norm.removeprefix("و") in listed
    ]


def _nouns(text: str, words: tuple[Word, ...], asked: Term) -> list[Candidate]:
    """Return the asked noun with the words that say which: "قاعة النخيل" for "أي قاعة"."""
    found = []
    for n, word in enumerate(words[:-1]):
        held = term(word.norm)
        how = 0.0 if held is None else agreement(asked, held)
        last = _noun_end(text, words, n + 1, _LONGEST_NOUN - 1)
        if how >= _AKIN and last > n + 1:
            found.append(Candidate(word.start, words[last - 1].end, n, last, how))
    return found


def _noun_end(text: str, words: tuple[Word, ...], first: int, longest: int) -> int:
    """Return where the words that go on naming a thing end: before a mark, a function word or a joined clause."""
    last = first
    while last < min(len(words), first + longest):
        between = text[words[last - 1].end : words[last].start]
        norm = words[last].norm
        if set(between) & set("،,.؛:") or norm in word_list("stop", "words") or norm.startswith(("لل", "وا")):
            break
        last += 1
    return last


def _bounds(words: tuple[Word, ...], span: Span) -> tuple[int, int]:
    held = [n for n, word in enumerate(words) if word.end > span.start and word.start < span.end]
    return held[0], held[-1] + 1
