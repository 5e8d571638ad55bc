"""What a message is, told from its text alone: an article, a question, a greeting, a command, or none of these."""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

from models.arabic.words import words

_HEAD = 2_000  # characters: nothing longer is a question, so that it need not be looked at word by word
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w{1,64})?(?:\s|$)")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_WORDS_BESIDE_LINK = 6  # "لخص لي هذا الخبر لو سمحت https://…" is about the link; a post that ends in one is not
_ARTICLE_WORDS = 12  # from here on a text that asks nothing is given to the reader of articles
_MARKS = re.compile("[؟?]")
_STOPS = re.compile(r"[.!…]+\s")
_MARKED_WORDS = 60  # a question that quotes a sentence of the article runs to forty
_MARKED_LINES = 3
_AFTER_MARK = 6  # words that may follow the mark: "من قال ذلك؟ أرجو الجواب"; after a headline that asks come more
_UNMARKED_WORDS = 25  # without a mark a longer text that begins with "كيف" is an article
_ANYWHERE_WORDS = 11  # in so short a text a word that asks need not come first: "الوزير شو قال"


class Kind(Enum):
    """What a message is."""

    EMPTY = auto()
    """Nothing but blanks."""
    JUNK = auto()
    """No letter and no digit: emoji, punctuation, bidi controls."""
    COMMAND = auto()
    """`/name`, with or without `@bot`."""
    LINK = auto()
    """A link, with at most a few words beside it."""
    FOREIGN = auto()
    """Words, none of them Arabic."""
    GREETING = auto()
    """A greeting and nothing else."""
    THANKS = auto()
    """Thanks, praise, assent or a goodbye and nothing else."""
    QUESTION = auto()
    """A question, with or without its mark."""
    ARTICLE = auto()
    """Long enough to be read as an article."""
    WORD = auto()
    """One word that says nothing by itself."""
    UNCLEAR = auto()
    """A few words that are none of these."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The lists of kinds.toml; of `phrases`, courtesies count as UNCLEAR, since they say nothing by themselves."""

    asks: frozenset[str]
    requests: frozenset[str]
    english: frozenset[str]
    summaries: frozenset[str]
    before: dict[str, frozenset[str]]
    phrases: dict[tuple[str, ...], Kind]
    longest: int


@cache
def _lexicon() -> _Lexicon:
    listed = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    kinds = {"courtesies": Kind.UNCLEAR, "greetings": Kind.GREETING, "thanks": Kind.THANKS}
    phrases = {tuple(phrase.split()): kind for name, kind in kinds.items() for phrase in listed[name]}
    return _Lexicon(
        asks=frozenset(listed["asks"]),
        requests=frozenset(listed["requests"]),
        english=frozenset(listed["english"]),
        summaries=frozenset(listed["summaries"]),
        before={word: frozenset(after) for word, after in listed["before"].items()},
        phrases=phrases,
        longest=max(map(len, phrases)),
    )


def kind_of(text: str) -> Kind:
    """Return what a message is; the words of a long text are not looked at."""
    if len(text) > _HEAD:
        return Kind.ARTICLE if any(char.isalnum() for char in text) else Kind.JUNK
    if not text.strip():
        return Kind.EMPTY
    if _COMMAND.match(text.strip()):
        return Kind.COMMAND
    plain = _LINK.sub(" ", text)
    norms = _norms(plain)
    if plain != text and len(norms) <= _WORDS_BESIDE_LINK:
        return Kind.LINK
    return _kind_of_words(plain, norms) if norms else Kind.JUNK


def asks_for_summary(text: str) -> bool:
    """Say whether a message asks for the summary of an article that it does not bring: "لخص لي هذا الخبر"."""
    if len(text) > _HEAD or kind_of(text) not in {Kind.WORD, Kind.UNCLEAR, Kind.FOREIGN}:
        return False
    _, rest = _opening(_norms(text))
    return bool(rest) and len(rest) <= _WORDS_BESIDE_LINK and rest[0] in _lexicon().summaries


def _kind_of_words(text: str, norms: list[str]) -> Kind:
    opening, rest = _opening(norms)
    if not rest:
        return next((kind for kind in (Kind.THANKS, Kind.GREETING) if kind in opening), Kind.UNCLEAR)
    if not any(_is_arabic(norm) or norm.isdigit() for norm in rest):
        asked = 1 < len(rest) <= _MARKED_WORDS and rest[0] in _lexicon().english
        return Kind.QUESTION if asked and text.rstrip().endswith(("?", "؟")) else Kind.FOREIGN
    if len(rest) > 1 and _is_question(text, rest):
        return Kind.QUESTION
    if len(norms) >= _ARTICLE_WORDS:
        return Kind.ARTICLE
    return Kind.WORD if len(norms) == 1 else Kind.UNCLEAR


def _opening(norms: list[str]) -> tuple[set[Kind], list[str]]:
    """Return the kinds of phrase that a message opens with, and the words after them."""
    kinds: set[Kind] = set()
    at = 0
    while (found := _phrase(norms, at)) is not None:
        kind, length = found
        kinds.add(kind)
        at += length
    return kinds, norms[at:]


def _phrase(norms: list[str], at: int) -> tuple[Kind, int] | None:
    """Return the kind and the length of the longest phrase that begins at a place."""
    lexicon = _lexicon()
    for length in range(min(lexicon.longest, len(norms) - at), 0, -1):
        kind = lexicon.phrases.get(tuple(norms[at : at + length]))
        if kind is not None:
            return kind, length
    return None


def _is_question(text: str, norms: list[str]) -> bool:
    *before, after = _MARKS.split(text)
    if before and len(_norms(after)) <= _AFTER_MARK:
        return (
            len(norms) <= _MARKED_WORDS
            and len(text.strip().splitlines()) <= _MARKED_LINES
            and len(_STOPS.findall(text)) <= 1
        )
    if len(norms) <= _ANYWHERE_WORDS:
        opens = any(word in _lexicon().requests or word in _lexicon().before for word in _readings(norms[0]))
        return opens or any(_asks(norms, at) for at in range(len(norms)))
    return not before and len(norms) <= _UNMARKED_WORDS and (norms[0] in _lexicon().requests or _asks(norms, 0))


def _asks(norms: list[str], at: int) -> bool:
    """Say whether the word at a place asks, by itself or before the next one."""
    following = norms[at + 1] if at + 1 < len(norms) else ""
    return any(word in _lexicon().asks or following in _lexicon().before.get(word, ()) for word in _readings(norms[at]))


def _readings(norm: str) -> tuple[str, ...]:
    """Return a word with and without و or ف before it: "ومتى", "فمن"."""
    return norm, norm.removeprefix("و"), norm.removeprefix("ف")


def _norms(text: str) -> list[str]:
    return [word.norm.lower() for word in words(text)]


def _is_arabic(norm: str) -> bool:
    return "\u0620" <= norm[:1] <= "\u064a"
