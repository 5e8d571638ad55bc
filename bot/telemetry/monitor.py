"""What an operator's programs ask over HTTP, at MONITOR_ADDRESS: `/metrics`, `/healthz`, `/readyz`.

There is no login: it belongs on this machine or a network of one's own. It tells numbers, and what is wrong with which
part; nothing of chats.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.serving import serving
from bot.settings import Settings
from bot.telemetry.metrics import REGISTRY
from bot.telemetry.queue import queue_state
from bot.telemetry.readiness import Check, findings

_log = logging.getLogger(__name__)


@asynccontextmanager
async def monitored(settings: Settings, checks: Mapping[str, Check]) -> AsyncIterator[None]:
    """Serve the monitor while the block runs, in the loop that it runs in; do nothing where it is not asked for.

    `checks` say whether the process is ready; they are looked up at each request, so what is added later counts too.
    Raises OperatorError where the address cannot be listened on.
    """
    if settings.monitor_address is None:
        yield
        return
    async with serving(app(checks), settings.monitor_address):
        _log.info("metrics and health at http://%s/", settings.monitor_address)
        yield


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
