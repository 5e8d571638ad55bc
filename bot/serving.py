"""An application of its own address beside whatever else the program does."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import OperatorError
from bot.settings import host_and_port

_CLOSING = 2  # seconds that a request under way has when the program stops


class _Server(uvicorn.Server):
    """A server that leaves interruptions to the program that it is a part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def serving(app: ASGIApp, address: str) -> AsyncIterator[None]:
    """Serve an application at "host:port" while the block runs; raises OperatorError where nothing can listen there."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_CLOSING,
        )
    )
    with _listening(address) as listener:
        running = asyncio.create_task(server.serve([listener]))
        try:
            yield
        finally:
            server.should_exit = True
            await running


def _listening(address: str) -> socket.socket:
    host, port = host_and_port(address)
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise OperatorError(f"{address} cannot be listened on: {error}") from error
