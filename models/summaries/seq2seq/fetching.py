"""From a name or a folder to a model that is ready: brought, converted, checked, then put in its place."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from models.summaries.seq2seq.agreement import check
from models.summaries.seq2seq.architecture import Architecture, read_architecture
from models.summaries.seq2seq.checkpoints import CHECKPOINTS, DEFAULT, FALLBACK, Checkpoint, named
from models.summaries.seq2seq.conversion import convert
from models.summaries.seq2seq.downloading import download, look_up
from models.summaries.seq2seq.faults import Key, ModelError
from models.summaries.seq2seq.on_cpu import CpuEngine
from models.summaries.seq2seq.on_gpu import TorchEngine, gpu
from models.summaries.seq2seq.place import Place
from models.summaries.seq2seq.prepared import CHECKPOINT, NETWORK, Manifest, digests, write_manifest
from models.summaries.seq2seq.tokens import SENTENCEPIECE_FILE, TOKENIZER_FILE, read_tokens, tokenizer_file
from models.summaries.seq2seq.weights import weight_file

Say = Callable[[str, str], None]
"""Tells a person how things stand, in Arabic and in English."""

_NOT_TO_BE_HAD: frozenset[Key] = frozenset(
    {"absent", "incomplete", "unsupported", "unreadable", "damaged", "disagrees"}
)
_LONGEST_INPUT = 512  # tokens; what every known checkpoint was tuned with
_MADE_WITH = ("ctranslate2", "transformers", "torch")


@dataclass(frozen=True, slots=True)
class _Source:
    """A checkpoint that lies on this machine, and where it is from."""

    folder: Path
    origin: str
    revision: str | None
    licence: str
    longest_input: int

    def names(self) -> list[str]:
        """Return the names of the files that a model is made from; raises ModelError where one is missing."""
        settings = [name for name in ("config.json", "generation_config.json") if (self.folder / name).is_file()]
        return [*settings, tokenizer_file(self.folder).name, weight_file(self.folder).name]


def fetch(wanted: str | None, into: Path, say: Say, *, update: bool = False) -> Path:
    """Return the folder of a model that is ready, in `into`; one that is there is checked and left.

    `wanted` is a known name or a checkpoint's folder; without it the default is fetched, or its fallback where the
    default cannot be had. `update` takes the newest commit in place of the pinned one. Raises ModelError.
    """
    with _room(into):
        if wanted is None:
            return _default(into, say, update=update)
        checkpoint = named(wanted)
        if checkpoint is not None:
            return _from_hub(checkpoint, into, say, update=update)
        return _from_folder(wanted, into, say)


def _default(into: Path, say: Say, *, update: bool) -> Path:
    try:
        return _from_hub(DEFAULT, into, say, update=update)
    except ModelError as fault:
        if fault.key not in _NOT_TO_BE_HAD:
            raise
        say(fault.arabic, fault.english)
    say(f"سيُجلب البديل: {FALLBACK.repository}", f"Its fallback is fetched instead: {FALLBACK.repository}")
    return _from_hub(FALLBACK, into, say, update=update)


def _from_hub(checkpoint: Checkpoint, into: Path, say: Say, *, update: bool) -> Path:
    with Place(checkpoint.name, into) as place:
        there = place.manifest()
        if there is not None and there.origin != checkpoint.repository:
            there = None
        kept = there.revision if there is not None else None
        pinned = None if update else kept or checkpoint.revision
        if there is not None and pinned is not None and kept == pinned and _is_ready(place, there):
            return _told_ready(place, say)
        remote = look_up(checkpoint.repository, pinned)
        if there is not None and kept == remote.revision and _is_ready(place, there):
            return _told_ready(place, say)
        place.need(remote.missing(place.checkpoint) + _size_made(max(each.size for each in remote.files)))
        say(
            f"يُجلب {checkpoint.repository}، النسخة {remote.revision[:12]}. الرخصة: {checkpoint.licence}",
            f"Fetching {checkpoint.repository}, revision {remote.revision[:12]}. Licence: {checkpoint.licence}",
        )
        download(remote, place.checkpoint)
        source = _Source(
            place.checkpoint, checkpoint.repository, remote.revision, checkpoint.licence, checkpoint.longest_input
        )
        return _made(source, place, say)


def _from_folder(wanted: str, into: Path, say: Say) -> Path:
    folder = Path(wanted).resolve()
    if not folder.is_dir():
        raise ModelError("unknown", name=wanted, known=", ".join(each.repository for each in CHECKPOINTS))
    source = _Source(folder, str(folder), None, "your own", _LONGEST_INPUT)
    with Place(folder.name, into) as place:
        there = place.manifest()
        if there is not None and there.source == digests(folder, source.names()) and _is_ready(place, there):
            return _told_ready(place, say)
        place.need(_size_made(weight_file(folder).stat().st_size))
        return _made(source, place, say)


def _is_ready(place: Place, there: Manifest) -> bool:
    """Say whether what stands there is whole, with its checkpoint where a GPU can run it."""
    kept = any(name.startswith(f"{CHECKPOINT}/") for name in there.files)
    return (kept or gpu() is None) and place.is_whole(there)


def _size_made(weights: int) -> int:
    """Return how many bytes a model takes that is made of so many, which hold two or four bytes a number."""
    return weights // 2 + (weights if gpu() is not None else 0)


def _told_ready(place: Place, say: Say) -> Path:
    say(f"النموذج جاهز وسليم: {place.folder}", f"The model is there and sound: {place.folder}")
    return place.folder


def _made(source: _Source, place: Place, say: Say) -> Path:
    """Make the model on the bench, with its manifest, and put it in its place."""
    names, bench = source.names(), place.bench()
    architecture = read_architecture(source.folder)
    _convert(source.folder, bench, architecture, say)
    if gpu() is not None:
        (bench / CHECKPOINT).mkdir()
        for name in names:
            shutil.copyfile(source.folder / name, bench / CHECKPOINT / name)
    made = [str(path.relative_to(bench)) for path in bench.rglob("*") if path.is_file()]
    manifest = Manifest(
        source.origin,
        source.revision,
        source.licence,
        min(source.longest_input, architecture.positions or source.longest_input),
        architecture,
        {name: version(name) for name in _MADE_WITH},
        digests(source.folder, names),
        digests(bench, made),
    )
    write_manifest(bench, manifest)
    folder = place.put(bench)
    say(f"النموذج جاهز: {folder}", f"The model is ready: {folder}")
    return folder


def _convert(source: Path, bench: Path, architecture: Architecture, say: Say) -> None:
    """Convert a checkpoint and hold the result against it."""
    tokens, file = read_tokens(source, architecture), tokenizer_file(source)
    say("يُحوَّل النموذج إلى صيغة CTranslate2 int8 …", "Converting to CTranslate2 int8 ...")
    convert(source, bench / NETWORK, tokens, architecture)
    shutil.copyfile(file, bench / (TOKENIZER_FILE if file.name == TOKENIZER_FILE else SENTENCEPIECE_FILE))
    say("يُقارَن بالأصل في جملة …", "Holding it against the original on a sentence ...")
    converted = CpuEngine(bench / NETWORK, tokens, architecture)
    check(converted, TorchEngine(source, tokens, architecture, "cpu"), tokens, architecture)


@contextmanager
def _room(into: Path) -> Iterator[None]:
    """Turn what the machine has not enough of into a ModelError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ModelError("full", folder=str(into)) from error
        raise ModelError("unwritable", folder=str(into), why=error.strerror or str(error)) from error
    except MemoryError as error:
        raise ModelError("memory") from error
