"""The engines that the settings ask for."""

from functools import lru_cache

from bot.errors import SettingsError
from bot.settings import Settings
from models.answers.engine import Answerer
from models.llm.endpoint import Endpoint
from models.summaries.engine import Summarizer, Writer
from models.summaries.engines import EngineOptions, make_writer, summarizer_with


def engine_of(settings: Settings) -> Summarizer:
    """Return the engine that the settings choose, loaded at its first summary; may raise SettingsError."""
    return summarizer_with(writer_of(settings))


def writer_of(settings: Settings) -> Writer | None:
    """Return the model that the settings choose, None for the engine that needs none; may raise SettingsError."""
    endpoint = endpoint_of(settings) if settings.summarizer == "llm" else Endpoint()
    options = EngineOptions(settings.models_dir, settings.summarizer_model, endpoint)
    return make_writer(settings.summarizer, options)


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
