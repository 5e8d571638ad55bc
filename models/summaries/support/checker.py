"""Whether an article supports a sentence that a model wrote about it, and where."""

from collections.abc import Iterator

from models.reading import Attribution
from models.summaries.support.binding import Topics, binding_faults
from models.summaries.support.claim import LONGEST, Claim
from models.summaries.support.counts import count_faults, size_faults
from models.summaries.support.denials import denial_faults
from models.summaries.support.evidence import evidence, is_loose
from models.summaries.support.naming import name_faults
from models.summaries.support.polarity import polarity_faults
from models.summaries.support.quotation import quotation_faults
from models.summaries.support.source import Source
from models.summaries.support.speech import speaker_faults
from models.summaries.support.times import time_faults
from models.summaries.support.verdict import Fault, Verdict
from models.summaries.support.voices import Voices


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
