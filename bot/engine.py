"""The engines that the settings ask for, seen at work."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telemetry.metrics import ENGINE_SECONDS, SHORTFALLS, SUMMARIES, UNSUPPORTED, describe
from models.answers.engine import Answerer
from models.llm.endpoint import Endpoint
from models.reading import Attribution, Summary
from models.summaries.apart import ApartWriter
from models.summaries.engine import Draft, Length, Summarizer, Task, Writer
from models.summaries.engines import EngineOptions, make_writer, summarizer_with


def engine_of(settings: Settings) -> Summarizer:
    """Return the engine that the settings choose, loaded at its first summary; may raise SettingsError.

    For a command that reads one article after another: it runs in this process.
    """
    return _watched(writer_of(settings), settings)


@contextmanager
def engine_for_many(settings: Settings) -> Iterator[Summarizer]:
    """Yield the engine that the settings choose for a program that serves many at once; may raise SettingsError.

    What would run in this process has one of its own, which starts at the first summary and ends with the block.
    """
    writer = writer_of(settings, apart=True)
    try:
        yield _watched(writer, settings)
    finally:
        if isinstance(writer, ApartWriter):
            writer.close()


def _watched(writer: Writer | None, settings: Settings) -> Summarizer:
    describe(settings.summarizer)
    return Watched(summarizer_with(None if writer is None else WatchedWriter(writer)), settings.summarizer)


class Watched:
    """A summarizer whose summaries are counted by what wrote them, and timed by the engine that was asked."""

    def __init__(self, summarizer: Summarizer, name: str) -> None:
        self._summarizer, self._name = summarizer, name

    def summarize(self, attribution: Attribution, length: Length = Length.NORMAL) -> Summary:
        """Return what the summarizer does."""
        began, wrote = time.monotonic(), "failed"
        try:
            summary = self._summarizer.summarize(attribution, length)
            wrote = summary.engine
        finally:
            ENGINE_SECONDS.labels(self._name).observe(time.monotonic() - began)
            SUMMARIES.labels(wrote).inc()
        if summary.shortfall is not None:
            SHORTFALLS.labels(summary.shortfall).inc()
        return summary


class WatchedWriter:
    """A writer of which the sentences are counted that it is told to write again: the article did not support them."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self.name, self.capacity = writer, writer.name, writer.capacity

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        """Return what the writer does."""
        UNSUPPORTED.labels(self.name).inc(sum(len(task.rejected) for task in tasks))
        return self._writer.write(tasks)

    def check(self) -> str:
        """Return what the writer does."""
        return self._writer.check()


def writer_of(settings: Settings, *, apart: bool = False) -> Writer | None:
    """Return the model that the settings choose, None for the engine that needs none; may raise SettingsError.

    `apart` is whether a network has a process of its own.
    """
    endpoint = endpoint_of(settings) if settings.summarizer == "llm" else Endpoint()
    options = EngineOptions(settings.models_dir, settings.summarizer_model, endpoint)
    return make_writer(settings.summarizer, options, apart=apart)


def answerer_of(settings: Settings) -> Answerer | None:
    """Return the model that may answer beside the built-in engine, None where none is set; may raise SettingsError."""
    if settings.answerer == "builtin":
        return None
    from models.answers.llm.answerer import LlmAnswerer  # noqa: PLC0415 - only who asks for it pays

    return LlmAnswerer(endpoint_of(settings), patience=settings.answer_timeout)


@lru_cache(maxsize=1)
def endpoint_of(settings: Settings) -> Endpoint:
    """Return where the language model answers, one for all who ask it, so that its places are counted together.

    Raises SettingsError.
    """
    key = settings.llm_api_key
    try:
        return Endpoint(
            settings.llm_base_url or "",
            None if key is None else key.get_secret_value(),
            settings.llm_model or "",
            patience=settings.llm_timeout,
            at_once=settings.llm_at_once,
        )
    except ValueError as error:
        raise SettingsError([f"LLM_BASE_URL or LLM_API_KEY: {error}"]) from None
