"""What the environment and the file `.env` set, checked once at the start.

A name in the environment is the field's in capitals; `.env.example` explains each.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",  # as hosting providers write it
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
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
    if not _ADDRESS.fullmatch(url.strip()):
        raise ValueError("must be the root of a Bot API server, like http://127.0.0.1:8081")
    return url.strip().rstrip("/")


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
    max_article_chars: int = Field(default=200_000, ge=1_000, le=2_000_000)
    chat_host: str = "127.0.0.1"
    chat_port: int = Field(default=8000, ge=1, le=65535)
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda level: level.strip().upper() if isinstance(level, str) else level),
    ] = "INFO"


def load_settings() -> Settings:
    """Return the settings of this environment, or raise SettingsError with every fault at once."""
    try:
        return Settings()
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        faults = [f"{str(each['loc'][0]).upper()}: {each['msg'].removeprefix('Value error, ')}" for each in found]
    except (OSError, UnicodeDecodeError) as error:
        faults = [f".env: cannot be read ({type(error).__name__})"]
    raise SettingsError(faults)


def _name(place: tuple[int | str, ...]) -> str:
    return str(place[0]).upper()
