"""The engine that a name asks for: `extractive`, `seq2seq` or `llm`."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from models.llm.endpoint import Endpoint
from models.summaries.apart import ApartWriter
from models.summaries.engine import Summarizer, Writer
from models.summaries.extractive import ExtractiveSummarizer
from models.summaries.writing import WritingSummarizer


class Engine(StrEnum):
    """What can write a summary."""

    EXTRACTIVE = "extractive"
    SEQ2SEQ = "seq2seq"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What the engines need to know.

    `folder` holds the models that were fetched, `checkpoint` names one of them or is a folder itself (None: the
    default); `endpoint` is where a language model answers.
    """

    folder: Path = Path("data/models")
    checkpoint: str | None = None
    endpoint: Endpoint = field(default_factory=Endpoint)


def make_summarizer(engine: Engine | str, options: EngineOptions | None = None) -> Summarizer:
    """Return the engine of a name; what it needs is loaded at its first summary."""
    return summarizer_with(make_writer(engine, options or EngineOptions()))


def summarizer_with(writer: Writer | None) -> Summarizer:
    """Return the engine that a writer makes, without one the engine that takes the article's own sentences."""
    return ExtractiveSummarizer() if writer is None else WritingSummarizer(writer)


def make_writer(engine: Engine | str, options: EngineOptions, *, apart: bool = False) -> Writer | None:
    """Return the model behind an engine, None behind the one that needs none.

    With `apart` a network that would run in this process has one of its own: the writer is an ApartWriter, and to be
    closed.
    """
    match Engine(engine):
        case Engine.SEQ2SEQ:
            from models.summaries.seq2seq.writer import Seq2SeqWriter  # noqa: PLC0415 - only who asks for it pays

            made = partial(Seq2SeqWriter, options.folder, options.checkpoint)
            return ApartWriter(made, Seq2SeqWriter.name, Seq2SeqWriter.capacity) if apart else made()
        case Engine.LLM:
            from models.summaries.llm.writer import LlmWriter  # noqa: PLC0415 - only who asks for it pays

            return LlmWriter(options.endpoint)
        case _:
            return None
