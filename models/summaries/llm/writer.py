"""The writer behind `SUMMARIZER=llm`: it asks an OpenAI-compatible server for sentences about an article.

The article goes to the server as data between tags (`request`), the answer comes back as sentences (`answer`), and
nothing in it is shown before it was held against the article.
"""

from collections.abc import Sequence
from dataclasses import replace

from models.llm.endpoint import Endpoint, Request
from models.llm.faults import EndpointError
from models.summaries.engine import Draft, Task, WriterError
from models.summaries.llm.answer import draft
from models.summaries.llm.request import form, messages

_CAPACITY = 1_500  # words: a long news article, and some 4,000 tokens


class LlmWriter:
    """Writes with a language model behind an endpoint; `capacity` is how many words of an article are sent.

    Where the endpoint is not set up every call raises WriterError, "missing". A writer may be used by several threads,
    but not on one that runs an event loop.
    """

    name = "llm"

    def __init__(self, endpoint: Endpoint, *, capacity: int = _CAPACITY) -> None:
        self.capacity = capacity
        self._endpoint = endpoint

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return a draft for each task, in order; one without sentences where the model wrote none that can be used.

        Raises WriterError where the server cannot be reached, and where no task got a sentence.
        """
        try:
            drafts = [self._write(task) for task in tasks]
        except EndpointError as error:
            raise WriterError(error.shortfall, str(error)) from None
        if tasks and not any(each.sentences for each in drafts):
            at = f"{self._endpoint.model} at {self._endpoint.address}"
            raise WriterError("unusable", f"{at} writes nothing that can be used")
        return drafts

    def check(self) -> str:
        """Return, in words for the operator, that the server answers and has the model; raises WriterError."""
        try:
            return self._endpoint.check()
        except EndpointError as error:
            raise WriterError(error.shortfall, str(error)) from None

    def _write(self, task: Task) -> Draft:
        """Ask for a draft, and once more where the answer holds no sentence."""
        count = len(task.focuses)
        request = Request(messages(task, self._endpoint.nonce(task.text), self.capacity), form(count))
        found = self._endpoint.ask(request, lambda words: _new(words, task), lambda each: bool(each.sentences))
        return found or Draft(())


def _new(words: str, task: Task) -> Draft | None:
    """Return what an answer holds that was not rejected before, None where it has not the form that was asked for."""
    found = draft(words, len(task.focuses))
    if found is None:
        return None
    return replace(found, sentences=tuple(each for each in found.sentences if each not in task.rejected))
