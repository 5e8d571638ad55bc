"""The summary engine that the settings ask for, seen at work."""

import time
from collections.abc import Sequence

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telemetry.metrics import ENGINE_SECONDS, SHORTFALLS, SUMMARIES, UNSUPPORTED, describe
from models.reading import Attribution, Summary
from models.summaries.engine import Draft, Length, Summarizer, Task, Writer
from models.summaries.engines import EngineOptions, make_writer, summarizer_with


def engine_of(settings: Settings) -> Summarizer:
    """Return the engine that the settings choose, loaded at its first summary; may raise SettingsError."""
    describe(settings.summarizer)
    writer = writer_of(settings)
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


def writer_of(settings: Settings) -> Writer | None:
    """Return the model that the settings choose, None for the engine that needs none; may raise SettingsError."""
    key = settings.llm_api_key
    options = EngineOptions(
        folder=settings.models_dir,
        checkpoint=settings.summarizer_model,
        base_url=settings.llm_base_url or "",
        api_key=None if key is None else key.get_secret_value(),
        model=settings.llm_model or "",
        patience=settings.llm_timeout,
    )
    try:
        return make_writer(settings.summarizer, options)
    except ValueError as error:
        raise SettingsError([f"LLM_BASE_URL or LLM_API_KEY: {error}"]) from None
