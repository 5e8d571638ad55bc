"""The summary engine that the settings ask for."""

from bot.errors import SettingsError
from bot.settings import Settings
from models.summaries.engine import Summarizer, Writer
from models.summaries.engines import EngineOptions, make_writer, summarizer_with


def engine_of(settings: Settings) -> Summarizer:
    """Return the engine that the settings choose, loaded at its first summary; may raise SettingsError."""
    return summarizer_with(writer_of(settings))


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
