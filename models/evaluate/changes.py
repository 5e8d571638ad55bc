"""Sentences about annotated articles that are right, made from the gold, and the same with one thing changed.

A changed sentence is false because of how it is made: another value, a name from another article, another of the
article's speakers, a place that the article does not name there, a denial.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from models.arabic.normalise import fold
from models.arabic.numbers import value_of
from models.arabic.stems import frequency
from models.arabic.words import Word, bare, words
from models.evaluate.gold import GoldArticle, GoldQuote
from models.evaluate.quotes import paired
from models.quotes.cues import is_complementiser
from models.quotes.labels import label
from models.quotes.lexicon import forms
from models.quotes.names import is_organisation, is_role
from models.reading import Attribution, Quote

Change = Literal["number", "date", "name", "speaker", "negation", "place"]

_SHORTEST, _LONGEST = 5, 40  # words of a statement or a sentence that is used
_STRIDE = 17  # names from one that is taken to the next, so that they come from many articles
_LIMITS = frozenset(map(fold, ("سوى", "إلا", "يزال", "تزال", "يسبق")))
"""Behind these a particle denies nothing: "لا يزال", "لم يجد سوى القليل"."""
_MOST = 6  # right sentences of one making an article


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence about an article, how it was made, and what was changed in it, None where it is right.

    `speaker` and `verb` are the words in it that say who speaks and how, empty where nobody does.
    """

    sentence: str
    made: str
    change: Change | None = None
    speaker: str = ""
    verb: str = ""


def right(gold: GoldArticle, read: Attribution) -> Iterator[Case]:
    """Yield sentences that the article supports: statements with their speakers, its own sentences."""
    said = [case for pair in paired(gold, read) if (case := _said(read, pair.gold, pair.read)) is not None]
    yield from said[:_MOST]
    yield from _turned(gold)
    whole = (read.article.text[each.start : each.end] for each in read.sentences)
    kept = [line for line in whole if _SHORTEST <= len(words(line)) <= _LONGEST and "\n" not in line]
    yield from (Case(line, "whole") for line in kept[:_MOST])


def changed(case: Case, gold: GoldArticle, others: Sequence[GoldArticle], number: int) -> Iterator[Case]:
    """Yield a right sentence with one thing changed, once for each kind of change that it allows.

    `others` are the other articles, for names that this one does not know; `number` varies what is taken.
    """
    makers = {
        "number": _other_number,
        "date": _other_date,
        "place": _other_place,
        "negation": _denied,
        "name": lambda case, gold, number: _stranger(case, gold, others, number),
        "speaker": _other_speaker,
    }
    for kind, make in makers.items():
        sentence = make(case, gold, number)
        if sentence is not None and sentence != case.sentence:
            yield replace(case, sentence=sentence, change=kind)  # type: ignore[arg-type]


def _said(read: Attribution, gold: GoldQuote, quote: Quote) -> Case | None:
    """Return a statement under its speaker's fullest name: "نفت الوزارة أن ...", "دعا الأمين العام إلى ..."."""
    text = read.article.text
    content, name = gold.span.of(text), gold.names[0]
    cue = words(text, quote.cue.start, quote.cue.end)[:1]
    known = next((forms()[norm] for norm in _unjoined(cue) if norm in forms()), None)
    if known is None or known[0].form != "finite" or known[0].suffix or not _fits(content) or "\n" in content:
        return None
    verb, *preposition = label(text, quote).split()
    before = words(text, max(0, gold.span.start - 12), gold.span.start)[-1:]
    joint = before[0].of(text) if before and is_complementiser(before[0].norm) else ""
    if gold.kind == "direct":
        if preposition or joint or known[0].verb.kind in ("deny", "judge"):
            return None
        return Case(f'{verb} {name}: "{content}".', "said", speaker=name, verb=verb)
    if not (preposition or joint or is_complementiser(words(content)[0].norm)):
        return None
    return Case(" ".join([verb, name, *preposition, *filter(None, [joint]), content]) + ".", "said", None, name, verb)


def _unjoined(cue: Sequence[Word]) -> list[str]:
    return [shape for word in cue for shape in (word.norm, word.norm[1:])]


def _turned(gold: GoldArticle) -> Iterator[Case]:
    """Yield reported clauses with their speaker behind them: "الخطة جاهزة، بحسب الوزيرة"."""
    text = gold.article.text
    for quote in gold.quotes[:_MOST]:
        content = quote.span.of(text)
        before = words(text, max(0, quote.span.start - 12), quote.span.start)[-1:]
        clause = bool(before) and before[0].norm in ("ان", "بان")
        if quote.kind == "indirect" and clause and _fits(content) and "\n" not in content:
            yield Case(f"{content}، بحسب {quote.names[0]}.", "turned", None, quote.names[0])


def _fits(content: str) -> bool:
    return _SHORTEST <= len(words(content)) <= _LONGEST


def _other_number(case: Case, gold: GoldArticle, number: int) -> str | None:
    """Change a number: for one that the article has elsewhere where it has any, else for one that it does not have."""
    values = {value_of(word.norm) for word in words(gold.article.text)}
    own = {value_of(word.norm) for word in words(case.sentence)}
    for word in words(case.sentence):
        value = value_of(word.norm)
        if value is None or value <= 1 or 1800 <= value <= 2100:
            continue
        if word.norm.isdigit():
            elsewhere = sorted(
                each for each in values - own if each and each > 1 and not 1800 <= each <= 2100 and each % 1 == 0
            )
            other = elsewhere[number % len(elsewhere)] if elsewhere and number % 2 else _unheard(value, values)
            return _replaced(case.sentence, word, f"{int(other)}")
        spelled = word.of(case.sentence)
        row = next((row for row in _rows() if spelled in row), None)
        if row is not None:
            fresh = [each for each in row if value_of(fold(each)) not in values]
            if fresh:
                return _replaced(case.sentence, word, fresh[number % len(fresh)])
    return None


def _unheard(value: float, values: set[float | None]) -> float:
    step = 1 if value < 20 else 10 if value < 1_000 else 1_000
    other = value + 2 * step
    while other in values:
        other += step
    return other


def _other_date(case: Case, gold: GoldArticle, number: int) -> str | None:
    """Change a day of the week, a month or a year for one that the article does not have."""
    text = gold.article.text + (gold.article.title or "")
    told = {word.norm for word in words(text)}
    for word in words(case.sentence):
        for name in ("weekdays", "months"):
            listed = _read()["dates"][name]
            if word.of(case.sentence) in listed:
                fresh = [each for each in listed if fold(each) not in told]
                if fresh:
                    return _replaced(case.sentence, word, fresh[number % len(fresh)])
        if word.norm.isdigit() and 1900 <= int(word.norm) <= 2030:
            year = next(year for year in range(int(word.norm) - 3, 1900, -1) if str(year) not in told)
            return _replaced(case.sentence, word, str(year))
    return None


def _other_place(case: Case, gold: GoldArticle, number: int) -> str | None:
    """Change a place: for one that the article names elsewhere where it names any, else for one that it does not."""
    told = {word.norm for word in words(gold.article.text)} | {word.norm for word in words(gold.article.title or "")}
    own = {bare(word.norm) for word in words(case.sentence)}
    for word in words(case.sentence):
        for listed in _read()["places"].values():
            if word.of(case.sentence) not in listed or (case.speaker and word.of(case.sentence) in case.speaker):
                continue
            free = [each for each in listed if bare(fold(each)) not in own]
            near = [each for each in free if fold(each) in told]
            far = [each for each in free if fold(each) not in told]
            pool = near if near and number % 2 else far
            return _replaced(case.sentence, word, pool[number % len(pool)])
    return None


def _denied(case: Case, _gold: GoldArticle, number: int) -> str | None:
    """Deny what the sentence affirms, or the reverse: by its verb of saying, a particle, or a word's opposite."""
    ways = [_by_verb, _by_particle, _by_opposite]
    for n in range(len(ways)):
        sentence = ways[(number + n) % len(ways)](case)
        if sentence is not None:
            return sentence
    return None


def _by_verb(case: Case) -> str | None:
    for verb, other in (pair.split() for pair in _read()["denied"]["verbs"]):
        if case.verb == verb and '"' not in case.sentence and f"{case.speaker} أن" in case.sentence.replace("إن", "أن"):
            return case.sentence.replace(verb, other, 1)
    return None


def _by_particle(case: Case) -> str | None:
    """Take a particle away ("لن يعود") or put one in ("سيعود")."""
    found = words(case.sentence)
    for at, word in enumerate(found[:-1]):
        behind = found[at + 1].of(case.sentence)
        limited = _LIMITS & {each.norm for each in found[at : at + 6]}
        if (
            word.of(case.sentence) in _read()["opposites"]["particles"]
            and behind.startswith(("ي", "ت"))
            and not limited
        ):
            rest = case.sentence[found[at + 1].start :]
            return case.sentence[: word.start] + ("س" if word.norm.endswith("لن") else "") + rest
    for word in found[1:]:
        spelled = word.of(case.sentence)
        if spelled.startswith(("سي", "ست")) and frequency(word.norm[1:]):
            return _replaced(case.sentence, word, f"لن {spelled[1:]}")
        if spelled in ("تم", "تمت"):
            return _replaced(case.sentence, word, "لم يتم" if spelled == "تم" else "لم تتم")
    return None


def _by_opposite(case: Case) -> str | None:
    table = dict(pair for line in _read()["opposites"]["pairs"] for pair in _both_ways(line))
    for word in words(case.sentence):
        spelled = word.of(case.sentence)
        if spelled in table and not (case.speaker and spelled in case.speaker):
            return _replaced(case.sentence, word, table[spelled])
    return None


def _both_ways(line: str) -> Iterator[tuple[str, str]]:
    one, other = line.split()
    yield one, other
    yield other, one


def _stranger(case: Case, gold: GoldArticle, others: Sequence[GoldArticle], number: int) -> str | None:
    """Give the words to somebody of another article whose name shares no word with this one."""
    told = {bare(word.norm) for word in words(gold.article.text)}
    known = (quote.names[0] for other in others for quote in other.quotes)
    names = [name for name in dict.fromkeys(known) if _is_person(name, told)]
    return _spoken_by(case, names[_STRIDE * number % len(names)]) if names and case.speaker else None


def _other_speaker(case: Case, gold: GoldArticle, number: int) -> str | None:
    """Give the words to another of the article's speakers who is not the same by any of his names."""
    if not case.speaker:
        return None
    own = {name for quote in gold.quotes if quote.names[0] == case.speaker for name in quote.names}
    mine = {bare(word.norm) for name in own for word in words(name)}
    names = dict.fromkeys(quote.names[0] for quote in gold.quotes if quote.names[0] not in own)
    free = [name for name in names if not mine & {bare(word.norm) for word in words(name)}]
    return _spoken_by(case, free[number % len(free)]) if free else None


def _is_person(name: str, told: set[str]) -> bool:
    """Say whether a name has two words of its own at least, none of which an article has."""
    own = [word.norm for word in words(name)]
    given = [norm for norm in own if bare(norm) == norm and not (is_role(norm) or is_organisation(norm))]
    titled = len(own) - len(given)
    return 2 <= len(given) <= 3 and titled <= 3 and is_role(bare(own[0])) and not set(given) & told


def _spoken_by(case: Case, name: str) -> str:
    return name.join(
        case.sentence.rsplit(case.speaker, 1) if case.made == "turned" else case.sentence.split(case.speaker, 1)
    )


def _replaced(sentence: str, word: Word, other: str) -> str:
    return sentence[: word.start] + other + sentence[word.end :]


def _rows() -> list[list[str]]:
    return [row.split() for row in _read()["numbers"]["words"]]


@cache
def _read() -> dict:  # type: ignore[type-arg]
    return tomllib.loads((Path(__file__).parent / "changes.toml").read_text(encoding="utf-8"))
