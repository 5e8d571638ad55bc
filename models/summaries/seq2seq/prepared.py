"""A model's folder when it is ready: what lies in it, and that it is what was put there.

manifest.json                         what it was made from and the SHA-256 of each file below
network/                              for CTranslate2
tokenizer.json | sentencepiece.model
checkpoint/                           as it came, for torch; only where the machine that fetched it has a GPU
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.faults import ModelError

MANIFEST, NETWORK, CHECKPOINT = "manifest.json", "network", "checkpoint"

_FORMAT = 1
_LARGEST = 1_000_000  # bytes of a manifest


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder was made from and holds.

    `revision` is the commit of the hub, None for a folder of one's own; `source` and `files` give the SHA-256 of each
    file that it was made from and that it holds; `longest_input` counts tokens.
    """

    origin: str
    revision: str | None
    licence: str
    longest_input: int
    architecture: Architecture
    made_with: dict[str, str]
    source: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest beside the files that it tells of."""
    told = json.dumps({"format": _FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(told + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder that is ready; raises ModelError."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError("missing", folder=str(folder))
    try:
        read: dict[str, Any] = json.loads(path.read_bytes()[:_LARGEST])
        if read.pop("format") != _FORMAT:
            raise ModelError("damaged", file=str(path))
        manifest = Manifest(**{**read, "architecture": Architecture(**read["architecture"])})
        texts = [*manifest.files, *manifest.files.values(), *manifest.source.values()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ModelError("damaged", file=str(path)) from error
    if not all(isinstance(each, str) for each in texts) or not isinstance(manifest.longest_input, int):
        raise ModelError("damaged", file=str(path))
    return manifest


def verify(folder: Path, manifest: Manifest, without: str = "") -> None:
    """Raise ModelError unless each file is the one that was put there; those in the subfolder `without` are let be."""
    for name, wanted in manifest.files.items():
        if without and name.startswith(f"{without}/"):
            continue
        path = folder / name
        try:
            found = digest(path)
        except OSError as error:
            raise ModelError("damaged", file=str(path)) from error
        if found != wanted:
            raise ModelError("damaged", file=str(path))


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of each of these files."""
    return {name: digest(folder / name) for name in sorted(names)}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
