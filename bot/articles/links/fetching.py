"""Fetching an address that a stranger named, so that it cannot reach what only this machine or its network can.

Two libraries guard httpx against that, and the source of both was read (November 2026). `ssrfguard` 0.4.1 resolves a
name once, checks every answer, refuses a name that has one bad one, connects to the very addresses that it checked and
asks its table again for each redirect; it unwraps IPv4-mapped, 6to4, Teredo and NAT64 addresses, refuses ports,
credentials and proxies, and TLS stays httpx's own. `httpx-secure` 2.0.0 opens a connection to an address before it has
checked it, checks only the one answer that connects, knows no ports or credentials and trusts `is_global`, which takes
6to4 for public. So the addresses are ssrfguard's work, over httpx 0.28, which python-telegram-bot brings.

What it leaves to its user is done here: one deadline for everything (a name server that does not answer and a server
that drips bytes too), the size after unpacking, the kinds of content, and redirects one by one: httpx reads the body of
a redirect to its end before it follows.
"""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from ipaddress import ip_network
from itertools import islice

import httpx
from ssrfguard import DEFAULT_DENIED, AddressTable, Block, Policy, Reach, Resolver, SSRFGuardError
from ssrfguard.httpx import AsyncClient

from bot.errors import (
    LinkForbidden,
    LinkGone,
    LinkLocked,
    LinkNotPage,
    LinkTooLarge,
    LinkTooSlow,
    LinkUnreachable,
)
from bot.telemetry.counting import counted
from bot.telemetry.metrics import LINKS

_LARGEST = 5  # megabytes, unpacked
_PATIENCE = 10.0  # seconds for all of it
_CONNECTING = 4.0  # seconds for one address, so that a dead one leaves time for the next
_REDIRECTS = 5
_PIECE = 64 * 1024  # bytes unpacked at a time
_UNPACKERS = {"gzip": 31, "x-gzip": 31}  # what is asked for; any other packing is refused
_GONE = (404, 410)
_LOCKED = (401, 402, 403, 407, 429, 451)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; ManQal/0.1; reads one page because a person sent its link)",
    "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8",
    "Accept-Encoding": "gzip",
    "Accept-Language": "ar,en;q=0.5",
}


def _strict() -> AddressTable:
    """Return the table of addresses without its exceptions, such as 192.0.0.9: no page is served from them.

    Beyond 2000::/3, which is all of IPv6 that is public, only the translated forms of a public IPv4 address remain.
    """
    denied = tuple(
        replace(block, reach=Reach.DENIED) if block.reach is Reach.PERMITTED else block
        for block in DEFAULT_DENIED.blocks
    )
    public = (
        Block(ip_network("::/0"), "Not allocated", "RFC4291", Reach.DENIED),
        Block(ip_network("2000::/3"), "Global Unicast", "RFC4291", Reach.PERMITTED),
    )
    return AddressTable(denied + public)


PUBLIC = Policy(denied_networks=_strict(), max_redirects=_REDIRECTS)
"""What a stranger's link may reach: http and https, ports 80 and 443, public addresses."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` after all redirects, `kind` in small letters ("text/html"), its bytes unpacked."""

    url: str
    kind: str
    charset: str | None
    content: bytes


class Fetcher:
    """Fetches pages. All that it may reach is set here, by code: nothing that a person sends or sets widens it.

    `policy` says what may be reached, `resolver` stands in for `socket.getaddrinfo`, `tls` for the known authorities;
    `patience` is in seconds.
    """

    def __init__(
        self,
        policy: Policy = PUBLIC,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        patience: float = _PATIENCE,
    ) -> None:
        self._policy = policy
        self._resolver = resolver
        self._own_tls = tls
        self._patience = patience

    async def fetch(self, url: str, kinds: Collection[str]) -> Fetched:
        """Return what an address gives if it is of one of the kinds.

        Raises LinkForbidden, LinkUnreachable, LinkTooSlow, LinkTooLarge, LinkGone, LinkLocked or LinkNotPage.
        """
        with counted(LINKS, "fetched"):
            return await self._within_patience(url, kinds)

    async def _within_patience(self, url: str, kinds: Collection[str]) -> Fetched:
        work = asyncio.ensure_future(self._fetch(url, kinds))
        try:
            # not asyncio.timeout: a name server that hangs holds a thread, which cannot be ended, only be left
            done, _ = await asyncio.wait({work}, timeout=self._patience)
        finally:
            if not work.done():
                work.add_done_callback(_forget)
                work.cancel()
        if not done:
            raise LinkTooSlow
        return work.result()

    async def _fetch(self, url: str, kinds: Collection[str]) -> Fetched:
        try:
            async with self._client() as client:
                return await _followed(client, client.build_request("GET", url), kinds)
        except (SSRFGuardError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise LinkForbidden from error
        except httpx.TimeoutException as error:
            raise LinkTooSlow from error
        except (httpx.HTTPError, OSError, ValueError) as error:
            raise LinkUnreachable from error

    def _client(self) -> AsyncClient:
        """Return a client for one link: no cookie and no connection outlives it."""
        return AsyncClient(
            policy=self._policy,
            resolver=self._resolver,
            verify=self._tls,
            trust_env=False,
            headers=_HEADERS,
            timeout=httpx.Timeout(self._patience, connect=_CONNECTING),
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._own_tls or httpx.create_ssl_context(trust_env=False)


async def _followed(client: AsyncClient, request: httpx.Request, kinds: Collection[str]) -> Fetched:
    """Send a request and what its redirects ask for, their bodies unread."""
    for _ in range(_REDIRECTS + 1):
        response = await client.send(request, stream=True)
        try:
            if response.next_request is None:
                return await _received(response, kinds)
            request = response.next_request
        finally:
            await response.aclose()
    raise LinkUnreachable


async def _received(response: httpx.Response, kinds: Collection[str]) -> Fetched:
    if response.status_code in _GONE:
        raise LinkGone
    if response.status_code in _LOCKED:
        raise LinkLocked
    if response.status_code != httpx.codes.OK:
        raise LinkUnreachable
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise LinkNotPage
    if int(_digits(response.headers.get("content-length", ""))) > _LARGEST * 1_000_000:
        raise LinkTooLarge(limit=_LARGEST)
    content = bytearray()
    async for piece in _unpacked(response):
        content += piece
        if len(content) > _LARGEST * 1_000_000:
            raise LinkTooLarge(limit=_LARGEST)
    return Fetched(str(response.url), kind, response.charset_encoding, bytes(content))


async def _unpacked(response: httpx.Response) -> AsyncIterator[bytes]:
    """Yield the body in pieces of at most 64 KB, so that packed zeros never fill the memory."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {*_UNPACKERS, "identity", ""}:
        raise LinkNotPage
    if packing not in _UNPACKERS:
        async for raw in response.aiter_raw(_PIECE):
            yield raw
        return
    unpacker = zlib.decompressobj(_UNPACKERS[packing])
    async for raw in response.aiter_raw(_PIECE):
        rest = raw
        while rest and not unpacker.eof:
            try:
                yield unpacker.decompress(rest, _PIECE)
            except zlib.error as error:
                raise LinkUnreachable from error
            rest = unpacker.unconsumed_tail


def _digits(length: str) -> str:
    """Return a header's number as far as it is one and no longer than a length can be."""
    return "".join(islice(length, 15)) if length.isascii() and length.isdigit() else "0"


def _forget(work: "asyncio.Future[Fetched]") -> None:
    """Take what came of a fetch that nobody waits for any more, so that it is not reported as lost."""
    if not work.cancelled():
        work.exception()
