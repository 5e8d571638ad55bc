"""A question that leans on the last turn, completed by the words of that turn: "ومتى؟", "وماذا أيضا؟", "والوزير؟"."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.storage import Turn
from models.arabic.words import Word, words

_LONGEST = 200  # characters: a longer question says by itself what it is about
_MOST = 12  # words
_SHORT = 3  # words of "كم كلفت؟"
_NAME = 4  # words of "ورئيس بلدية صيدا؟"
_SENTENCE = 30  # words of the last answer's sentence that a question is completed with


@dataclass(frozen=True, slots=True)
class Completed:
    """What a leaning question asks in full: the first of `questions` that is answered counts.

    `more` leaves out what was shown already; `reply` asks who answered `speaker`; `alone`
    asks for the when or the why of what was told last; what answers has to tell of `new`.
    """

    questions: tuple[str, ...]
    speaker: str | None = None
    more: bool = False
    reply: bool = False
    alone: bool = False
    new: tuple[str, ...] = ()


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of followups.toml."""
    return frozenset(_lists()[name])


def leans(text: str) -> bool:
    """Say whether a few words that are no question by themselves may be one after another: "ومتى", "والوزير"."""
    asked = _asked(text)
    opens = bool(asked) and (_is_alone(asked) or _is_more(asked) or asked[0] in listed("about"))
    return opens or (bool(asked) and _is_person(text, asked))


def completed(text: str, turn: Turn, sentence: str = "") -> Completed | None:
    """Return a question completed by the turn before it, of which `sentence` proved the answer.

    None for a question that says all itself, and for one that cannot be completed.
    """
    asked = _asked(text)
    if not asked:
        return None
    if _is_alone(asked):
        return Completed(tuple(f"{asked[0]} {rest}" for rest in _subjects(turn, sentence)), alone=True)
    if _asks_who_replied(asked):
        return None if turn.speaker is None else _replied(asked, turn.speaker)
    if asked[0] in listed("what") and len(asked) > 2 and asked[1] in listed("about"):
        found = (*_of_person(asked[2:], turn), *_of_topic(asked[1:], turn))  # "وماذا عن الوزير؟"
        return Completed(found, new=tuple(asked[2:])) if found else None
    if asked[0] in listed("about") and len(asked) > 1:
        found = _of_topic(asked, turn)
        return Completed(found, new=tuple(asked[1:])) if found else None
    if _is_person(text, asked):
        found = _of_person(asked, turn)
        return (
            Completed(found, new=tuple(_topic(turn)) or (_without_joined_and(asked[0]), *asked[1:])) if found else None
        )
    return _with_speaker(asked, turn)


def with_topic(text: str, turn: Turn) -> Completed | None:
    """Return a short question, which is not answered as it stands, with what the last one was about: "كم كلفت؟"."""
    asked = _asked(text)
    found = words(turn.question)
    at = next((n for n, word in enumerate(found) if n > 1 and word.norm in listed("about")), None)
    if not 1 < len(asked) <= _SHORT or asked[0] not in _all_asks() or at is None:
        return None
    topic = _joined(turn.question, found[at + 1 :])
    return Completed((f"{' '.join(asked)} {topic}",), new=tuple(content(asked))) if content(asked) else None


def content(asked: list[str]) -> list[str]:
    """Return the words of a question that say what it is about."""
    return [word for word in asked if len(word) > 2 and word not in _saying_nothing()]


@cache
def _saying_nothing() -> frozenset[str]:
    names = ("openers", "that", "more", "more_last", "pointing", "ends", "about", "he", "she", "they")
    return _all_asks().union(_all_says(), *(listed(name) for name in names))


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "followups.toml").read_text(encoding="utf-8"))
    return found


@cache
def _all_asks() -> frozenset[str]:
    return listed("alone") | listed("what") | listed("who") | listed("other_asks")


@cache
def _all_says() -> frozenset[str]:
    return listed("he_says") | listed("she_says") | listed("they_says")


@cache
def _all_pronouns() -> frozenset[str]:
    return listed("he") | listed("she") | listed("they")


def _asked(text: str) -> list[str]:
    """Return the words of a short question, without those that open it and the و or ف of the first."""
    if len(text) > _LONGEST:
        return []
    norms = [word.norm for word in words(text)]
    while norms and norms[0] in listed("openers"):
        norms = norms[1:]
    if not norms or len(norms) > _MOST:
        return []
    return [_without_and(norms[0]), *norms[1:]]


def _without_and(norm: str) -> str:
    """Return a word without the و or ف of one that asks, or that has an article: "ومتى", "والوزير", "فعن"."""
    rest = norm[1:]
    if norm[:1] in "وف" and (
        rest in _all_asks() | listed("about") | listed("more") | listed("more_last") or rest.startswith(("ال", "لل"))
    ):
        return rest
    return norm


def _is_alone(asked: list[str]) -> bool:
    may_follow = listed("that") | _all_says()
    return asked[0] in listed("alone") and all(word in may_follow for word in asked[1:])


def _is_more(asked: list[str]) -> bool:
    """Say whether only words for more are there: "كمان", "وغير ذلك؟"."""
    more = listed("more") | listed("more_last")
    return asked[0] in more and all(word in more | listed("pointing") for word in asked[1:])


def _asks_who_replied(asked: list[str]) -> bool:
    return (
        len(asked) == 3 and asked[0] in listed("who") and asked[1] in listed("replies") and asked[2] in listed("on_him")
    )


def _replied(asked: list[str], speaker: str) -> Completed:
    return Completed((f"{asked[0]} {asked[1]} على {speaker}",), speaker, reply=True)


def _is_person(text: str, asked: list[str]) -> bool:
    """Say whether words name somebody else to ask the same of: "والوزير؟", "طيب ورئيس البلدية؟"."""
    if len(asked) > _NAME or any(word in _all_asks() | listed("about") | listed("more") for word in asked):
        return False
    first = words(text)[0].norm
    joined = first[:1] == "و" and (first.startswith("وال") or text.rstrip().endswith(("؟", "?")))
    return joined or (first in listed("openers") and text.rstrip().endswith(("؟", "?")))


def _subjects(turn: Turn, sentence: str) -> Iterator[str]:
    """Yield what the last turn was about: its question without the word that asks, and what answered it."""
    rest = words(turn.question)
    while rest and (_without_and(rest[0].norm) in _all_asks() or rest[0].norm in listed("openers")):
        rest = rest[1:]
    if rest:
        yield _joined(turn.question, rest)
    if sentence:
        yield _joined(sentence, words(sentence)[:_SENTENCE])


def _of_topic(about: list[str], turn: Turn) -> tuple[str, ...]:
    """Return the last question asked about something else: "ماذا قال الوزير عن الخطة؟" with "عن سوريا"."""
    found = words(turn.question)
    at = next((n for n, word in enumerate(found) if n > 1 and word.norm in listed("ends")), None)
    head = [] if at is None else found[:at]
    if head and _without_and(head[0].norm) in _all_asks():
        return (f"{_joined(turn.question, head)} {' '.join(about)}",)
    if turn.speaker is not None:
        return (f"ماذا قال {turn.speaker} {' '.join(about)}",)
    return ()


def _of_person(name: list[str], turn: Turn) -> tuple[str, ...]:
    """Return the last question asked of somebody else: "ماذا قال حداد عن الخطة؟" with "الوزير"."""
    found = words(turn.question)
    start = next((n for n, word in enumerate(found) if _without_and(word.norm) in _all_asks()), None)
    if start is None:
        return ()
    start += 2  # the word that asks, and the verb or the noun that takes a subject: "ماذا قال", "ما رأي", "متى تفتح"
    while start < len(found) and found[start].norm in _all_pronouns():
        start += 1
    end = next((n for n in range(start, len(found)) if found[n].norm in listed("ends")), len(found))
    if end == start:
        return ()
    head, tail = _joined(turn.question, found[:start]), _joined(turn.question, found[end:])
    firsts = dict.fromkeys((_without_joined_and(name[0]), name[0]))  # "وزير المالية؟" may be no "زير المالية"
    return tuple(f"{head} {' '.join((first, *name[1:]))} {tail}".strip() for first in firsts)


def _topic(turn: Turn) -> list[str]:
    """Return what the last question was about, as it says behind "عن"."""
    norms = [word.norm for word in words(turn.question)]
    at = next((n for n, norm in enumerate(norms) if n > 1 and norm in listed("about")), len(norms))
    return content(norms[at:])


def _without_joined_and(norm: str) -> str:
    """Return a name without the و that may join it: "ورئيس" is "رئيس"."""
    return norm[1:] if norm.startswith("و") and len(norm) > 3 else norm


def _with_speaker(asked: list[str], turn: Turn) -> Completed | None:
    """Return a question with the name that its pronoun, or its verb without a subject, stands for."""
    plain, more = _without_more(asked)
    if _is_more(asked) or (len(plain) == 1 and more and plain[0] in listed("what") | listed("give")):
        return None if turn.speaker is None else _else(turn.speaker, turn)
    if plain[0] in listed("who") and len(plain) == 2 and plain[1] in _all_pronouns():
        name = _meant(plain[1], turn)
        return None if name is None else Completed((f"{' '.join(plain)} {name}",), name)
    at = next((n for n, word in enumerate(plain[:3]) if n and _gender(word)), None)
    if at is None or plain[0] not in _all_asks() - listed("who"):
        return Completed((" ".join(plain),), more=True) if more else None
    return _named(plain, at, turn, more=more)


def _named(plain: list[str], at: int, turn: Turn, *, more: bool) -> Completed | None:
    """Put the name behind the verb or the noun at a place, where no subject stands there."""
    behind = plain[at + 1 :]
    pronoun = behind[:1] if behind and behind[0] in _all_pronouns() else []
    rest = behind[len(pronoun) :]
    name = _meant(pronoun[0] if pronoun else plain[at], turn)
    says = plain[at] if plain[at] in _all_says() else _noun(plain[at])
    if says is None or (rest and rest[0] not in listed("ends")):  # a subject, or what was said: it says all itself
        return Completed((" ".join(plain),), more=True) if more else None
    if name is None:
        return None
    if more and not rest:
        return _else(name, turn)
    return Completed((" ".join([*plain[:at], says, name, *rest]),), name, more, new=tuple(content(rest)))


def _else(speaker: str, turn: Turn) -> Completed:
    """Return what else somebody said: on the topic of the last question, else at all."""
    found = words(turn.question)
    at = next((n for n, word in enumerate(found) if n > 1 and word.norm in listed("about")), None)
    topic = () if at is None else (f"ماذا قال {speaker} {_joined(turn.question, found[at:])}",)
    return Completed((*topic, f"ماذا قال {speaker}"), speaker, more=True)


def _without_more(asked: list[str]) -> tuple[list[str], bool]:
    """Return a question without the words for more: "ماذا قال أيضا عن الحديقة", "ايش غير", "ماذا قال غير ذلك"."""
    plain = [word for n, word in enumerate(asked) if n == 0 or word not in listed("more")]
    end = len(plain)
    while end > 1 and plain[end - 1] in listed("pointing"):
        end -= 1
    if end > 1 and plain[end - 1] in listed("more_last"):
        return plain[: end - 1], True
    return plain, len(plain) < len(asked)


def _meant(word: str, turn: Turn) -> str | None:
    """Return the man, the woman or the group whom a verb, a pronoun or a noun with one speaks of."""
    return {"he": turn.he, "she": turn.she, "they": turn.they or turn.speaker}[_gender(word) or "he"]


def _gender(word: str) -> str | None:
    """Return whom a verb, a pronoun or a noun with one speaks of; None for another word."""
    for who in ("he", "she", "they"):
        if word in listed(who) or word in listed(f"{who}_says"):
            return who
    if _noun(word) is None:
        return None
    return "she" if word.endswith("ها") else "they" if word.endswith("هم") else "he"


def _noun(word: str) -> str | None:
    """Return the noun of saying that a pronoun is written onto: "رأيه", "موقفها", "مطالبهم"."""
    ends = ("ه", "ها", "هم")
    return next((noun for noun in listed("said_nouns") if word in {noun + end for end in ends}), None)


def _joined(text: str, run: list[Word]) -> str:
    return " ".join(word.of(text) for word in run)
