"""Whether those who speak in a sentence are those who speak in the article: "قال X إن Y" needs a Y of X's."""

from collections.abc import Iterator, Sequence

from models.arabic.normalise import fold
from models.arabic.stems import stem
from models.arabic.words import words
from models.quotes.lexicon import CueForm, forms
from models.reading import Quote, Span
from models.support.claim import Claim, Match, coverage
from models.support.lexicon import listed
from models.support.source import SAME_ROOT
from models.support.verdict import Fault
from models.support.voices import Named, Voices, named

FEWEST = 2
"""Words of what is said that have to tell something before it can be looked up."""
_CLEAR = 0.5  # agreement from which a stretch of the article clearly tells the words
_MARGIN = 0.15  # by which what others say may agree better with the words than what the named one says
_NEARLY = 0.8  # of a sentence's agreement that a quote in it has to have for the words to be the quote's


def speaker_faults(claim: Claim, voices: Voices) -> Iterator[Fault]:
    """Yield the speakers of a sentence whom the article does not know, or to whom it does not give the words."""
    for quote in claim.said.quotes:
        if quote.speaker is None or quote.mention is None or not is_spoken(claim, quote):
            continue
        name = claim.said.speakers[quote.speaker].name
        yield from (Fault("name", claim.spelled(at, at + 1)) for at in _strangers(claim, named(name), quote.mention))
        if lead(claim, voices, named(name), quote) < -_MARGIN:
            yield Fault("speaker", name)


def cue_form(claim: Claim, quote: Quote) -> CueForm | None:
    """Return the verb form that brings a quote of a sentence in, None for a preposition of source."""
    for word in words(claim.sentence, quote.cue.start, quote.cue.end):
        for norm in (word.norm, word.norm[1:]):
            if norm in forms():
                return forms()[norm][0]
    return None


def is_spoken(claim: Claim, quote: Quote) -> bool:
    """Say whether a cue of a sentence surely brings in what its source said."""
    form = cue_form(claim, quote)
    if form is None:
        return True
    spelled = quote.cue.of(claim.sentence)
    noun = form.verb.lemma.endswith("ى") and spelled.endswith("ي")  # نفي is the noun, نفى the verb
    glued = fold(spelled).startswith("ل") and fold(spelled) not in forms()  # "رفضها لمقترح النائب"
    before = [norm for word, norm in zip(claim.words, claim.norms, strict=True) if word.end <= quote.cue.start][-1:]
    aside = bool(set(before) & listed("words.toml", "speech", "relatives"))
    lemma = fold(form.verb.lemma)
    spoken_to = lemma in listed("words.toml", "speech", "addressing") and quote.cue.of(claim.sentence).startswith("و")
    wish = fold(form.verb.lemma) in listed("words.toml", "speech", "wishes")
    return not (noun or glued or aside or wish or spoken_to or form.suffix or form.form == "masdar")


def lead(claim: Claim, voices: Voices, name: Named, said: Span) -> float:
    """Return by how much what a named speaker says agrees better with some words than what all others say."""
    inside = claim.inside(said)
    if len(inside) < FEWEST or not name.bare or _is_self(name):
        return 0.0
    meant = voices.meant(name)
    named_there, about = voices.rows_of(name, meant)
    vague = not meant and not name.proper
    mine = theirs = 0.0
    for row, share in enumerate(coverage(inside, len(claim.source.rows))[: len(about)]):
        voice = _voice(claim, voices, inside, row, share)
        beside = bool(voice) and named_there[row] and any(_may_be(voices, name, who) for who in voice)
        if voice & meant or beside or (not voice and about[row]):
            mine = max(mine, share)
        elif _is_others(voices, name, voice, vague=vague):
            theirs = max(theirs, share)
        elif vague:
            mine = max(mine, share)
    return mine - theirs if theirs >= _CLEAR else 0.0


def _strangers(claim: Claim, name: Named, mention: Span) -> Iterator[int]:
    """Yield the words of a speaker's name that the article has nowhere: there no other word may stand for one."""
    for each in claim.matches:
        own = mention.covers(claim.words[each.at]) and stem(each.term.norm) in name.proper
        if own and each.strength < SAME_ROOT:
            yield each.at


def _voice(claim: Claim, voices: Voices, inside: Sequence[Match], row: int, share: float) -> frozenset[int]:
    """Return who says in a row what agrees there with some words."""
    told = ((quote.speaker, claim.told(inside, row, quote)) for quote in voices.quotes[row])
    return frozenset(who for who, how in told if who is not None and how >= _NEARLY * share)


def _may_be(voices: Voices, name: Named, who: int) -> bool:
    """Say whether a speaker whom the article does not name, or who relays others, may be the one named beside."""
    return not voices.has_name(who) or voices.is_relaying(who) or bool(name.proper & voices.stems[who])


def _is_others(voices: Voices, name: Named, voice: frozenset[int], *, vague: bool) -> bool:
    """Say whether words in some voice are surely not those of somebody who is not heard there.

    "الشركة" may be anybody with a name; only somebody with a name is surely none of "بعض وسائل الإعلام".
    """
    if vague:
        return bool(voice) and all(voices.has_name(who) for who in voice)
    return not (voice and name.proper and all(voices.is_vague(who) for who in voice))


def _is_self(name: Named) -> bool:
    """Say whether a name can mean the article itself or who wrote it: "كاتب المقال"."""
    return name.bare[0] in listed("words.toml", "speech", "self") and len(name.bare) <= 2
