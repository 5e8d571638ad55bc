"""An OpenAI-compatible server on this machine, over real sockets, that answers as a test has it answer.

A reply is a function that is given the request's handler and writes what it likes. Each request takes the next reply;
the last one is given again and again.
"""

import json
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        """The message that holds the article."""
        return self.body["messages"][-1]["content"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self._answer(json.loads(body))

    def do_GET(self) -> None:
        self._answer({})

    def _answer(self, body: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.next_reply(Asked(self.path, headers, body))
        with suppress(OSError):  # the client went away, as some tests have it do
            reply(self)

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server lives."""
        self.server.closing.wait(seconds)

    def log_message(self, *args: Any) -> None:
        """Keep the tests' output clean."""


Reply = Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._replies: list[Reply] = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def answer(self, *replies: Reply) -> None:
        self._replies = list(replies)

    def next_reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def handle_error(self, *args: Any) -> None:
        """A client that goes away is no error here."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


def sent(body: bytes, kind: str = "application/json", status: int = 200, **headers: str) -> Reply:
    """A whole response."""

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def refused(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as OpenAI tells it; `param` in the message's place of the same name where one is given as a header."""
    error = {"message": message, "type": "invalid_request_error", "param": headers.pop("param", None), "code": None}
    return sent(json.dumps({"error": error}).encode(), status=status, **headers)


def completion(words: str, finish: str = "stop") -> bytes:
    """A chat completion in one piece."""
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": finish}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}, ensure_ascii=False).encode()


def events(words: str, size: int = 7, finish: str = "stop") -> list[bytes]:
    """A chat completion as a stream of events, `size` characters each, the end of the stream last."""
    pieces = [words[at : at + size] for at in range(0, len(words), size)]
    deltas: list[dict[str, str]] = [{"role": "assistant"}, *({"content": piece} for piece in pieces), {}]
    ends = [None] * (len(deltas) - 1) + [finish]
    chunks = [{"choices": [{"index": 0, "delta": d, "finish_reason": e}]} for d, e in zip(deltas, ends, strict=True)]
    return [*(f"data: {json.dumps(chunk)}\n\n".encode() for chunk in chunks), b"data: [DONE]\n\n"]


def whole(words: str) -> Reply:
    """A good answer as a stream of events."""
    return streamed(events(words))


def streamed(
    pieces: Iterable[bytes], pause: float = 0.0, *, kind: str = "text/event-stream", stay: float = 0.0
) -> Reply:
    """Pieces one by one with a pause behind each; then the connection stays open as long as it is said, and ends."""

    def reply(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            handler.wfile.flush()
            if pause:
                handler.wait(pause)
        handler.wait(stay)
        handler.wfile.write(b"0\r\n\r\n")

    return reply


def cut(pieces: Iterable[bytes], kind: str = "text/event-stream") -> Reply:
    """Some pieces of a response that was to be longer, then the end of the connection."""

    def reply(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(piece)
        handler.close_connection = True

    return reply


def dripped(head: bytes, pause: float) -> Reply:
    """A response of which a byte comes now and then, from its first line on."""

    def reply(handler: Handler) -> None:
        for at in range(len(head)):
            handler.wfile.write(head[at : at + 1])
            handler.wfile.flush()
            handler.wait(pause)
            if handler.server.closing.is_set():
                return

    return reply


def silent(handler: Handler) -> None:
    """No answer at all."""
    handler.wait(60)
    handler.close_connection = True
