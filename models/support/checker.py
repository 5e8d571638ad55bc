"""Whether an article supports a sentence that a model wrote about it, and where."""

from collections.abc import Iterator

from models.reading import Attribution
from models.support.binding import Topics, binding_faults
from models.support.claim import LONGEST, Claim
from models.support.counts import count_faults, size_faults
from models.support.denials import denial_faults
from models.support.evidence import evidence, is_loose
from models.support.naming import name_faults
from models.support.polarity import polarity_faults
from models.support.quotation import quotation_faults
from models.support.source import Source
from models.support.speech import speaker_faults
from models.support.times import time_faults
from models.support.verdict import Fault, Verdict
from models.support.voices import Voices


class Checker:
    """Holds sentences against one article; it reads the article once.

    Numbers, dates, names, places and quotations of a sentence have to stand in the article, beside the same things;
    what it affirms, what it denies and who says it have to agree with the article; no stretch of it may be new.
    """

    def __init__(self, attribution: Attribution) -> None:
        self._source = Source(attribution)
        self._voices = Voices(self._source)
        self._topics = Topics(self._source)

    def check(self, sentence: str) -> Verdict:
        """Return whether the article supports a sentence, the stretch that proves it, or what is at fault."""
        claim = Claim(sentence, self._source)
        if len(claim.words) > LONGEST or not claim.topical or not self._source.sentences:
            return Verdict(supported=False, faults=(Fault("unrelated", sentence.strip()),))
        faults = tuple(dict.fromkeys(self._faults(claim)))
        if not faults and is_loose(claim):
            faults = (Fault("unrelated", sentence.strip()),)
        return Verdict(not faults, None if faults else evidence(claim), faults)

    def told(self, sentence: str) -> float:
        """Return how much of what a sentence tells the article has, by weight, its names left out, from 0 to 1.

        Where the article is a line or two, a sentence about something else can have nothing of it and be without fault.
        """
        claim = Claim(sentence, self._source)
        plain = [each for each in claim.topical if not self._source.is_anchor(each.term)]
        total = sum(each.term.weight for each in plain) or 1.0
        return sum(each.term.weight * each.strength for each in plain) / total if plain else 1.0

    def _faults(self, claim: Claim) -> Iterator[Fault]:
        yield from count_faults(claim)
        yield from size_faults(claim)
        yield from time_faults(claim)
        yield from name_faults(claim)
        yield from quotation_faults(claim)
        yield from polarity_faults(claim)
        yield from denial_faults(claim, self._voices)
        yield from speaker_faults(claim, self._voices)
        yield from binding_faults(claim, self._topics, self._voices)
