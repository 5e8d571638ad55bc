"""What an operator's programs ask over HTTP, at MONITOR_ADDRESS: `/metrics`, `/healthz`, `/readyz`.

There is no login: it belongs on this machine or a network of one's own. It tells numbers, and what is wrong with which
part; nothing of chats.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Final

import uvicorn
from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import OperatorError
from bot.settings import Settings, host_and_port
from bot.telemetry.metrics import REGISTRY
from bot.telemetry.queue import queue_state
from bot.telemetry.readiness import Check, findings

_log = logging.getLogger(__name__)

_CLOSING: Final = 2  # seconds that a request under way has when the program stops


@asynccontextmanager
async def monitored(settings: Settings, checks: Mapping[str, Check]) -> AsyncIterator[None]:
    """Serve the monitor while the block runs, in the loop that it runs in; do nothing where it is not asked for.

    `checks` say whether the process is ready; they are looked up at each request, so what is added later counts too.
    Raises OperatorError where the address cannot be listened on.
    """
    if settings.monitor_address is None:
        yield
        return
    with _listener(settings.monitor_address) as listener:
        server = _Beside(
            uvicorn.Config(
                app(checks),
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_CLOSING,
            )
        )
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        _log.info("metrics and health at http://%s/", settings.monitor_address)
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def app(checks: Mapping[str, Check]) -> Starlette:
    """Return the monitor as an ASGI app."""
    return Starlette(
        routes=[
            Route("/metrics", _metrics),
            Route("/healthz", _health),
            Route("/readyz", partial(_readiness, checks)),
        ]
    )


async def _metrics(request: Request) -> Response:
    await queue_state()
    encode, kind = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(REGISTRY), headers={"content-type": kind})


async def _health(_: Request) -> Response:
    """Answer: that it does is the proof that the loop turns."""
    return PlainTextResponse("ok\n")


async def _readiness(checks: Mapping[str, Check], _: Request) -> Response:
    found = await findings(checks)
    ready = not any(found.values())
    told = {name: fault or "ok" for name, fault in found.items()}
    return JSONResponse({"ready": ready, "checks": told}, 200 if ready else 503)


class _Beside(uvicorn.Server):
    """A server beside the bot: what ends the process is the bot's to hear."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signals as they are."""
        yield


def _listener(address: str) -> socket.socket:
    host, port = host_and_port(address)
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise OperatorError(f"MONITOR_ADDRESS: {address} cannot be listened on: {error}") from error
