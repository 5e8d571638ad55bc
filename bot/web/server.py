"""Serving the chat page on this machine."""

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence

import uvicorn

from bot.assembly import conversing
from bot.conversation import Conversation
from bot.errors import OperatorError
from bot.settings import Settings
from bot.storage import Store
from bot.telemetry.monitor import monitored
from bot.web.app import build

_TRIES = 10  # ports, from the one that is asked for
_AT_ONCE = 64  # connections: each may hold a file of 20 MB in memory


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve the chat page until interrupted; `say` is told its address, and if it is not the one asked for.

    Raises OperatorError where no port is free or the storage cannot be opened.
    """
    ports = range(settings.chat_port, min(settings.chat_port + _TRIES, 65536))
    listener = listen(settings.chat_host, ports)
    with listener:
        port = listener.getsockname()[1]
        if port != settings.chat_port:
            say(f"Port {settings.chat_port} is taken, so the page is at {port}.")
        asyncio.run(_serve(settings, listener, lambda: say(f"Chat page: {address(settings.chat_host, port)}")))


def address(host: str, port: int) -> str:
    """Return where a browser on this machine finds the page."""
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - listening everywhere is here too
    return f"http://[{named}]:{port}/" if ":" in named else f"http://{named}:{port}/"


def listen(host: str, ports: Sequence[int]) -> socket.socket:
    """Return a socket that listens on the first of the ports that is free, or raise OperatorError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in ports:
        try:
            return socket.create_server((host, port), family=family)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise OperatorError(f"The chat page cannot listen on {host}: {error}") from error
    raise OperatorError(f"The chat page found no free port at {host} from {ports[0]} to {ports[-1]}.")


async def _serve(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    store = await Store.open(settings.database_url)
    with conversing(settings, store) as conversation:
        await _serve_with(conversation, settings, store, listener, ready)


async def _serve_with(
    conversation: Conversation,
    settings: Settings,
    store: Store,
    listener: socket.socket,
    ready: Callable[[], None],
) -> None:
    password = settings.chat_password.get_secret_value() if settings.chat_password else None
    app = build(conversation, settings.chat_host, store.close, password)
    level = settings.log_level.lower() if settings.log_level != "INFO" else "warning"
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=level,
        access_log=False,
        server_header=False,
        ws="none",
        limit_concurrency=_AT_ONCE,
    )
    async with monitored(settings, {"storage": store.answers}):
        ready()
        await uvicorn.Server(config).serve(sockets=[listener])
