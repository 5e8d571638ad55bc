"""A site on this machine, over real sockets, that answers whatever bytes a test gives it, and names that lead to it."""

import asyncio
import gzip
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

import trustme
from ssrfguard import Policy

from bot.articles.links.fetching import PUBLIC, Fetcher

Writer = asyncio.StreamWriter
Answer = bytes | Callable[[Writer], Awaitable[None]]
Row = tuple[int, int, int, str, tuple[str, int]]

LOCAL = Policy(denied_networks=PUBLIC.denied_networks, allowed_networks=(ip_network("127.0.0.1/32"),), max_redirects=5)
"""The policy of the bot, but for the one address where the site of a test is."""


def answer(body: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer; a header's name is written with _ for -."""
    content = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": kind, "Content-Length": str(len(content)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content


def redirect(place: str, status: str = "302 Found") -> bytes:
    return answer("", status=status, Location=place)


def packed(body: bytes) -> bytes:
    return answer(gzip.compress(body), Content_Encoding="gzip")


@dataclass
class Site:
    """A site with its pages by path; `asked` lists what was asked of it: host and path."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    authority: trustme.CA = field(default_factory=trustme.CA)
    secure: int = 0
    serving: set["asyncio.Task[None] | None"] = field(default_factory=set)

    def resolve(self, host: str, port: int, *_: object) -> Iterable[Row]:
        """Stand in for getaddrinfo: every name leads to this site, as a wildcard record would."""
        self.names.append(host)
        return rows(self.secure if port == 443 else self.port, "127.0.0.1")

    def fetcher(self, policy: Policy = LOCAL, patience: float = 5.0) -> Fetcher:
        tls = ssl.create_default_context()
        self.authority.configure_trust(tls)
        return Fetcher(policy, self.resolve, tls, patience)

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.serving.add(asyncio.current_task())
        try:
            await self.answered(reader, writer)
        finally:
            writer.transport.abort()

    async def answered(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = next(line.partition(": ")[2] for line in head.split("\r\n") if line.lower().startswith("host:"))
            self.asked.append((host, path))
            self.headers.append(head)
            given = self.pages.get(path, answer("", status="404 Not Found"))
            if isinstance(given, bytes):
                writer.write(given)
                await writer.drain()
            else:
                await given(writer)
            writer.close()
            await writer.wait_closed()


def rows(port: int, *addresses: str) -> list[Row]:
    """Return what getaddrinfo gives for addresses."""
    families = {4: socket.AF_INET, 6: socket.AF_INET6}
    return [(families[ip_address(each).version], socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]


@asynccontextmanager
async def running(**pages: Answer):
    """Run a site with http and https; the certificate is that of news.example and t.me."""
    site = Site(pages=dict(pages))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    site.authority.issue_cert("news.example", "t.me").configure_cert(tls)
    async with (
        await asyncio.start_server(site.serve, "127.0.0.1", 0) as plain,
        await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls) as secure,
    ):
        site.port = plain.sockets[0].getsockname()[1]
        site.secure = secure.sockets[0].getsockname()[1]
        yield site
        for task in site.serving:
            if task is not None:
                task.cancel()
        await asyncio.gather(*filter(None, site.serving), return_exceptions=True)
