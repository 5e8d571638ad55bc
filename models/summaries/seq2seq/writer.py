"""The engine behind `SUMMARIZER=seq2seq`: a sentence for each passage that it is given."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.summaries.engine import Draft, Task, WriterError
from models.summaries.seq2seq.checkpoints import CHECKPOINTS, MODELS, named
from models.summaries.seq2seq.decoding import Decoding, Engine, Hypothesis
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.on_cpu import CpuEngine
from models.summaries.seq2seq.on_gpu import TorchEngine, gpu
from models.summaries.seq2seq.prepared import CHECKPOINT, MANIFEST, NETWORK, read_manifest, verify
from models.summaries.seq2seq.tokens import Tokens, read_tokens

_FIRST = Decoding()
_AGAIN = Decoding(beams=8, returned=8)  # a second try needs more to choose from than four that hardly differ
_STOPS = ".!؟?"


class Seq2SeqWriter:
    """Writes with a model that `python -m models fetch` made ready.

    `model` is a known name or the folder of a model that was made ready, in `models` or elsewhere; without it the first
    known model that is there is taken. It is loaded at the first use. May be used by several threads at once.
    """

    name = "seq2seq"
    capacity = 340
    """Words: 512 tokens of an Arabic vocabulary of 50,000 pieces, at 1.5 tokens a word."""

    def __init__(self, models: Path = MODELS, model: str | None = None) -> None:
        self._models, self._model = models, model
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return for each task a sentence for each focus, "" where none can be written; raises WriterError."""
        loaded = self._ready()
        told = [[""] * len(task.focuses) for task in tasks]
        for again, how in ((False, _FIRST), (True, _AGAIN)):
            passages = [
                _Passage(n, at, ids)
                for n, task in enumerate(tasks)
                if bool(task.rejected) is again
                for at, focus in enumerate(task.focuses)
                if (ids := loaded.tokens.read(focus, loaded.longest))
            ]
            for passage, hypotheses in zip(passages, _written(loaded.engine, passages, how), strict=True):
                best = _best(hypotheses, loaded.tokens, tasks[passage.task].rejected)
                told[passage.task][passage.focus] = best
        return [Draft(tuple(some)) for some in told]

    def check(self) -> str:
        """Return, in words for the operator, which model is ready, verified and loaded; raises WriterError."""
        return self._ready().told

    def _ready(self) -> "_Loaded":
        with self._loading:
            if self._loaded is None:
                try:
                    self._loaded = _load(self._folder())
                except ModelError as fault:
                    raise WriterError("missing", fault.english) from fault
                except (RuntimeError, MemoryError, ImportError) as error:  # of the libraries, for want of memory mostly
                    raise WriterError("missing", f"The model cannot be loaded here: {error}") from error
            return self._loaded

    def _folder(self) -> Path:
        """Return the first folder that may be meant and holds a model, else the one that should."""
        if self._model is None:
            meant = [self._models / each.name for each in CHECKPOINTS]
        else:
            known = named(self._model)
            meant = [self._models / (known.name if known is not None else self._model), Path(self._model)]
        usual = self._models if self._model is None else meant[0]
        return next((folder for folder in meant if (folder / MANIFEST).is_file()), usual)


@dataclass(frozen=True, slots=True)
class _Loaded:
    engine: Engine
    tokens: Tokens
    longest: int
    told: str


@dataclass(frozen=True, slots=True)
class _Passage:
    """The ids of a focus, with the numbers of its task and of itself in it."""

    task: int
    focus: int
    ids: list[int]


def _load(folder: Path) -> _Loaded:
    """Check what lies in a folder and load it: as it came where there is a GPU, else the converted network."""
    manifest = read_manifest(folder)
    checkpoint = folder / CHECKPOINT
    device = gpu() if checkpoint.is_dir() else None
    verify(folder, manifest, without=CHECKPOINT if device is None else NETWORK)
    tokens = read_tokens(folder, manifest.architecture)
    engine: Engine = (
        CpuEngine(folder / NETWORK, tokens, manifest.architecture)
        if device is None
        else TorchEngine(checkpoint, tokens, manifest.architecture, device)
    )
    runs = "CTranslate2 int8 on the CPU" if device is None else f"torch on {device}"
    told = f"{manifest.origin} {(manifest.revision or '')[:12]}".rstrip()
    return _Loaded(engine, tokens, manifest.longest_input, f"{told}: {runs}")


def _written(engine: Engine, passages: Sequence[_Passage], how: Decoding) -> list[list[Hypothesis]]:
    """Return the hypotheses for all passages; raises WriterError where the network fails, for want of memory mostly."""
    if not passages:
        return []
    try:
        return engine.write([each.ids for each in passages], how)
    except (RuntimeError, MemoryError) as error:
        raise WriterError("unusable", f"The model failed while it wrote: {error}") from error


def _best(hypotheses: Sequence[Hypothesis], tokens: Tokens, rejected: Sequence[str]) -> str:
    """Return the best of the sentences that were not rejected, or nothing."""
    refused = {" ".join(each.split()) for each in rejected}
    told = (_whole(tokens.text(each.ids), ended=each.ended) for each in hypotheses)
    return next((each for each in told if each and each not in refused), "")


def _whole(text: str, *, ended: bool) -> str:
    """Return a text without the half sentence that it ends in where it was cut off."""
    if ended:
        return text
    return text[: max(text.rfind(stop) for stop in _STOPS) + 1]
