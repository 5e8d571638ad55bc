"""The engine behind `ANSWERER=llm`: a language model points at the answer, the article gives it.

The built-in answer stands wherever it is sure, and wherever the model fails, cites what is not there or finds nothing.
"""

import logging
from collections import Counter
from dataclasses import replace
from threading import Lock

from models.answers.answering import answer as built_in
from models.answers.answering import read
from models.answers.index import Index, index
from models.answers.llm.grounding import SURE, grounded
from models.answers.llm.passages import Passages, passages
from models.answers.llm.request import Cited, form, messages
from models.answers.llm.wording import supported
from models.answers.questions import Question
from models.answers.ranking import Scales, scales
from models.llm.endpoint import Endpoint, Request
from models.llm.faults import EndpointError
from models.llm.response import object_in
from models.once import once
from models.reading import Answer, Attribution

PATIENCE = 20.0
"""Seconds that a reader waits for the model at most, unless another bound is given."""

_log = logging.getLogger(__name__)


class LlmAnswerer:
    """Has a language model behind an endpoint find answers; several threads may use it, none with an event loop.

    `outcomes` counts how its questions ended: "sure" and "found" were used, of the others the built-in answer stood.
    """

    name = "llm"

    def __init__(self, endpoint: Endpoint, *, patience: float = PATIENCE) -> None:
        self.outcomes: Counter[str] = Counter()
        self._endpoint, self._patience = endpoint, patience
        self._counting = Lock()

    def answer(self, attribution: Attribution, question: str, standing: Answer) -> Answer:
        """Return the answer that shows what the model cites, or the built-in one, with words of the model's if proved.

        A built-in answer that is sure is at most worded; one that is not gives way to a citation, never to "absent".
        """
        article = index(attribution)
        asked = read(article, question)
        if asked is None or standing.counted is not None or standing.lack is not None:
            return standing  # nothing is asked that an article tells, or "that was another" is known already
        shown = passages(article, asked)
        cited = self._cited(article, shown, question)
        if cited is None:
            return standing
        return self._chosen(article, asked, shown, cited, standing)

    def check(self) -> str:
        """Return, in words for the operator, that the server answers and has the model; raises EndpointError."""
        return self._endpoint.check()

    def _cited(self, article: Index, shown: Passages, question: str) -> Cited | None:
        """Ask the model; None where it does not answer as it was asked to."""
        code = self._endpoint.nonce(article.text)
        request = Request(messages(article, shown, question, code), form())
        try:
            cited = self._endpoint.ask(
                request,
                lambda words: object_in(words, Cited, whole=True),
                lambda _: True,
                patience=self._patience,
                waits=False,
            )
        except EndpointError as error:
            self._note(error.shortfall, str(error))
            return None
        if cited is None:
            self._note("unusable", "it does not keep to the form")
        return cited

    def _chosen(self, article: Index, asked: Question, shown: Passages, cited: Cited, standing: Answer) -> Answer:
        if cited.kind == "absent":
            self._note("absent")
            return standing
        found = grounded(article, asked, shown, cited)
        if found is None:
            self._note("ungrounded", "what it cites is not there, or is no answer")
            return standing
        if standing.answerable and built_in(article.attribution, asked.text, _stricter()).answerable:
            if not _agree(standing, found):
                self._note("contradicted", "it cites something else than the built-in answer, which is sure")
                return standing
            found = standing
        self._note("sure" if found is standing else "found")
        return replace(found, wording=supported(article.attribution, found, cited.wording))

    def _note(self, outcome: str, why: str = "") -> None:
        """Count how a question ended, and log why the model's answer is not used."""
        with self._counting:
            self.outcomes[outcome] += 1
            told = ", ".join(f"{name} {count}" for name, count in sorted(self.outcomes.items()))
        if why:
            _log.warning("the model's answer is not used (%s): %s; so far: %s", outcome, why, told)
        else:
            _log.info("the model answered (%s); so far: %s", outcome, told)


def _agree(one: Answer, other: Answer) -> bool:
    """Say whether two answers show a quote or a sentence in common."""
    spans = [each for each in (other.evidence, *other.also) if each is not None]
    return bool(set(one.quotes) & set(other.quotes)) or (one.evidence is not None and one.evidence in spans)


@once
def _stricter() -> Scales:
    """Return the scales by which only a sure answer is given."""
    return {
        name: replace(each, floor={kind: floor + SURE for kind, floor in each.floor.items()})
        for name, each in scales().items()
    }
