"""What the environment and the file `.env` set, checked once at the start.

A name in the environment is the field's in capitals; `.env.example` explains each.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

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
_ID = re.compile(r"-?[0-9]{1,19}")  # of a person, or with the minus of a group or channel
_FEWEST_LETTERS = 8  # of a password: what slows guessing down does not save "1234"


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
    """Return the ids in "42, -1001"; nobody is named where there are none."""
    if not isinstance(listed, str):
        return listed
    found = [each for each in re.split(r"[\s,]+", listed) if each]
    if not all(_ID.fullmatch(each) for each in found):
        raise ValueError("must be ids of Telegram users or chats with commas between them, like 42,-1001234567890")
    return frozenset(int(each) for each in found)


_Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


def _checked_password(password: SecretStr) -> SecretStr:
    if len(password.get_secret_value()) < _FEWEST_LETTERS:
        raise ValueError(f"must have {_FEWEST_LETTERS} characters or more")
    return password


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
    chat_password: Annotated[SecretStr, AfterValidator(_checked_password)] | None = None
    allowed_users: _Ids = frozenset()
    admins: _Ids = frozenset()
    articles_a_minute: int = Field(default=20, ge=1, le=10_000)
    articles_a_day: int = Field(default=300, ge=1, le=1_000_000)
    megabytes_a_day: int = Field(default=200, ge=1, le=1_000_000)
    questions_a_minute: int = Field(default=60, ge=1, le=10_000)
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda level: level.strip().upper() if isinstance(level, str) else level),
    ] = "INFO"
    log_format: Literal["text", "json"] = "text"
    monitor_address: Annotated[str, AfterValidator(_checked_listening)] | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """Whatever must stand in no log: token, keys and passwords, in each form that they are written in."""
        hidden = (self.telegram_bot_token, self.llm_api_key, self.chat_password)
        known = [each.get_secret_value() for each in hidden if each is not None]
        password = _password_in(self.database_url)
        return tuple(filter(None, (*known, password, unquote(password))))

    @model_validator(mode="after")
    def _go_together(self) -> Self:
        """Refuse values that are right one by one and wrong together, each fault a line that names its setting."""
        if faults := [*self._faults()]:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        if "llm" in (self.summarizer, self.answerer) and not (self.llm_base_url and self.llm_model):
            yield "SUMMARIZER or ANSWERER: llm needs LLM_BASE_URL and LLM_MODEL"
        if self.webhook_url and not self.telegram_api_url and not self.webhook_url.startswith("https://"):
            yield "WEBHOOK_URL: must be an https:// address, Telegram brings updates to no other"
        if self.chat_password is None and not is_loopback(self.chat_host):
            yield f"CHAT_PASSWORD: is not set, and with CHAT_HOST={self.chat_host} others could open the chat page"
        if self.megabytes_a_day < self.max_file_mb:
            yield "MEGABYTES_A_DAY: is less than MAX_FILE_MB, so the largest files could never be read"


def _password_in(url: str) -> str:
    """Return the password as it is written in an address; one that is no address is told of where it is opened."""
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load_settings(summarizer: str | None = None) -> Settings:
    """Return the settings of this environment, or raise SettingsError with every fault at once.

    `summarizer` goes before what the environment says of it.
    """
    try:
        return Settings(**({} if summarizer is None else {"summarizer": summarizer}))  # type: ignore[arg-type]
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        faults = [line for each in found for line in _told(each["loc"], each["msg"].removeprefix("Value error, "))]
    except (OSError, UnicodeDecodeError) as error:
        faults = [f".env: cannot be read ({type(error).__name__})"]
    raise SettingsError(faults)


def _told(place: tuple[int | str, ...], message: str) -> list[str]:
    """Return the lines that tell a fault; one between several settings names them itself."""
    return [f"{str(place[0]).upper()}: {message}"] if place else message.splitlines()
