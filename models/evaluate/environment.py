"""What an environment says of the language model, for whoever measures with one."""

from collections.abc import Mapping

from models.llm.endpoint import PATIENCE, Endpoint


def endpoint(environment: Mapping[str, str]) -> Endpoint:
    """Return where a language model answers, under the names of the bot's settings; raises ValueError."""
    return Endpoint(
        environment.get("LLM_BASE_URL") or "",
        environment.get("LLM_API_KEY"),
        environment.get("LLM_MODEL") or "",
        patience=float(environment.get("LLM_TIMEOUT") or PATIENCE),
    )
