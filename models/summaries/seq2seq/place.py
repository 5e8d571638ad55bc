"""Where a model is put: worked on beside it, then put there in one step, by one command at a time."""

import shutil
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from models.summaries.seq2seq.faults import Key, ModelError
from models.summaries.seq2seq.prepared import Manifest, read_manifest, verify

_IN_VAIN: frozenset[Key] = frozenset({"absent", "incomplete", "unsupported", "unreadable", "disagrees"})
"""Faults after which the next try would have no use for what was brought."""

_SPARE = 64_000_000  # bytes that are left free


class Place:
    """The folder `into/name`, held for one command; a kill at any moment leaves it as it was or as it will be.

    `checkpoint` is the folder for what is brought, which outlives a kill.
    """

    def __init__(self, name: str, into: Path) -> None:
        self.name, self._into, self.folder = name, into, into / name
        self._work, self._before = into / f".{name}.part", into / f".{name}.before"
        self.checkpoint = self._work / "checkpoint"
        self._lock = FileLock(into / f".{name}.lock", timeout=0)

    def __enter__(self) -> "Place":
        self._into.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            raise ModelError("busy", name=self.name) from None
        if self._before.exists() and not self.folder.exists():
            self._before.rename(self.folder)  # a kill came between the two renames of `put`
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None or (isinstance(error, ModelError) and error.key in _IN_VAIN):
            shutil.rmtree(self._work, ignore_errors=True)
        if self.folder.exists():
            shutil.rmtree(self._before, ignore_errors=True)
        self._lock.release()

    def manifest(self) -> Manifest | None:
        """Return what the folder's manifest says, None where there is none that can be read."""
        try:
            return read_manifest(self.folder)
        except ModelError:
            return None

    def is_whole(self, manifest: Manifest) -> bool:
        """Say whether the folder holds what its manifest says."""
        try:
            verify(self.folder, manifest)
        except ModelError:
            return False
        return True

    def need(self, size: int) -> None:
        """Raise ModelError where fewer than `size` bytes are free."""
        free = shutil.disk_usage(self._into).free
        if free < size + _SPARE:
            needed = (size + _SPARE) // 1_000_000 + 1
            raise ModelError("disk", folder=str(self._into), needed=needed, free=free // 1_000_000)

    def bench(self) -> Path:
        """Return an empty folder to make the model in."""
        bench = self._work / "ready"
        shutil.rmtree(bench, ignore_errors=True)
        bench.mkdir(parents=True)
        return bench

    def put(self, bench: Path) -> Path:
        """Put what was made on the bench in the place of what was there, and return where it is now."""
        shutil.rmtree(self._before, ignore_errors=True)
        if self.folder.exists():
            self.folder.rename(self._before)
        bench.rename(self.folder)
        return self.folder
