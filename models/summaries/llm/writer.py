"""The writer behind `SUMMARIZER=llm`: it asks an OpenAI-compatible server for sentences about an article.

The article goes to the server as data between tags (`request`), the answer comes back as sentences (`answer`), and
nothing in it is shown before it was held against the article.
"""

import asyncio
import re
import secrets
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, TypeVar

from models.summaries.engine import Draft, Task, WriterError
from models.summaries.llm import answer
from models.summaries.llm.request import Manner, messages

if TYPE_CHECKING:
    from models.summaries.llm.connection import Connection

_ADDRESS = re.compile(
    r"https?://(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?(?:/[\w.~%+=:/-]{0,500})?", re.ASCII
)
_PATIENCE = 60.0  # seconds for each task, all tries together
_CHECK_PATIENCE = 10.0
_CAPACITY = 1_500  # words: a long news article, and some 4,000 tokens
_NAMED = 5  # models that the operator is told of

Given = TypeVar("Given")


class LlmWriter:
    """Writes with a language model behind an OpenAI-compatible address, such as `http://127.0.0.1:8080/v1`.

    `patience` is how many seconds a task may take at most, `capacity` how many words of an article are sent. Raises
    ValueError where the address or the key cannot be one; its message does not hold the key. Without an address or a
    model every call raises WriterError, "missing". A writer may be used by several threads, but not on one that runs an
    event loop.
    """

    name = "llm"

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        model: str,
        *,
        patience: float = _PATIENCE,
        capacity: int = _CAPACITY,
    ) -> None:
        self.capacity = capacity
        self._address = _checked_address(base_url)
        self._key = _checked_key(api_key)
        self._model = model
        self._patience = patience
        self._secret = secrets.token_bytes(16)
        self._manner = Manner()

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return a draft for each task, in order; one without sentences where the model wrote none that can be used.

        Raises WriterError where the server cannot be reached, and where no task got a sentence.
        """
        self._demand_setup()
        drafts = _run(self._write_all(tasks))
        if tasks and not any(draft.sentences for draft in drafts):
            raise WriterError("unusable", f"{self._model} at {self._address} writes nothing that can be used")
        return drafts

    def check(self) -> str:
        """Return, in words for the operator, that the server answers and has the model; raises WriterError."""
        self._demand_setup()
        names = answer.model_names(_run(self._listed()))
        if names is None:
            raise WriterError("unusable", f"{self._address} lists no models: does LLM_BASE_URL lack its /v1?")
        if not {self._model, f"{self._model}:latest"} & set(names):  # Ollama's names have a tag, which may be left out
            known = ", ".join(ascii(name)[1:-1][:80] for name in names[:_NAMED]) or "none"
            raise WriterError(
                "unreachable", f"{self._address} answers, but has no model {self._model}; it has: {known}"
            )
        return f"{self._address} answers and has the model {self._model}"

    def _demand_setup(self) -> None:
        if not self._address or not self._model:
            raise WriterError("missing", "LLM_BASE_URL and LLM_MODEL are to say where a language model answers")

    async def _write_all(self, tasks: Sequence[Task]) -> list[Draft]:
        return [await self._write(task) for task in tasks]

    async def _write(self, task: Task) -> Draft:
        """Ask for a draft, and once more where the answer holds no sentence."""
        # The same text has the same code each time: a server that keeps what it has read goes on behind the article.
        nonce = blake2s(task.text.encode("utf-8", "replace"), key=self._secret, digest_size=8).hexdigest()
        connection = self._connection(self._patience)
        ask = partial(self._answered, connection, messages(task, nonce, self.capacity), len(task.focuses))
        body, self._manner = await ask(self._manner)
        draft = _draft(body, task)
        if draft is None or not draft.sentences:
            # Where not even the form was kept, the server may take the parameter that asks for it and not heed it.
            body, _ = await ask(self._manner if draft is not None else self._manner.looser() or self._manner)
            draft = _draft(body, task)
        return draft or Draft(())

    async def _answered(
        self, connection: "Connection", asked: Sequence[dict[str, str]], count: int, manner: Manner
    ) -> tuple[bytes, Manner]:
        """Send a request, again without what the server refuses; return the answer and the manner that it took."""
        from models.summaries.llm.connection import Refusal  # noqa: PLC0415 - loads the client

        while True:
            request = {"model": self._model, "messages": asked, **manner.parameters(count)}
            try:
                return await connection.complete(request), manner
            except Refusal as refusal:
                left = manner.without(refusal.param)
                if left is None:
                    raise WriterError("unusable", str(refusal)) from None
                manner = left

    async def _listed(self) -> bytes:
        from models.summaries.llm.connection import Refusal  # noqa: PLC0415

        try:
            return await self._connection(_CHECK_PATIENCE).models()
        except Refusal as refusal:
            raise WriterError("unusable", str(refusal)) from None

    def _connection(self, patience: float) -> "Connection":
        from models.summaries.llm.connection import Connection  # noqa: PLC0415 - the client takes a second to load

        return Connection(self._address, self._key, patience)


def _draft(body: bytes, task: Task) -> Draft | None:
    """Return what an answer holds that was not rejected before, None where it has not the form that was asked for."""
    draft = answer.draft(answer.content(body), len(task.focuses))
    if draft is None:
        return None
    return replace(draft, sentences=tuple(each for each in draft.sentences if each not in task.rejected))


def _checked_address(base_url: str) -> str:
    """Refuse what is no address, and one that holds a password: addresses are told to the operator and logged."""
    address = base_url.strip().rstrip("/")
    if address and not _ADDRESS.fullmatch(address):
        raise ValueError("the address must be like http://127.0.0.1:8080/v1, without a password")
    return address


def _checked_key(api_key: str | None) -> str | None:
    key = (api_key or "").strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("the key holds characters that no key has")
    return key or None


def _run(work: Coroutine[Any, Any, Given]) -> Given:
    """Run a coroutine to its end. `asyncio.run` would wait for a name that is still being looked up, however long."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
