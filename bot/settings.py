"""What the environment and the file `.env` set, checked once at the start.

A name in the environment is the field's in capitals; `.env.example` explains each.
"""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",  # as hosting providers write it
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_LISTENING = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")


def with_driver(url: str) -> str:
    """Return a database URL with its async driver: `postgresql://…` gives `postgresql+psycopg://…`."""
    scheme, mark, rest = url.strip().partition("://")
    if not mark or not rest or scheme not in _DRIVERS:
        raise ValueError("must be like sqlite:///data/manqal.db or postgresql://user:password@host/name")
    return f"{_DRIVERS[scheme]}://{rest}"


def _checked_token(token: SecretStr) -> SecretStr:
    """Refuse what cannot be a token before it becomes part of an address."""
    plain = token.get_secret_value().strip()
    if not _TOKEN.fullmatch(plain):
        raise ValueError("must be the token that @BotFather gave, like 123456:ABC-DEF")
    return SecretStr(plain)


def _checked_root(url: str) -> str:
    return _checked_address(url, "must be the root of a Bot API server, like http://127.0.0.1:8081")


def _checked_webhook(url: str) -> str:
    return _checked_address(url, "must be where Telegram reaches the bot, like https://bot.example.org/telegram")


def _checked_endpoint(url: str) -> str:
    return _checked_address(url, "must be where an OpenAI-compatible server answers, like http://127.0.0.1:8080/v1")


def _checked_address(url: str, wanted: str) -> str:
    if not _ADDRESS.fullmatch(url.strip()):
        raise ValueError(wanted)
    return url.strip().rstrip("/")


def host_and_port(address: str) -> tuple[str, int]:
    """Return the two parts of where to listen: "127.0.0.1:9090", or "[::1]:9090"."""
    found = _LISTENING.fullmatch(address.strip())
    if not found or not 0 < int(found["port"]) < 65536:
        raise ValueError("must be a host and a port to listen on, like 127.0.0.1:9090")
    return found["host"].strip("[]"), int(found["port"])


def _checked_listening(address: str) -> str:
    host_and_port(address)
    return address.strip()


def _ids(listed: object) -> object:
    """Return the ids of a list such as "1, 2"."""
    if not isinstance(listed, str):
        return listed
    ids = [each.strip() for each in listed.split(",") if each.strip()]
    if not all(each.isascii() and each.isdigit() for each in ids):
        raise ValueError("must be Telegram user ids with commas between them, like 1234567,7654321")
    return frozenset(map(int, ids))


class Settings(BaseSettings):
    """The settings of one run; secrets and the database's URL stay out of its printed form."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",  # some editors put a byte order mark before the first name
        env_ignore_empty=True,  # `TELEGRAM_BOT_TOKEN=` means that there is none
        extra="ignore",  # a `.env` may hold other programs' names
        frozen=True,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_checked_token)] | None = None
    telegram_api_url: Annotated[str, AfterValidator(_checked_root)] | None = None
    database_url: Annotated[str, AfterValidator(with_driver)] = Field(
        default="sqlite:///data/manqal.db", repr=False, validate_default=True
    )
    telegram_api_local: bool = False
    webhook_url: Annotated[str, AfterValidator(_checked_webhook)] | None = None
    webhook_listen: Annotated[str, AfterValidator(_checked_listening)] = "127.0.0.1:8443"
    retention_days: int = Field(default=2, ge=2, le=365)
    max_file_mb: int = Field(default=20, ge=1, le=500)
    paste_quiet: float = Field(default=1.5, ge=0, le=10)
    max_article_chars: int = Field(default=200_000, ge=1_000, le=2_000_000)
    summarizer: Literal["extractive", "seq2seq", "llm"] = "extractive"
    summarizer_model: str | None = None
    models_dir: Path = Path("data/models")
    llm_base_url: Annotated[str, AfterValidator(_checked_endpoint)] | None = None
    llm_api_key: SecretStr | None = None
    llm_model: str | None = None
    llm_timeout: int = Field(default=60, ge=5, le=1800)
    llm_at_once: int = Field(default=4, ge=1, le=64)
    answerer: Literal["builtin", "llm"] = "builtin"
    answer_timeout: int = Field(default=20, ge=1, le=600)
    chat_host: str = "127.0.0.1"
    chat_port: int = Field(default=8000, ge=1, le=65535)
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda level: level.strip().upper() if isinstance(level, str) else level),
    ] = "INFO"
    log_format: Literal["text", "json"] = "text"
    monitor_address: Annotated[str, AfterValidator(_checked_listening)] | None = None
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = frozenset()

    @model_validator(mode="after")
    def _llm_is_named(self) -> Self:
        """Refuse an engine that has no server to ask."""
        if "llm" in (self.summarizer, self.answerer) and not (self.llm_base_url and self.llm_model):
            raise ValueError("SUMMARIZER or ANSWERER: llm needs LLM_BASE_URL and LLM_MODEL")
        return self

    @model_validator(mode="after")
    def _webhook_is_safe(self) -> Self:
        """Refuse an address that Telegram's own servers bring nothing to; one's own server may."""
        if self.webhook_url and not self.telegram_api_url and not self.webhook_url.startswith("https://"):
            raise ValueError("WEBHOOK_URL must be an https:// address: Telegram brings updates to no other")
        return self


def load_settings(summarizer: str | None = None) -> Settings:
    """Return the settings of this environment, or raise SettingsError with every fault at once.

    `summarizer` goes before what the environment says of it.
    """
    try:
        return Settings(**({} if summarizer is None else {"summarizer": summarizer}))  # type: ignore[arg-type]
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        faults = [f"{_name(each['loc'])}: {each['msg'].removeprefix('Value error, ')}" for each in found]
    except (OSError, UnicodeDecodeError) as error:
        faults = [f".env: cannot be read ({type(error).__name__})"]
    raise SettingsError(faults)


def _name(place: tuple[int | str, ...]) -> str:
    """Return the setting that a fault is about; what is wrong between several says so itself."""
    return str(place[0]).upper() if place else "SETTINGS"
