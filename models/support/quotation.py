"""Whether what a sentence puts between quotation marks stands word for word in the article."""

from collections.abc import Iterator

from models.arabic.words import words
from models.support.claim import Claim
from models.support.verdict import Fault


def quotation_faults(claim: Claim) -> Iterator[Fault]:
    """Yield the quoted words of a sentence that the article does not have one behind the other."""
    for each in claim.quotations:
        quoted = [word.norm for word in words(claim.sentence, each.start, each.end)]
        if quoted and not claim.source.has(quoted):
            yield Fault("quotation", each.of(claim.sentence))
