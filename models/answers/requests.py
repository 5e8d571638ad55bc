"""Questions that list or count and those that ask who somebody is: "من تحدث؟", "كم مرة ذُكر فلان؟", "ما منصب فلان؟"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.answers.lexicon import agents, saying, word_list
from models.arabic.words import bare
from models.quotes.names import is_organisation, is_role

Wanted = Literal["speakers", "number_of_speakers", "quotes", "mentions", "role"]

_LONGEST = 20  # words of such a question
_LONGEST_NAME = 6
_SHORTEST_JOINED = 3  # letters of a word above which a ل before it is taken for a preposition
_OPENING = 3  # words among which the word that asks stands


@dataclass(frozen=True, slots=True)
class Request:
    """What such a question wants, and the folded words of the name that it is about.

    `surely` is False where the words may ask something else, which only the article can tell: "من نادر صقر" and
    "من فاز" are built alike.
    """

    wanted: Wanted
    name: tuple[str, ...] = ()
    surely: bool = True


def request(norms: Sequence[str]) -> Request | None:
    """Return what the folded words of a question ask, None where they ask something else."""
    if not 0 < len(norms) <= _LONGEST:
        return None
    return _speakers(norms) or _often(list(norms)) or _role(list(norms))


def _speakers(norms: Sequence[str]) -> Request | None:
    """Read "من تحدث في المقال؟", "من ذُكرت أقوالهم؟", "كم شخصا تكلم؟": nothing but such words may be there."""
    many = _asks(norms, "many")
    who = _asks(norms, "who")
    others = [norm for norm in norms if not _is_ask(norm)]
    told = frozenset(bare(norm) for norm in others) | frozenset(others)
    kinds = ("speak", "relay", "words", "speakers", "people", "number", "beside")
    if not others or any(not any(_in(norm, kind) for kind in kinds) for norm in others):
        return None
    if told & word_list("tally", "times") or told & {"ذلك", "هيك"}:
        return None
    spoken = bool(told & (word_list("tally", "speak") | word_list("tally", "words")))
    counts = bool(told & word_list("tally", "number")) or many
    peopled = bool(told & (word_list("tally", "people") - {"احد", "حدا", "حد"})) or who
    anybody = _asks(norms, "did") and bool(told & {"احد", "حدا", "حد"})
    if told & word_list("tally", "speakers") or (spoken and (peopled or anybody)):
        return Request("number_of_speakers" if counts else "speakers")
    return None


def _often(norms: list[str]) -> Request | None:
    """Read "كم مرة تحدث فلان؟", "كم تصريحا لفلان؟", "كم مرة ورد اسم فلان؟"."""
    if not (_asks(norms, "many") or "عدد" in norms[:_OPENING]):
        return None
    times = any(norm in word_list("tally", "times") for norm in norms)
    passed = (
        word_list("tally", "number") | word_list("tally", "times") | word_list("ask", "many") | {"التي", "من", "ما"}
    )
    at = next((n for n, norm in enumerate(norms) if norm not in passed and not _is_ask(norm)), len(norms))
    rest = norms[at:]
    if rest and times and rest[0] in word_list("tally", "speak"):
        return _counted("quotes", rest[1:])
    if rest and bare(rest[0]) in word_list("tally", "statements"):
        behind = rest[1:]
        if times and bare(rest[0]) in word_list("tally", "name"):
            return _counted("mentions", behind)
        while behind and (behind[0] in word_list("tally", "beside") or saying(behind[0]) or _in(behind[0], "speak")):
            behind = behind[1:]
        return _counted("quotes", _without_lam(behind) if behind else [])
    if rest and times and rest[0] in word_list("tally", "mention"):
        named = rest[1:]
        if named and named[0] in word_list("tally", "name"):
            named = named[1:]
        return _counted("mentions", named)
    return None


def _counted(wanted: Wanted, name: list[str]) -> Request | None:
    """Return a count for a name, without "في المقال" behind it; None where more is asked than how often."""
    while name and name[-1] in word_list("tally", "beside"):
        name = name[:-1]
    while name and name[0] in word_list("tally", "beside"):
        name = name[1:]
    if not 0 < len(name) <= _LONGEST_NAME or _goes_on(name):
        return None
    return Request(wanted, tuple(name))


def _goes_on(name: list[str]) -> bool:
    """Say whether more than a name is there: "صقر عن السد", "الوزير إن"; "علي" may be a name at the start."""
    return any(norm in word_list("end", "name") and not (n == 0 and norm == "علي") for n, norm in enumerate(name))


def _role(norms: list[str]) -> Request | None:
    """Read "من هو فلان؟", "فلان مين هو؟", "ما منصب فلان؟", "شو بيشتغل فلان؟"."""
    at = next((n for n, norm in enumerate(norms) if _is_ask(norm) and not (n == 0 and norm in ("عرف", "وضح"))), None)
    if at is None:
        return None
    before, behind = norms[:at], norms[at + 1 :]
    pronoun = False
    while behind and behind[0] in word_list("role", "is"):
        pronoun = pronoun or not behind[0].startswith("كان")  # "مين كان مدرب الفريق" asks for a name
        behind = behind[1:]
    if behind and _in_is(behind[-1]):
        behind, pronoun = behind[:-1], True
    what = norms[at] in word_list("ask", "what")
    works = behind[:1] and (bare(behind[0]) in word_list("role", "nouns") or behind[0] in word_list("role", "verbs"))
    if what and works:
        name = behind[1:] or before
        does = behind[0] in ("يفعل", "تفعل")  # "شو بيعمل فلان؟" may ask what he is doing
        return _who_is(name, surely=not does) if name else None
    if norms[at] not in word_list("ask", "who"):
        return None
    if not behind and before:
        return _who_is(before, surely=True)
    return _who_is(behind, surely=pronoun) if at < _OPENING - 1 else None


def _without_lam(name: list[str]) -> list[str]:
    """Return a name without the ل of "كم تصريحا لصقر"; "للنائب" is matched with its own."""
    joined = name[0].startswith("ل") and not name[0].startswith("لل") and len(name[0]) > _SHORTEST_JOINED
    return [name[0][1:], *name[1:]] if joined else name


def _who_is(name: list[str], *, surely: bool) -> Request | None:
    while name and name[-1] in word_list("tally", "beside"):
        name = name[:-1]
    while name and name[0] in ("يا", "تري", "بالضبط"):
        name = name[1:]
    if not 0 < len(name) <= _LONGEST_NAME or _goes_on(name) or not names_person(name):
        return None
    return Request("role", tuple(name), surely)


def names_person(name: Sequence[str]) -> bool:
    """Say whether words can be somebody's name, with his office or without: no mere office as "وزير المياه" is."""
    proper = [norm for norm in name if not _is_office_word(norm)]
    titled = is_role(bare(name[0])) or is_organisation(bare(name[0])) or bare(name[0]) in agents()
    if not proper or any(norm in word_list("skip", "relative") or saying(norm) for norm in name):
        return False
    if not titled:
        return True
    definite = name[0].startswith("ال")
    owned = not definite and len(name) == 2  # "وزير المياه", "مدير المستشفى", "رئيس تونس"
    last = name[-1]
    if owned or last.startswith("لل") or (len(name) > 2 and last.startswith("ال") and not definite and len(proper) < 2):
        return False
    return not any(norm.startswith("ل") and len(norm) > 4 for norm in name[1:])  # "المدير التنفيذي لنداء تونس"


def _is_office_word(norm: str) -> bool:
    word = bare(norm)
    nisba = norm.startswith("ال") and norm.endswith(("ي", "يه")) and len(norm) > 5
    return is_role(word) or is_organisation(word) or word in agents() or nisba


def _in_is(norm: str) -> bool:
    return norm in ("هو", "هي")


def _in(norm: str, kind: str) -> bool:
    listed = word_list("tally", kind)
    return norm in listed or bare(norm) in listed


def _is_ask(norm: str) -> bool:
    return any(norm in word_list("ask", ask) or norm.removeprefix("و") in word_list("ask", ask) for ask in _ASKS)


def _asks(norms: Sequence[str], ask: str) -> bool:
    """Say whether one of the first words asks so."""
    return any(n in word_list("ask", ask) or n.removeprefix("و") in word_list("ask", ask) for n in norms[:_OPENING])


_ASKS = ("who", "what", "how", "when", "where", "many", "why", "which", "tell", "did")
