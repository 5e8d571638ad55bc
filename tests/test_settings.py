"""Settings from the environment and `.env`, and the faults that they name."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, host_and_port, load_settings, with_driver

EXAMPLE = Path(__file__).parents[1] / ".env.example"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_an_environment_everything_has_its_default():
    settings = load_settings()

    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url is None
    assert settings.database_url == "sqlite+aiosqlite:///data/manqal.db"
    assert (settings.chat_host, settings.chat_port) == ("127.0.0.1", 8000)
    assert settings.max_article_chars == 200_000


def test_the_file_is_read_and_the_environment_goes_before_it(monkeypatch):
    Path(".env").write_text("\ufeffCHAT_PORT=9000\nLOG_LEVEL=debug\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("CHAT_PORT", "9001")

    settings = load_settings()

    assert (settings.chat_port, settings.log_level) == (9001, "DEBUG")


def test_an_empty_value_is_no_value(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")

    assert load_settings().telegram_bot_token is None


def test_every_fault_is_named_at_once_and_no_secret_with_it(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "hunter2 is no token")
    monkeypatch.setenv("TELEGRAM_API_URL", "localhost:8081")
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/news")
    monkeypatch.setenv("CHAT_PORT", "99999")
    monkeypatch.setenv("LOG_LEVEL", "loud")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    names = {fault.split(":")[0] for fault in caught.value.faults}
    assert names == {"TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "CHAT_PORT", "LOG_LEVEL"}
    assert "hunter2" not in str(caught.value)


def test_a_file_in_another_encoding_is_a_fault_and_no_crash():
    Path(".env").write_bytes("LOG_LEVEL=تفصيل".encode("cp1256"))

    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


def test_printed_settings_hold_neither_the_token_nor_the_database_password(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " 123:hunter2-A_b ")
    monkeypatch.setenv("DATABASE_URL", "postgresql://root:hunter2@db/news")

    settings = load_settings()

    assert "hunter2" not in f"{settings!r} {settings}"
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "123:hunter2-A_b"


def test_the_root_of_a_bot_api_server_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")

    assert load_settings().telegram_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("plain", "driven"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
    ],
)
def test_a_plain_database_url_gets_its_async_driver(plain, driven):
    assert with_driver(plain) == driven


def test_the_example_file_names_the_same_settings_as_the_class():
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))

    assert named == {name.upper() for name in Settings.model_fields}


def test_the_values_in_the_example_file_are_accepted():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    Path(".env").write_text("\n".join(re.sub(r"^#(?=[A-Z_]+=)", "", line) for line in lines), encoding="utf-8")

    assert load_settings().chat_port == 8000


def test_an_engine_that_is_named_goes_before_the_environments(monkeypatch):
    monkeypatch.setenv("SUMMARIZER", "seq2seq")
    monkeypatch.setenv("CHAT_PORT", "9001")

    assert load_settings().summarizer == "seq2seq"
    assert load_settings("extractive").summarizer == "extractive"
    assert load_settings("extractive").chat_port == 9001


@pytest.mark.parametrize(("written", "ids"), [("42", {42}), (" 1, 2 ,3,", {1, 2, 3}), ("", set()), ("1,1", {1})])
def test_admins_are_ids_with_commas_between_them(monkeypatch, written, ids):
    monkeypatch.setenv("ADMINS", written)

    assert load_settings().admins == ids


@pytest.mark.parametrize("written", ["@salma", "1;2", "--100", "١٢"])
def test_admins_that_are_no_ids_are_a_fault(monkeypatch, written):
    monkeypatch.setenv("ADMINS", written)

    with pytest.raises(SettingsError, match="ADMINS: must be"):
        load_settings()


@pytest.mark.parametrize(
    ("address", "parts"),
    [("127.0.0.1:9090", ("127.0.0.1", 9090)), (" localhost:1 ", ("localhost", 1)), ("[::1]:9090", ("::1", 9090))],
)
def test_where_to_listen_is_a_host_and_a_port(address, parts):
    assert host_and_port(address) == parts


@pytest.mark.parametrize("address", ["9090", ":9090", "127.0.0.1:0", "127.0.0.1:70000", "http://127.0.0.1:9090"])
def test_where_nothing_can_listen_is_a_fault(monkeypatch, address):
    monkeypatch.setenv("MONITOR_ADDRESS", address)

    with pytest.raises(SettingsError, match="MONITOR_ADDRESS: must be"):
        load_settings()


@pytest.mark.parametrize("engine", ["SUMMARIZER", "ANSWERER"])
def test_a_language_model_needs_a_server_and_a_name(monkeypatch, engine):
    monkeypatch.setenv(engine, "llm")
    with pytest.raises(SettingsError, match="LLM_BASE_URL"):
        load_settings()

    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:8080/v1/")
    monkeypatch.setenv("LLM_MODEL", "qwen3-4b")
    monkeypatch.setenv("LLM_API_KEY", "hunter2")
    settings = load_settings()
    assert settings.llm_base_url == "http://127.0.0.1:8080/v1"
    assert "hunter2" not in repr(settings)


def test_ids_are_listed_with_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_USERS", " 42, -1001234567890 ,43,")
    monkeypatch.setenv("ADMINS", "")

    settings = load_settings()

    assert settings.allowed_users == {42, -1001234567890, 43}
    assert settings.admins == frozenset()


@pytest.mark.parametrize("listed", ["@salma", "42;43", "4 2x", "--1", "٤٢", "[42]", "9" * 30])
def test_what_is_no_list_of_ids_is_a_fault(monkeypatch, listed):
    monkeypatch.setenv("ALLOWED_USERS", listed)

    with pytest.raises(SettingsError, match="ALLOWED_USERS: must be ids"):
        load_settings()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "chat.example.org"])
def test_a_chat_page_that_others_reach_needs_a_password(monkeypatch, host):
    monkeypatch.setenv("CHAT_HOST", host)
    with pytest.raises(SettingsError, match="CHAT_PASSWORD: is not set"):
        load_settings()

    monkeypatch.setenv("CHAT_PASSWORD", "hunter2")
    with pytest.raises(SettingsError, match="CHAT_PASSWORD: must have 8 characters") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)

    monkeypatch.setenv("CHAT_PASSWORD", "hunter2hunter2")
    assert "hunter2" not in repr(load_settings())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LocalHost"])
def test_on_this_machine_alone_it_needs_none(monkeypatch, host):
    monkeypatch.setenv("CHAT_HOST", host)

    assert load_settings().chat_password is None


def test_faults_between_settings_are_named_at_once(monkeypatch):
    monkeypatch.setenv("CHAT_HOST", "0.0.0.0")
    monkeypatch.setenv("MEGABYTES_A_DAY", "5")
    monkeypatch.setenv("SUMMARIZER", "llm")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "SUMMARIZER or ANSWERER",
        "CHAT_PASSWORD",
        "MEGABYTES_A_DAY",
    ]


def test_every_secret_is_known_in_each_of_its_forms(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:hunter2-A_b")
    monkeypatch.setenv("DATABASE_URL", "postgresql://root:hunter%402@db/news")
    monkeypatch.setenv("LLM_API_KEY", "hunter2-key")
    monkeypatch.setenv("CHAT_PASSWORD", "hunter2-page")

    found = load_settings().secrets

    assert found == ("123:hunter2-A_b", "hunter2-key", "hunter2-page", "hunter%402", "hunter@2")
    hidden = {name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)}
    assert hidden == {"telegram_bot_token", "llm_api_key", "chat_password"}
