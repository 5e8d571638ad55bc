"""What an engine beside the built-in one offers: another look at a question, never another source."""

from typing import Protocol

from models.answers.answering import answer
from models.reading import Answer, Attribution


class Answerer(Protocol):
    """Something that may understand a question where the built-in engine does not, and word its answer."""

    name: str
    """The engine's name, as `ANSWERER` gives it."""

    def answer(self, attribution: Attribution, question: str, standing: Answer) -> Answer:
        """Return what is to be shown: `standing`, the built-in answer, or one that cites the article better.

        No failure raises: `standing` stands.
        """
        ...

    def check(self) -> str:
        """Return words for the operator on what is ready to answer; raises EndpointError where nothing is."""
        ...


def answer_with(answerer: Answerer | None, attribution: Attribution, question: str) -> Answer:
    """Return the answer to a question by the built-in engine, and by another where there is one."""
    standing = answer(attribution, question)
    return standing if answerer is None else answerer.answer(attribution, question, standing)
