"""What is asked: who said it, what somebody said, whether he did, or a fact; and the words that tell about what."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from models.answers.lexicon import agents, bare_list, dialect, saying, word_list
from models.answers.requests import Request, request
from models.answers.terms import Term, term, terms
from models.arabic.stems import frequency
from models.arabic.words import Word, bare, words

Asked = Literal["who_said", "what_said", "did_say", "fact"]
Wants = Literal["person", "number", "duration", "date", "place", "name", "reason", "manner", "thing", "yes_or_no"]
Ask = Literal["who", "what", "how", "when", "where", "many", "why", "which", "tell", "did"]

LONGEST = 600  # characters; a longer message is no question that a reader types
_WORDS = 80
_AT_START = 2  # words that may stand before "من" or "ما" where they ask: "يا ترى من قال", "إلى ماذا دعا"
_REACH = 6  # words from the question word to its verb: "من المسؤول الأميركي الكبير الذي قال"
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `text` is the question as it was asked, `noun` the kind of thing that is asked for ("صحيفة" of "أي صحيفة",
    "هدفا" of "كم هدفا"), `named` the words that may name who spoke, `topic` all other words that carry meaning, `about`
    those of them that follow a speaker's name: "الخطة" of "ماذا قال الوزير عن الخطة". `request` is set where it may ask
    for a list, a count or who somebody is.
    """

    asked: Asked
    wants: Wants
    noun: tuple[Term, ...] = ()
    named: tuple[Term, ...] = ()
    topic: tuple[Term, ...] = ()
    about: tuple[Term, ...] = ()
    text: str = field(default="", compare=False)
    request: Request | None = None


def understand(text: str) -> Question | None:
    """Return what a text asks, None where it asks nothing that an article could tell."""
    if len(text) > LONGEST:
        return None
    found = [_written(word) for word in words(text)[:_WORDS]]
    if not terms(found):
        return None
    return replace(_understood(found), text=text, request=request([word.norm for word in found]))


def _written(word: Word) -> Word:
    """Return a word of a dialect as the news writes it: "هالجامعة" as "الجامعة", "باص" as "حافلة"."""
    norm, rest = word.norm, word.norm[1:]
    joined = norm[:1] in word_list("dialect", "joined") and rest.startswith("ال") and len(rest) > 4
    if joined and frequency(bare(rest)) > frequency(norm):
        return replace(word, norm=rest)
    known = dialect()
    if norm in known:
        return replace(word, norm=known[norm])
    return replace(word, norm="ال" + known[norm[2:]]) if norm.startswith("ال") and norm[2:] in known else word


def _understood(found: list[Word]) -> Question:
    at, ask = _question_word(found)
    before, rest = found[: max(at, 0)], found[at + 1 :]
    if ask == "who":
        return _who(before, rest)
    if ask == "which":
        return _which(before, rest)
    if ask in ("what", "how", "why"):
        return _what(before, rest, ask)
    if ask == "did":
        return _did(rest)
    return _fact(before, rest, ask)


def _question_word(found: list[Word]) -> tuple[int, Ask | None]:
    """Return where the question word stands and what it asks; (-1, None) for words without one."""
    for at, word in enumerate(found):
        ask = _ask(word)
        if ask is None or (ask == "tell" and at > 0):
            continue
        if ask in ("who", "what") and at > _AT_START and not _asks_late(found, at):
            continue
        if ask == "who" and at + 1 < len(found) and _ask(found[at + 1]) is not None:
            continue  # "من كم محافظة", "من أي بلد"
        return at, ask
    return -1, None


def _ask(word: Word) -> Ask | None:
    """Return what a word asks; a و, ف, ب or ل may be written onto it: "وماذا", "بكم"."""
    asks: tuple[Ask, ...] = get_args(Ask)
    whole = next((ask for ask in asks if word.norm in word_list("ask", ask)), None)
    return whole or next((ask for ask in asks if _is_listed(word, "ask", ask)), None)


def _is_listed(word: Word, table: str, name: str) -> bool:
    """Say whether a word is in a list, with or without a و, ف, ب or ل written onto it."""
    listed = word_list(table, name)
    return word.norm in listed or (word.norm[:1] in "وفبل" and len(word.norm) > 3 and word.norm[1:] in listed)


def _asks_late(found: list[Word], at: int) -> bool:
    """Say whether a "من" far from the start asks: "التصريح عن النفط ورد على لسان من"."""
    return found[at].norm not in word_list("ask", "early") or _is_listed(found[at - 1], "said", "according")


def _who(before: list[Word], rest: list[Word]) -> Question:
    """Read "من قال", "مين اللي حكى", "من المسؤول الذي قال" as who said it, other verbs as a fact about a person."""
    late = len(before) > _AT_START
    verb = _verb_of_who(rest)
    if verb is None and not late:
        return Question("fact", "person", noun=tuple(terms(rest[:1])), topic=tuple(terms(rest)))
    noun = [] if verb is None else [word for word in rest[:verb] if not _is_listed(word, "skip", "who")]
    topic = [*(before if late else []), *rest[verb or 0 :]]
    return Question("who_said", "person", tuple(terms(noun)), topic=tuple(terms(topic)))


def _verb_of_who(rest: list[Word]) -> int | None:
    """Return where the verb of saying behind "من" stands, only a noun with its adjectives before it."""
    for n, word in enumerate(rest[:_REACH]):
        if _is_listed(word, "skip", "who"):
            continue
        says = saying(word.norm) is not None and not word.norm.startswith("ال")
        follows = n == 0 or _is_listed(rest[n - 1], "skip", "who")
        if says and (follows or _is_agent(rest[0])):
            return n
        if follows and (_has_clause(rest, n) or _is_said_to_own(rest, n)):
            return n
        if word.norm in word_list("end", "name"):
            return None
    return None


def _has_clause(rest: list[Word], at: int) -> bool:
    """Say whether a verb that we do not know takes what was said as a clause: "من استشعر أن"."""
    clause = at + 1 < len(rest) and rest[at + 1].norm in word_list("said", "clause")
    return clause and rest[at].norm not in word_list("said", "doing") | word_list("end", "name")


def _is_said_to_own(rest: list[Word], at: int) -> bool:
    """Say whether "من" asks whose words they are: "من صاحب مقولة", "من القائل", "من المتحدث عن"."""
    if rest[at].norm in word_list("said", "sayers"):
        return True
    return bare(rest[at].norm) in ("صاحب", "صاحبه") and at + 1 < len(rest) and _is_said_noun(rest[at + 1])


def _is_agent(word: Word) -> bool:
    return bare(word.norm) in agents()


def _which(before: list[Word], rest: list[Word]) -> Question:
    """Read "أي صحيفة ذكرت" as who said it, "في أي سنة" as a fact of that kind."""
    verb = next((n for n, word in enumerate(rest[:_REACH]) if n and saying(word.norm) is not None), None)
    asks_where = bool(before) and before[-1].norm in ("في", "علي", "الي", "من", "عبر")
    if verb is not None and not asks_where and (_is_agent(rest[0]) or _has_clause(rest, verb)):
        return Question("who_said", "person", tuple(terms(rest[:verb])), topic=tuple(terms(rest[verb:])))
    noun = tuple(terms(rest[:1]))
    return Question("fact", _wants(rest[:2], "thing"), noun, topic=tuple(terms([*before, *rest])))


def _what(before: list[Word], rest: list[Word], ask: Ask) -> Question:
    """Read "ماذا قال فلان", "ما رأي فلان في", "كيف علق فلان" as what was said, the rest as facts."""
    said = next((n for n, word in enumerate(before) if n and saying(word.norm) is not None), None)
    if said is not None:  # "الشركة ردت بإيه على الشكوى"
        return _said([*before[:said], *rest], before[said])
    start = next((n for n, word in enumerate(rest) if not _is_listed(word, "skip", "who")), len(rest))
    if start < len(rest) and ask != "why" and saying(rest[start].norm) is not None:
        return _said(rest[start + 1 :], rest[start])
    thing = _thing_said(rest[start:])
    if thing is not None and ask != "why":
        return thing
    if start < len(rest) and ask == "what" and _is_said_noun(rest[start]):
        return _said(rest[start + 1 :], rest[start])
    start += int(start < len(rest) and rest[start].norm in word_list("ask", "order"))
    if start < len(rest) and ask == "what" and _is_agent(rest[start]):
        verb = next((n for n in range(start + 1, min(len(rest), start + _REACH)) if saying(rest[n].norm)), None)
        # "ما الجهة التي أعلنت", "ما أول صحيفة نشرت"
        if verb is not None and (verb == start + 1 or _is_listed(rest[verb - 1], "skip", "who")):
            return Question("who_said", "person", tuple(terms(rest[start:verb])), topic=tuple(terms(rest[verb:])))
    return _according([*before, *rest]) or _other(before, rest[start:], ask)


def _thing_said(rest: list[Word]) -> Question | None:
    """Read "ما الشروط التي وضعها …", "ما الحل الذي رأته الأستاذة" as what she said of the thing."""
    relative = next(
        (n for n, word in enumerate(rest[:_REACH]) if n and word.norm in word_list("skip", "relative")), None
    )
    if relative is None or relative + 2 >= len(rest) or _is_agent(rest[0]):
        return None
    verb = rest[relative + 1].norm
    if all(saying(verb.removesuffix(ending)) is None for ending in ("", "ه", "ها", "هم")) and not _is_said_noun(
        rest[0]
    ):
        return None
    named, behind = _name(rest[relative + 2 :])
    return Question("what_said", "thing", (), named, tuple(terms([*rest[:relative], *behind])))


def _according(rest: list[Word]) -> Question | None:
    """Read "كيف تربح الشركة برأي المحلل" as what the analyst said about it."""
    source = next((n for n, word in enumerate(rest) if _is_listed(word, "said", "according")), None)
    if source is None or source + 1 >= len(rest):
        return None
    named, behind = _name(rest[source + 1 :])
    return Question("what_said", "thing", (), named, tuple(terms([*rest[:source], *behind])))


def _other(before: list[Word], rest: list[Word], ask: Ask) -> Question:
    wants: Wants = "manner" if ask == "how" else "reason" if ask == "why" else "thing"
    kind = _wants(rest[:1], wants) if ask == "what" else wants
    noun = _counted(rest) if kind == "number" else tuple(terms(rest[:1]))
    return Question("fact", kind, noun, topic=tuple(terms([*before, *rest])))


def _is_said_noun(word: Word) -> bool:
    """Say whether a noun stands for what was said, with or without a pronoun: "رأي", "تعليقه"."""
    norm = bare(word.norm)
    return any(norm.removesuffix(ending) in bare_list("said", "nouns") for ending in ("", "ه", "ها", "هم"))


def _said(behind: list[Word], head: Word) -> Question:
    start = 0
    if saying(head.norm) in ("جاء", "ورد") or bare(head.norm) in ("نظر", "نظره"):
        while start < len(behind) and behind[start].norm in ("في", "علي", "من"):
            start += 1  # "ماذا جاء في بيان الوزارة"
    named, rest = _name(behind[start:])
    topic = [head, *rest] if rest or not named else []
    about = rest if named and rest and rest[0].norm in word_list("end", "about") else []
    return Question("what_said", "thing", (), named, tuple(terms(topic)), tuple(terms(about)))


def _name(behind: list[Word]) -> tuple[tuple[Term, ...], list[Word]]:
    """Part the words that may name a speaker from what follows them."""
    last = 0
    while last < min(len(behind), _LONGEST_NAME) and not _ends_name(behind[last], last):
        last += 1
    return tuple(terms(behind[:last])), behind[last:]


def _ends_name(word: Word, at: int) -> bool:
    """Say whether a word stands behind a name: "ماذا قال الرئيس للصحفيين", "عن الخطة"."""
    return word.norm in word_list("end", "name") or (at > 0 and word.norm.startswith("لل"))


def _did(rest: list[Word]) -> Question:
    """Read "هل قال فلان إن" as whether he said it, "هل فاز الفريق" as a fact."""
    start = next((n for n, word in enumerate(rest) if not _is_listed(word, "skip", "who")), len(rest))
    if start < len(rest) and saying(rest[start].norm) is not None:
        named, behind = _name(rest[start + 1 :])
        return Question("did_say", "yes_or_no", (), named, tuple(terms(behind)))
    return Question("fact", "yes_or_no", topic=tuple(terms(rest)))


def _fact(before: list[Word], rest: list[Word], ask: Ask | None) -> Question:
    topic = tuple(terms([*before, *rest]))
    if ask == "many":
        return Question("fact", _wants(rest[:1], "number"), _counted(rest), topic=topic)
    if ask == "where" and (source := _according([*before, *rest])) is not None:
        return source  # "وين راح تروح الأموال حسب القرار"
    if ask in ("when", "where"):
        return Question("fact", "date" if ask == "when" else "place", topic=topic)
    return Question("fact", "thing" if ask == "tell" else "yes_or_no", topic=topic)


def _counted(rest: list[Word]) -> tuple[Term, ...]:
    """Return the noun that a number is asked of, behind a verb or a word of size: "كم بلغ عدد القتلى", "كم هدفا"."""
    found: list[Term] = []
    for word in rest[:_REACH]:
        each = term(word.norm)
        if word.norm in word_list("skip", "relative") or (not found and _is_verb(word)):
            break
        if each is None or word.norm in word_list("measures", "verbs"):
            continue
        found.append(each)
        if bare(word.norm) not in bare_list("wants", "number"):
            break
    return tuple(found)


def _is_verb(word: Word) -> bool:
    """Say whether a word behind "كم" is sooner a verb than what is counted: "كم زحفت", "كم سيخسر", not "كم لواء".

    What is counted stands in the accusative ("هدفا", "دولة"), with its article or in a list; a dialect leaves the
    ending off, and then only the prefixes and endings of verbs tell.
    """
    norm = word.norm
    if norm in word_list("measures", "verbs") or bare(norm) in bare_list("wants", "number") | bare_list(
        "units", "time"
    ):
        return False
    if norm.endswith(("ا", "ه", "اء")) or norm.startswith("ال"):
        return False
    future = norm.startswith("س") and norm[1:2] in tuple("يتن") and len(norm) > 4
    present = norm[:1] in "يت" and len(norm) > 3 and frequency(norm[1:]) < frequency(norm)
    return (
        future
        or present
        or (norm.endswith("ت") and not norm.endswith("ات"))
        or norm in word_list("measures", "of_money")
    )


def _wants(nouns: list[Word], otherwise: Wants) -> Wants:
    """Return the kind of answer that a noun behind the question word asks for: "سنة", "عدد", "مدة", "اسم"."""
    kinds: tuple[Wants, ...] = ("duration", "date", "number", "place", "name")
    for word in nouns:
        if otherwise == "number":  # "كم سنة" asks how long, never when
            return "duration" if {bare(word.norm), word.norm} & _lasting() else otherwise
        for kind in kinds:
            if {bare(word.norm), word.norm.removeprefix("ال")} & bare_list("wants", kind):
                return kind
    return otherwise


def _lasting() -> frozenset[str]:
    return bare_list("wants", "duration") | bare_list("units", "time")
