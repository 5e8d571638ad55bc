"""A server that speaks the hub's protocol as far as a fetch needs it, from folders on this machine."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGE = 100_000
"""Bytes from which a file is told of by its SHA-256, as the hub does with what git does not hold itself."""


@dataclass
class Hub:
    """Repositories by name, each with its revisions by commit, the last of which is `main`.

    `asked` logs each request with its range; `status` answers a repository's requests with an error; `pause` is how
    much of each large file is sent before the server waits for `going_on`.
    """

    url: str = ""
    repositories: dict[str, dict[str, Path]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)
    garbled: bool = False
    pause: int | None = None
    paused: threading.Event = field(default_factory=threading.Event)
    going_on: threading.Event = field(default_factory=threading.Event)

    def files(self) -> list[str]:
        """Return the names of the files that were asked for, in order."""
        return [path.rpartition("/")[2] for path, _ in self.asked if "/resolve/" in path]


@contextmanager
def serving() -> Iterator[Hub]:
    """Serve a hub until the block ends."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield hub
    finally:
        hub.going_on.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append((path, self.headers.get("Range")))
        about = path.startswith("/api/models/")
        parts = path.removeprefix("/api/models").strip("/").split("/")
        if len(parts) != (4 if about else 5):
            return self._answer(404, b"{}")
        owner, name, _, revision, *rest = parts
        repository = f"{owner}/{name}"
        if repository in self.hub.status:
            return self._answer(self.hub.status[repository], b"{}")
        revisions = self.hub.repositories.get(repository)
        if revisions is None:
            return self._answer(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        commit = list(revisions)[-1] if revision == "main" else revision
        if commit not in revisions:
            return self._answer(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
        if about:
            return self._answer(200, json.dumps(_told(repository, commit, revisions[commit])).encode())
        return self._send((revisions[commit] / rest[0]).read_bytes())

    def _send(self, held: bytes) -> None:
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").partition("-")[0]) if asked else 0
        large = len(held) > LARGE
        part = held[start:] if not (large and self.hub.garbled) else bytes(len(held) - start)
        stop = len(part) if self.hub.pause is None or not large else self.hub.pause
        ranged = {"Content-Range": f"bytes {start}-{len(held) - 1}/{len(held)}"} if asked else {}
        self._head(206 if asked else 200, len(part), ranged)
        self.wfile.write(part[:stop])
        self.wfile.flush()
        if stop < len(part):
            self.hub.paused.set()
            self.hub.going_on.wait(60)
            try:
                self.wfile.write(part[stop:])
            except OSError:
                self.close_connection = True  # the other side was killed

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._head(status, len(body), headers or {})
        self.wfile.write(body)

    def _head(self, status: int, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _told(repository: str, commit: str, folder: Path) -> dict[str, object]:
    siblings: list[dict[str, object]] = []
    for path in sorted(folder.iterdir()):
        held = path.read_bytes()
        known: dict[str, object] = {
            "rfilename": path.name,
            "size": len(held),
            "blobId": hashlib.sha1(b"blob %d\x00" % len(held) + held, usedforsecurity=False).hexdigest(),
        }
        if len(held) > LARGE:
            known["lfs"] = {"sha256": hashlib.sha256(held).hexdigest(), "size": len(held), "pointerSize": 134}
        siblings.append(known)
    return {"_id": "1", "id": repository, "modelId": repository, "sha": commit, "siblings": siblings, "tags": []}
