"""What answers in a run of the figures of answers: the built-in engine, or a language model beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.answers.engine import answer_with
from models.answers.llm.answerer import PATIENCE, LlmAnswerer
from models.evaluate.environment import endpoint
from models.reading import Answer, Attribution


@dataclass(frozen=True, slots=True)
class Answering:
    """An engine by which questions are answered; without `answerer` the built-in one."""

    answerer: LlmAnswerer | None

    def answer(self, attribution: Attribution, question: str) -> Answer:
        """Return the answer to a question."""
        return answer_with(self.answerer, attribution, question)

    def told(self) -> Iterator[str]:
        """Yield how the questions to a language model ended, as lines in Markdown."""
        if self.answerer is None:
            return
        yield from ("", "| the model's answer | questions |", "| --- | --- |")
        yield from (f"| {outcome} | {count} |" for outcome, count in sorted(self.answerer.outcomes.items()))


def answering(engine: str, environment: Mapping[str, str]) -> Answering:
    """Return an engine by its name, set up by the names that the bot's settings have.

    Raises ValueError for settings that cannot be used, and EndpointError where no model answers that could be measured.
    """
    if engine == "builtin":
        return Answering(None)
    patience = float(environment.get("ANSWER_TIMEOUT") or PATIENCE)
    answerer = LlmAnswerer(endpoint(environment), patience=patience)
    answerer.check()
    return Answering(answerer)
