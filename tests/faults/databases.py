"""Where a bot under test keeps its messages: a file, a database on the server here, or a server of the test's own."""

import asyncio
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
import pytest

SERVER: Final = "127.0.0.1:5432"
_HOMES: Final = "/usr/lib/postgresql/*/bin/pg_ctl"


@contextmanager
def own_database() -> Iterator[str]:
    """Lend a new database on the server of this machine, or skip the test."""
    name = f"manqal_test_{uuid4().hex}"
    try:
        server = psycopg.connect(f"postgresql://root@{SERVER}/root?connect_timeout=3", autocommit=True)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {SERVER}: {error}")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql://root@{SERVER}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


class Cluster:
    """A PostgreSQL server of the test's own, which it may stop and start."""

    def __init__(self, programs: Path, folder: Path, user: str) -> None:
        self._programs, self._folder = programs, folder
        self._as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if os.getuid() == 0 else []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"postgresql://manqal@127.0.0.1:{self._port}/postgres"

    async def create(self) -> None:
        """Make its files."""
        await self._run("initdb", "--auth=trust", "--username=manqal", "--encoding=UTF8", "--no-sync")

    async def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
        await self._run("pg_ctl", "start", "--wait", f"--log={self._folder}/log", f"--options={options}")

    async def stop(self, mode: str = "immediate") -> None:
        """Stop it, as a crash does unless another mode is given."""
        await self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")

    async def _run(self, program: str, *arguments: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *self._as_user, self._programs / program, f"--pgdata={self._folder}/data", *arguments,
            cwd=self._folder, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _, told = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"{program}: {told.decode(errors='replace')}")


@asynccontextmanager
async def own_cluster() -> AsyncIterator[Cluster]:
    """Lend a server that has been started, or skip the test where none can be."""
    programs = _programs()
    user = next((name for name in ("postgres", "nobody") if _is_user(name)), None)
    if programs is None:
        pytest.skip("initdb and pg_ctl are not installed")
    if os.getuid() == 0 and (user is None or shutil.which("setpriv") is None):
        pytest.skip("PostgreSQL does not run as root, and there is no other user to run it")
    folder = Path(tempfile.mkdtemp(prefix="manqal-postgres-"))
    try:
        if os.getuid() == 0 and user is not None:
            shutil.chown(folder, user)
        cluster = Cluster(programs, folder, str(user))
        await cluster.create()
        await cluster.start()
        try:
            yield cluster
        finally:
            await cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Return the newest folder that holds the server's programs, which Debian keeps out of the path."""
    homes = sorted(Path("/").glob(_HOMES.removeprefix("/")), key=lambda found: int(found.parts[-3]))
    on_path = shutil.which("pg_ctl") if shutil.which("initdb") else None
    found = homes[-1] if homes else on_path and Path(on_path)
    return found.parent if found else None


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
