"""What stands between the page and everything else in the browser: headers, hosts and origins.

The page may listen on this machine only, but any site that the person visits may try to reach it from their own
browser. So a request must name this machine (a hostile name that resolves to it is turned away), and what
changes something must come from our own page.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Turns requests away that our own page did not make, and sets the headers of every response."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection of the ASGI server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if not is_this_machine(headers.get("host", ""), self._hosts):
            refusal = PlainTextResponse("This address is not served here.", 421)
            await refusal(scope, receive, send_guarded)
        elif scope["method"] not in {"GET", "HEAD"} and not _is_own_page(headers):
            await PlainTextResponse("Only the page itself may ask this.", 403)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def is_this_machine(host: str, names: frozenset[str]) -> bool:
    """Say whether a Host header names this machine: by an address or by one of `names`.

    An address cannot be made to point elsewhere, so any will do; a name can (DNS rebinding).
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_own_page(headers: Headers) -> bool:
    """Say whether a request comes from our page, or from a program that is no browser and sends no origin."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    return urlsplit(origin).netloc == headers.get("host")
