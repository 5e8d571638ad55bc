"""Which article of a chat a question means, where it says so: the one before, an outlet's, one by its title, or all."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from bot.conversation.computing import computed
from bot.conversation.followups import listed
from bot.storage import Store
from bot.storage.entries import Entry, stems_of
from models.arabic.stems import stem
from models.arabic.words import Word, bare, words
from models.reading import Article

MOST: Final = 20
"""Articles, the newest, that a question may mean or range over."""

_LONGEST = 300  # characters: a longer question says by itself what it is about

Which = Literal["before", "first", "latest", "all"]


@dataclass(frozen=True, slots=True)
class Pointing:
    """A question without the words that say which article it means; None where none do."""

    question: str
    which: Which | None = None


def pointing(text: str) -> Pointing:
    """Part "ماذا قال الوزير في المقال السابق؟" into the question and which article it means."""
    found = words(text) if len(text) <= _LONGEST else []
    for at in range(len(found)):
        told = _which(found, at)
        if told is not None:
            which, end = told
            start = at - 1 if at and found[at - 1].norm.removeprefix("و") in ("في", "من", "عن", "عبر", "ب") else at
            return Pointing(text[: found[start].start].rstrip() + text[found[end].end :], which)
    return Pointing(text)


def is_empty(question: str) -> bool:
    """Say whether nothing is left that asks: "وفي الخبر السابق؟"."""
    return all(word.norm in listed("openers") for word in words(question))


async def chosen(store: Store, chat: str, question: Pointing, current: int, article: Article) -> int:
    """Return the number of the article that a question means: `current`, which is `article`, where it says no other."""
    entries = await store.entries(chat, 0, MOST)
    numbers = [entry.number for entry in entries]
    if question.which == "latest":
        return numbers[0]
    if question.which == "first":
        oldest = await store.entries(chat, await store.count(chat) - 1, 1)
        return oldest[0].number if oldest else current
    if question.which == "before":
        return next((number for number in numbers if number < current), current)
    if len(entries) < 2 or len(question.question) > _LONGEST:
        return current
    by_outlet = await _of_outlet(store, chat, question.question, current, article)
    if by_outlet is not None:
        return by_outlet
    by_title = await computed(_titled, entries, question.question, current, article)
    return current if by_title is None else by_title


def _which(found: list[Word], at: int) -> tuple[Which, int] | None:
    """Return which article is meant by the words at a place, and the last of them."""
    behind = [word.norm for word in found[at + 1 : at + 3]]
    if found[at].norm in listed("all") and behind and behind[0] in listed("articles"):
        return "all", at + 1
    if bare(found[at].norm) not in listed("article") or not behind:
        return None
    last = 1 if behind[0] == "الذي" and len(behind) > 1 else 0
    kinds: tuple[Which, ...] = ("before", "first", "latest")
    return next(((kind, at + 1 + last) for kind in kinds if behind[last] in listed(kind)), None)


async def _of_outlet(store: Store, chat: str, question: str, current: int, article: Article) -> int | None:
    """Return the newest article of an outlet that is named as one: "في خبر الجزيرة", "في صحيفة البلاد"."""
    named = await computed(_named_outlets, question, article)
    if not named:
        return None
    sources = await store.sources(chat, MOST)
    of_it = [number for number, source in sources if named & _outlet(source)]
    return None if current in of_it else next(iter(of_it), None)


def _named_outlets(question: str, article: Article) -> frozenset[str]:
    """Return the words that may name an outlet; behind a bare "في" only what the article itself does not tell of."""
    found = words(question)
    surely, perhaps = set(), set()
    for before, word in pairwise(found):
        if bare(before.norm) in listed("article") | listed("outlets"):
            surely.add(bare(word.norm))
        elif before.norm in ("في", "عند", "لدي"):
            perhaps.add(bare(word.norm))
    if perhaps:
        perhaps -= {bare(word.norm) for word in words(article.text)}
    return frozenset(surely | perhaps)


def _outlet(source: str) -> frozenset[str]:
    return frozenset(bare(word.norm) for word in words(source)) - listed("outlets")


def _titled(entries: tuple[Entry, ...], question: str, current: int, article: Article) -> int | None:
    """Return the one other article whose title holds words of the question that the current one does not."""
    asked = {stem(word.norm) for word in words(question) if len(word.norm) > 3}
    held = {entry.number: asked & set(stems_of(entry.title)) for entry in entries if entry.number != current}
    if not any(held.values()):
        return None
    mine = set(stems_of(f"{article.title or ''} {article.text}"))
    new = {number: stems - mine for number, stems in held.items() if stems - mine}
    most = max(map(len, new.values()), default=0)
    best = [number for number, stems in new.items() if len(stems) == most]
    own = len(asked & set(stems_of(next((entry.title for entry in entries if entry.number == current), ""))))
    return best[0] if len(best) == 1 and most > own else None
