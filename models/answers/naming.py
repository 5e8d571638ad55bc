"""Which speaker a question names: by name, surname, office or a spelling near to it."""

from collections.abc import Iterable
from functools import lru_cache

from models.answers.index import Index
from models.answers.lexicon import bare_list, word_list
from models.answers.terms import Term, agreement, term
from models.arabic.words import Word, bare, words
from models.quotes.lexicon import phrase_list

_SURE = 0.6  # of its weight that a term has to agree to count as the name's own word
_CORE = 6  # words from the start of a name that can be its head: "رئيس الفريق الأمني في الموقع"

Name = tuple[tuple[Term, ...], tuple[Term, ...]]


@lru_cache(maxsize=2_000)
def read_name(name: str) -> Name:
    """Part a name into its own words and what hangs on them by a preposition: "المدير العام" + "لأوبر في القاهرة"."""
    core: list[Term] = []
    rest: list[Term] = []
    for part in name.replace(",", "،").replace("؛", "،").split("،"):
        hangs = False
        for n, word in enumerate(words(part)):
            hangs = hangs or n >= _CORE or (n > 0 and _hangs(word))
            found = term(word.norm)
            if found is not None:
                (rest if hangs else core).append(found)
    return tuple(core), tuple(rest)


def _hangs(word: Word) -> bool:
    return word.norm.startswith("لل") or word.norm in word_list("end", "name")


def names_of(index: Index, speaker: int) -> list[Name]:
    """Return the names of a speaker, his mentions in the article among them."""
    who = index.attribution.speakers[speaker]
    mentions = {
        quote.mention.of(index.text)
        for quote in index.attribution.quotes
        if quote.speaker == speaker and quote.mention is not None
    }
    return [read_name(name) for name in dict.fromkeys((who.name, *who.aliases, *sorted(mentions)))]


def share(asked: Iterable[Term], held: Iterable[Term]) -> float:
    """Return how much of the words asked a name holds, by weight, from 0 to 1."""
    asked, held = list(asked), list(held)
    total = sum(each.weight for each in asked)
    agreed = sum(each.weight * max((agreement(each, other) for other in held), default=0.0) for each in asked)
    return agreed / total if total else 0.0


def named(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    """Return the speakers whom the words of a question may name, with how surely."""
    found = {
        n: max((_sureness(asked, name) for name in names_of(index, n)), default=0.0)
        for n in range(len(index.attribution.speakers))
    }
    return {n: how for n, how in found.items() if how}


def _sureness(asked: tuple[Term, ...], name: Name) -> float:
    """Return how surely words name somebody; they must meet the name's own words: "أوبر" is not its manager."""
    core, rest = name
    if not any(agreement(each, own) >= _SURE for each in asked for own in core):
        return 0.0
    whole = share(asked, (*core, *rest))
    # "ماذا طلب سافيديس اللاعبين": the name may end before the words do
    first = share(asked[:1], (*core, *rest)) if _can_stand_alone(asked[0]) else 0.0
    return max(whole, 0.8 * first)


def _can_stand_alone(first: Term) -> bool:
    """Say whether a word names somebody by itself: "بومبيو", not "وزير"."""
    return bare(first.norm) not in phrase_list("roles") | phrase_list("organisations") | bare_list("agents", "nouns")


def is_of_kind(noun: Term, name: Name) -> float:
    """Return how well a speaker is of the kind asked for: "وكالة سانا" is a "وسيلة إعلام", nobody knows of a "جهة"."""
    asked = bare(noun.norm)
    heads = {bare(each.norm) for each in name[0]} | {bare(each.norm) for each in name[0]}
    if asked in bare_list("agents", "media") and heads & bare_list("agents", "media"):
        return 1.0
    if asked in bare_list("agents", "bodies"):
        return float(bool(heads & phrase_list("organisations")) and not heads & phrase_list("roles"))
    return max((agreement(noun, each) for each in (*name[0], *name[1])), default=0.0)
