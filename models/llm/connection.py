"""The wire to an OpenAI-compatible server: one deadline over everything, bounded answers, a key that goes nowhere else.

It loads the `openai` client, which takes a second: import it where a request is to be made.
"""

import asyncio
import math
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from email.utils import parsedate_to_datetime
from time import time
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx2
import openai

from models.llm.faults import EndpointError

_LARGEST = 2_000_000  # bytes of a response; a long answer that comes word by word takes a tenth
_CONNECT = 5.0  # seconds; every other wait ends with the deadline
_PAUSES = (0.5, 1.0)  # seconds before the second and the third try
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({400, 415, 422, 501})  # what servers answer to a parameter that they do not take
_DONE = (b"data: [DONE]\n\n", b"data: [DONE]\r\n\r\n")  # some servers keep a finished stream open
# The client sends more: who uses it and on what, and the organisation, project and headers that its own environment
# variables hold, which belong to another account at another address. The last is how it is told to hand over the bytes.
_SENT = frozenset(
    {
        "accept",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-stainless-raw-response",
    }
)
_LOST = (
    openai.APIError,
    httpx2.HTTPError,
    httpx2.StreamError,
    httpx2.InvalidURL,
    OSError,
    anyio.EndOfStream,
    UnicodeError,  # a host's name that cannot be looked up: "a..b"
    ExceptionGroup,  # what is not foreseen while it connects, a port that there is not
)
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})  # no proxy of the environment's may see what goes to these
_CODE = re.compile(r"[a-z_]{1,40}")

Opening = AbstractAsyncContextManager["openai.AsyncAPIResponse[Any]"]


class Refusal(Exception):  # noqa: N818 - named for what the server does
    """The server does not take the request; `param` is what it names as the reason, `told` is for the operator."""

    def __init__(self, param: str | None, told: str) -> None:
        super().__init__(told)
        self.param = param


class Connection:
    """A server's address and key, and how many seconds it has from here on.

    Every call opens and closes its own client, so nothing is left open behind it. They raise EndpointError, or Refusal.
    Made where a loop runs.
    """

    def __init__(self, address: str, api_key: str | None, patience: float) -> None:
        self._address = address
        self._key = api_key
        self._patience = patience
        self._deadline = asyncio.get_running_loop().time() + patience

    async def complete(self, request: Mapping[str, Any]) -> bytes:
        """Return the body of the answer to a chat completion: whole, or what came of it before it was cut off."""
        async with self._client() as client:
            create = client.chat.completions.with_streaming_response.create
            return await self._received(lambda: create(**request))

    async def models(self) -> bytes:
        """Return the body of the list of the server's models."""
        async with self._client() as client:
            return await self._received(client.models.with_streaming_response.list)

    async def _received(self, send: Callable[[], Opening]) -> bytes:
        """Send until there is an answer, three times at most and not beyond the deadline."""
        clock = asyncio.get_running_loop().time
        for pause in (*_PAUSES, math.inf):
            try:
                return await _body(send(), self._deadline)
            except openai.APIStatusError as error:
                fault = self._fault(error)
                wait = max(_retry_after(error.response.headers), pause)
                if isinstance(fault, Refusal) or error.status_code not in _TRANSIENT:
                    break
            except _LOST as error:
                cause = type(error.__cause__ or error).__name__
                fault = EndpointError("unreachable", f"{self._address} cannot be reached ({cause})")
                wait = pause
            if clock() >= self._deadline:
                told = f"{self._address} did not answer within {self._patience:g} seconds"
                fault = EndpointError("unreachable", told)
            if clock() + wait >= self._deadline:
                break
            await asyncio.sleep(wait)
        raise fault

    def _fault(self, error: openai.APIStatusError) -> EndpointError | Refusal:
        """Return what an error status means to the operator; the server's own words may hold the article or the key."""
        status = error.status_code
        at = self._address
        named = [each for each in (error.code, error.type) if isinstance(each, str) and _CODE.fullmatch(each)]
        why = ", ".join([str(status), *(each for each in named[:1] if not self._key or self._key not in each)])
        # llama-cpp-python answers 500 to a form of response that it does not know, and names it in its message.
        if status in _REFUSED or (status == 500 and "response_format" in error.message):
            param = error.param if isinstance(error.param, str) else None
            return Refusal(param, f"{at} does not take the request ({why})")
        if status in {401, 403}:
            told = f"{at} does not accept the key ({why}): check LLM_API_KEY"
        elif status == 404:
            told = f"{at} does not know the model or the address ({why}): check LLM_MODEL and LLM_BASE_URL"
        elif 300 <= status < 400:
            told = f"{at} sends elsewhere ({why}), which is not followed: set LLM_BASE_URL to the final address"
        else:
            told = f"{at} answers with an error ({why})"
        return EndpointError("unusable" if status == 413 else "unreachable", told)

    def _client(self) -> openai.AsyncOpenAI:
        transfer = httpx2.AsyncClient(
            follow_redirects=False,
            trust_env=urlsplit(self._address).hostname not in _HERE,
            timeout=httpx2.Timeout(None, connect=_CONNECT),
            event_hooks={"request": [self._strip], "response": [_bound]},
        )
        return openai.AsyncOpenAI(
            base_url=self._address, api_key=self._key or "none", max_retries=0, http_client=transfer
        )

    async def _strip(self, request: httpx2.Request) -> None:
        """Let a request carry nothing but what it needs."""
        for name in [name for name in request.headers if name.lower() not in _SENT]:
            del request.headers[name]
        request.headers["Accept-Encoding"] = "identity"  # what is packed cannot be bounded
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"


class _Bounded(httpx2.AsyncByteStream):
    """A response's bytes up to a limit; what comes beyond it is not read."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = _LARGEST
        async for chunk in self._stream:
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                return

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    """Bound a response before anybody reads it, the body of an error too, and have nobody unpack it."""
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)
    if "content-encoding" in response.headers:
        del response.headers["content-encoding"]


async def _body(opening: Opening, deadline: float) -> bytes:
    """Return what a response holds, however it ends; raises what goes wrong before its first byte."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(deadline), opening as response:
            async for chunk in response.http_response.aiter_raw():
                body += chunk
                if body.endswith(_DONE):
                    break
    except _LOST:
        if not body:
            raise
    return bytes(body)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Return how many seconds a server asks to be left alone, 0 where it does not say."""
    told = headers.get("retry-after", "")
    try:
        seconds = float(told)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(told).timestamp() - time()
        except (ValueError, OverflowError):
            return 0.0
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0
