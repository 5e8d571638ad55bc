"""Lists and counts: who speaks in an article, how often somebody does, how often somebody or something is named."""

from collections.abc import Iterator, Sequence

from models.answers import mentions, naming
from models.answers.index import Index
from models.answers.mentions import Place, is_slip
from models.answers.requests import Request
from models.answers.terms import terms
from models.arabic.words import Word, bare, words
from models.quotes.names import is_organisation, is_role
from models.reading import Answer, Counted

_SURE = 0.6  # sureness with which a name has to be a speaker's for his statements to be counted
_AS_SURE = 0.95  # of the surest speaker's sureness
_NOTHING = Answer(answerable=False)


def tallied(index: Index, asked: Request) -> Answer:
    """Return the list or the count that is asked for; what is counted is shown, and nothing is counted as nothing."""
    if not asked.name:
        return _speakers(index, "speakers" if asked.wanted == "speakers" else "number_of_speakers")
    who = speaker_of(index, asked.name)
    return _statements(index, asked.name, who) if asked.wanted == "quotes" else _mentions(index, asked.name, who)


def speaker_of(index: Index, name: Sequence[str]) -> int | None:
    """Return the one speaker whom folded words name, None where they name none or several."""
    asked = tuple(terms(Word(0, 0, norm) for norm in name))
    sure = naming.named(index, asked) if asked else {}
    top = max(sure.values(), default=0.0)
    found = [n for n, how in sure.items() if how >= max(_SURE, _AS_SURE * top) and _is_called(index, n, name)]
    return found[0] if len(found) == 1 else None


def _is_called(index: Index, speaker: int, name: Sequence[str]) -> bool:
    """Say whether all words of a name are a speaker's, one of them more than what his office is of.

    "السد" is not "ريم الحلبي، مديرة السد", "المستشفى" not "مدير المستشفى يوسف العمري", and "صقر السد" is nobody.
    """
    who = index.attribution.speakers[speaker]
    names = (who.name, *who.aliases, *index.mentions.get(speaker, ()))
    held = frozenset(bare(word.norm) for each in names for word in words(each))
    own = frozenset(norm for each in names for norm in _own([word.norm for word in words(each.split("،")[0])]))
    asked = [bare(norm) for norm in name]
    return all(_is_among(norm, held) or is_role(norm) for norm in asked) and any(_is_among(norm, own) for norm in asked)


def _own(norms: list[str]) -> Iterator[str]:
    """Yield the words of a name but for the genitives of its offices: "المياه" of "وزير المياه نادر صقر"."""
    for n, norm in enumerate(norms):
        before = bare(norms[n - 1]) if n and not norms[n - 1].startswith("ال") else ""
        if not (norm.startswith("ال") and (is_role(before) or is_organisation(before))):
            yield bare(norm)


def _is_among(norm: str, held: frozenset[str]) -> bool:
    return norm in held or any(is_slip(norm, each) for each in held)


def named_places(index: Index, name: Sequence[str], who: int | None) -> list[Place]:
    """Return where folded words stand in an article; where they name a speaker, his other names there too."""
    found = mentions.places(index, name)
    if who is not None:
        speaker = index.attribution.speakers[who]
        own = (speaker.name, *speaker.aliases, *index.mentions.get(who, ()))
        found = mentions.of_names(index, [*(tuple(word.norm for word in words(each)) for each in own), name]) or found
    return found


def absent(index: Index, name: Sequence[str], who: int | None) -> Answer:
    """Return why there is nothing to tell of a name: no word of his is told, or the article does not have it."""
    found = named_places(index, name, who)
    if not found:
        return Answer(answerable=False, lack="unnamed")
    at = mentions.span(index, found[0])
    return Answer(answerable=False, lack="silent", speaker=at.of(index.text), evidence=index.sentence_at(at))


def _speakers(index: Index, counted: Counted) -> Answer:
    """List who speaks, each by the statements that are his; "no" where nobody is known to speak."""
    quotes = index.attribution.quotes
    spoken = tuple(n for n in index.attribution.statements() if quotes[n].speaker is not None)
    if not spoken:
        return _NOTHING
    names = [
        index.attribution.speakers[n].name for n in dict.fromkeys(quotes[n].speaker for n in spoken) if n is not None
    ]
    text = "، ".join(names) if counted == "speakers" else str(len(names))
    evidence = index.sentence_at(quotes[spoken[0]])
    return Answer(answerable=True, text=text, quotes=spoken, evidence=evidence, counted=counted)


def _statements(index: Index, name: Sequence[str], who: int | None) -> Answer:
    quotes = index.attribution.quotes
    spoken = tuple(n for n in index.attribution.statements() if quotes[n].speaker == who) if who is not None else ()
    if who is None or not spoken:
        return absent(index, name, who)
    return Answer(
        answerable=True,
        text=str(len(spoken)),
        speaker=index.attribution.speakers[who].name,
        quotes=spoken,
        evidence=index.sentence_at(quotes[spoken[0]]),
        counted="quotes",
    )


def _mentions(index: Index, name: Sequence[str], who: int | None) -> Answer:
    """Count where a name stands in the article's text, title and quotes included; no pronoun counts."""
    found = [mentions.span(index, place) for place in named_places(index, name, who)]
    if not found:
        return Answer(answerable=False, lack="unnamed")
    called = max((each.of(index.text) for each in found), key=len) if who is None else None
    speaker = index.attribution.speakers[who].name if who is not None else called
    return Answer(
        answerable=True,
        text=str(len(found)),
        speaker=speaker,
        evidence=index.sentence_at(found[0]),
        counted="mentions",
        places=tuple(found),
    )
