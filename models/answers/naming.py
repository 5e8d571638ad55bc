"""Which speaker a question names: by name, surname, office or a spelling near to it."""

from collections.abc import Iterable
from functools import lru_cache

from models.answers.index import Index
from models.answers.lexicon import agents, bare_list, word_list
from models.answers.terms import Term, agreement, term
from models.arabic.stems import stem
from models.arabic.words import Word, bare, words
from models.quotes.lexicon import phrase_list

_SURE = 0.6  # of its weight that a term has to agree to count as the name's own word
_RARE = 0.5  # weight of a word that fewer than one article in two hundred holds, as most names
_WHOLE = 0.9  # sureness that is asked of a name whose end had to be guessed
_CORE = 6  # words from the start of a name that can be its head: "رئيس القسم الفني في المصنع"

Name = tuple[tuple[Term, ...], tuple[Term, ...]]


@lru_cache(maxsize=2_000)
def read_name(name: str) -> Name:
    """Part a name into its own words and what hangs on them by a preposition: "المدير العام" + "لنجمة في القاهرة"."""
    core: list[Term] = []
    rest: list[Term] = []
    for part in name.replace(",", "،").replace("؛", "،").split("،"):
        hangs = False
        for n, word in enumerate(words(part)):
            hangs = hangs or n >= _CORE or (_hangs(word) and not all(_is_document(each) for each in core))
            found = term(word.norm)
            if found is not None:
                (rest if hangs else core).append(found)
    return tuple(core), tuple(rest)


def _is_document(each: Term) -> bool:
    """Say whether a word names what speaks for somebody: "بيان من مكتب الرئيس" is the office's."""
    return bare(each.norm) in phrase_list("documents") | bare_list("said", "nouns")


def _hangs(word: Word) -> bool:
    rest = word.norm[1:]
    # "لنجمة" is of the firm نجمة; "ليلى" is a name though "يلى" is a word too, one that names nothing
    joined = word.norm.startswith("ل") and len(rest) > 2 and term(rest) is not None and stem(word.norm) == stem(rest)
    return joined or word.norm.startswith("لل") or word.norm in word_list("end", "name")


def names_of(index: Index, speaker: int) -> list[Name]:
    """Return the names of a speaker, his mentions in the article among them."""
    who = index.attribution.speakers[speaker]
    return [read_name(name) for name in dict.fromkeys((who.name, *who.aliases, *index.mentions.get(speaker, ())))]


def is_messenger(index: Index, speaker: int) -> bool:
    """Say whether a speaker passes on what others say: a medium or a document."""
    heads = {bare(core[0].norm) for core, _ in names_of(index, speaker) if core}
    return bool(heads & (bare_list("agents", "media") | phrase_list("documents")))


def share(asked: Iterable[Term], held: Iterable[Term]) -> float:
    """Return how much of the words asked a name holds, by weight, from 0 to 1."""
    asked, held = list(asked), list(held)
    total = sum(each.weight for each in asked)
    agreed = sum(each.weight * max((agreement(each, other) for other in held), default=0.0) for each in asked)
    return agreed / total if total else 0.0


def named(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    """Return the speakers whom the words of a question may name, with how surely, from 0 to 1."""
    found = _named(index, asked)
    if not found and len(asked) > 1 and _is_document(asked[0]):
        return _named(index, asked[1:])  # "بيان الوزارة" is the ministry's
    return found or _shortened(index, asked)


def _shortened(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    """Return whom the first of some words name where others follow: "الحداد" of "بماذا نصح الحداد رئيس البلدية".

    A word that stands alone must be among them, and none is parted from its adjective: "كوريا الشمالية".
    """
    for last in range(len(asked) - 1, 0, -1):
        if any(_can_stand_alone(each) for each in asked[:last]) and not _is_nisba(asked[last]):
            found = {n: sure for n, sure in _named(index, asked[:last]).items() if sure >= _WHOLE}
            if found:
                return found
    return {}


def _named(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    found = {}
    for n in range(len(index.attribution.speakers)):
        sure = max((_sureness(index, asked, name) for name in names_of(index, n)), default=0.0)
        if sure:
            found[n] = sure
    return found


def _sureness(index: Index, asked: tuple[Term, ...], name: Name) -> float:
    """Return how surely words name somebody: all of them are his, or all of a name of his is among them.

    "وزير المالية" is no other minister, and "نجمة" not "المدير العام لنجمة".
    """
    core, rest = name
    for last in range(len(asked), 0, -1):
        if last < len(asked) and not _can_end(asked, last):
            continue
        if _holds(core, asked[:1]) and _holds((*core, *rest), asked[:last]):
            return share(asked[:last], (*core, *rest))
    return _as_part(index, asked, core)


def _as_part(index: Index, asked: tuple[Term, ...], core: tuple[Term, ...]) -> float:
    """Return how surely a whole name is among words: "الكيال" in "الوزير الكيال", "سعاد" in "سعاد غيابها".

    What stands before it has to be an office, or the article has to name him so: "عائلة حداد" is not "حداد".
    """
    plain = tuple(each for each in asked if not _is_nisba(each))
    if not core or not _holds(plain, core) or not any(_can_stand_alone(each) for each in core):
        return 0.0
    own = [n for n, each in enumerate(asked) if _holds(core, (each,))]
    before = [each for n, each in enumerate(asked[: max(own, default=0)]) if n not in own]
    titled = not before or _is_office(before[0])  # "زعيم حزب البيت شاهين"
    return share(core, plain) if titled or index.has([each.norm for each in asked[: max(own) + 1]]) else 0.0


def _is_office(each: Term) -> bool:
    """Say whether a word before a name tells what bears it: "وزير", "الفنان", "شركة"; "عائلة" is somebody else."""
    return bare(each.norm) in agents() or each.norm.startswith("ال")


def _holds(held: tuple[Term, ...], asked: tuple[Term, ...]) -> bool:
    return all(any(agreement(each, other) >= _SURE for other in held) for each in asked)


def _can_end(asked: tuple[Term, ...], last: int) -> bool:
    """Say whether a name may end before a word: "الوزير | القرار", not "وزير | المالية" nor "الوزير | المالي".

    A rare word goes on naming: "الوزير الكيال".
    """
    both_definite = asked[last - 1].norm.startswith("ال") and asked[last].norm.startswith("ال")
    return both_definite and asked[last].weight < _RARE and not _is_nisba(asked[last])


def _is_nisba(each: Term) -> bool:
    """Say whether a word is a definite adjective of belonging: "الإيراني", "السورية"."""
    return each.norm.startswith("ال") and each.norm.endswith(("ي", "يه", "يون", "يين"))


def _can_stand_alone(each: Term) -> bool:
    """Say whether a word names somebody by itself: "الكيال", not "وزير"."""
    return bare(each.norm) not in phrase_list("roles") | phrase_list("organisations") | bare_list("agents", "nouns")


def is_of_kind(noun: tuple[Term, ...], name: Name) -> float:
    """Return how well a speaker is of the kind asked for: "وكالة سانا" is a "وسيلة إعلام", an office is no "جهة"."""
    core, rest = name
    heads = {bare(each.norm) for each in core}
    asked = bare(noun[0].norm)
    if asked in bare_list("agents", "media") and heads & bare_list("agents", "media"):
        return 1.0
    if asked in bare_list("agents", "bodies"):
        return float(bool(heads & phrase_list("organisations")) and not heads & phrase_list("roles"))
    return share(noun, (*core, *rest))
