"""Where a language model answers: its address, its key, its model, and how much may be asked of it at once."""

import asyncio
import re
import secrets
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from models.llm.faults import EndpointError
from models.llm.manner import Form, Manner
from models.llm.response import content, model_names

if TYPE_CHECKING:
    from models.llm.connection import Connection

_ADDRESS = re.compile(
    r"https?://(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?(?:/[\w.~%+=:/-]{0,500})?", re.ASCII
)
PATIENCE = 60.0
"""Seconds for what is asked, all tries together, unless another bound is given."""
AT_ONCE = 4
"""How much is asked of a server at a time; llama.cpp and its like answer one thing after another anyhow."""
_CHECK_PATIENCE = 10.0
_NAMED = 5  # models that the operator is told of

Given = TypeVar("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the messages and the form of the answer."""

    messages: Sequence[dict[str, str]]
    form: Form


class Endpoint:
    """A language model behind an OpenAI-compatible address, such as `http://127.0.0.1:8080/v1`.

    `patience` is how many seconds an answer may take at most; `at_once` how many are awaited at a time by all who use
    this endpoint: whoever comes later waits for a place, out of the same patience. Raises ValueError where the address
    or the key cannot be one; its message does not hold the key. Without an address or a model every call raises
    EndpointError, "missing". It may be used by several threads, but not on one that runs an event loop.
    """

    def __init__(
        self,
        base_url: str = "",
        api_key: str | None = None,
        model: str = "",
        *,
        patience: float = PATIENCE,
        at_once: int = AT_ONCE,
    ) -> None:
        self.address = _checked_address(base_url)
        self.model = model
        self._key = _checked_key(api_key)
        self._patience = patience
        self._at_once, self._places = at_once, BoundedSemaphore(at_once)
        self._secret = secrets.token_bytes(16)
        self._manner = Manner()

    def ask(
        self,
        request: Request,
        read: Callable[[str], Found | None],
        suffices: Callable[[Found], bool],
        *,
        patience: float | None = None,
        waits: bool = True,
    ) -> Found | None:
        """Return what `read` finds in the model's words; None where, asked twice, it does not keep to the form.

        `read` gives None for words that have not the form; what does not suffice is asked for once more too. Whoever
        has something else to show does not wait for a place where all are taken: that is EndpointError too.
        """
        self._demand_setup()
        longest = self._patience if patience is None else patience
        left = self._place(longest, waits=waits)
        try:
            work = self._asked(request, read, suffices, left)
            return _run(work)
        finally:
            self._places.release()

    def nonce(self, text: str) -> str:
        """Return a code for the tags around a text, which nobody else can know.

        The same text has the same code each time: a server that keeps what it has read goes on behind the article.
        """
        return blake2s(text.encode("utf-8", "replace"), key=self._secret, digest_size=8).hexdigest()

    def check(self) -> str:
        """Return, in words for the operator, that the server answers and has the model; raises EndpointError."""
        self._demand_setup()
        names = model_names(_run(self._listed()))
        if names is None:
            raise EndpointError("unusable", f"{self.address} lists no models: does LLM_BASE_URL lack its /v1?")
        if not {self.model, f"{self.model}:latest"} & set(names):  # Ollama's names have a tag, which may be left out
            known = ", ".join(ascii(name)[1:-1][:80] for name in names[:_NAMED]) or "none"
            raise EndpointError(
                "unreachable", f"{self.address} answers, but has no model {self.model}; it has: {known}"
            )
        return f"{self.address} answers and has the model {self.model}"

    def _demand_setup(self) -> None:
        if not self.address or not self.model:
            raise EndpointError("missing", "LLM_BASE_URL and LLM_MODEL are to say where a language model answers")

    def _place(self, patience: float, *, waits: bool) -> float:
        """Take one of the places and return how many seconds are left then."""
        if self._places.acquire(blocking=False):
            return patience
        since = monotonic()
        if not waits or not self._places.acquire(timeout=patience):
            raise EndpointError("unreachable", f"{self.address} is being asked {self._at_once} things already")
        return patience - (monotonic() - since)

    async def _asked(
        self,
        request: Request,
        read: Callable[[str], Found | None],
        suffices: Callable[[Found], bool],
        patience: float,
    ) -> Found | None:
        """Ask, and once more where the answer is not what was asked for."""
        connection = self._connection(patience)
        body, self._manner = await self._answered(connection, request, self._manner)
        found = read(content(body))
        if found is None or not suffices(found):
            # Where not even the form was kept, the server may take the parameter that asks for it and not heed it.
            manner = self._manner if found is not None else self._manner.looser() or self._manner
            body, _ = await self._answered(connection, request, manner)
            found = read(content(body))
        return found

    async def _answered(self, connection: "Connection", request: Request, manner: Manner) -> tuple[bytes, Manner]:
        """Send a request, again without what the server refuses; return the answer and the manner that it took."""
        from models.llm.connection import Refusal  # noqa: PLC0415 - loads the client

        while True:
            sent = {"model": self.model, "messages": request.messages, **manner.parameters(request.form)}
            try:
                return await connection.complete(sent), manner
            except Refusal as refusal:
                left = manner.without(refusal.param)
                if left is None:
                    raise EndpointError("unusable", str(refusal)) from None
                manner = left

    async def _listed(self) -> bytes:
        from models.llm.connection import Refusal  # noqa: PLC0415

        try:
            return await self._connection(_CHECK_PATIENCE).models()
        except Refusal as refusal:
            raise EndpointError("unusable", str(refusal)) from None

    def _connection(self, patience: float) -> "Connection":
        from models.llm.connection import Connection  # noqa: PLC0415 - the client takes a second to load

        return Connection(self.address, self._key, patience)


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
