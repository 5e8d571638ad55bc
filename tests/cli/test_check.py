"""`python -m bot check`: every fault at once, and no secret among them."""

import asyncio

from tests.telegram.botapi import BotApi

TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwxYZ_0123456789"
NOBODY = "http://127.0.0.1:9"  # the discard port, where nothing listens


def parts(done):
    return [tuple(line.split(maxsplit=2)[:2]) for line in done.stdout.decode().splitlines()]


def test_without_any_settings_all_is_in_order(bot, tmp_path):
    done = bot("check")

    assert parts(done) == [
        ("ok", "settings:"),
        ("ok", "storage:"),
        ("ok", "models:"),
        ("ok", "summaries:"),
        ("ok", "answers:"),
        ("ok", "telegram:"),
    ]
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "data" / "manqal.db").exists()


def test_faults_of_different_parts_are_named_at_once(bot, tmp_path):
    (tmp_path / "file").write_text("")
    settings = {"DATABASE_URL": "sqlite:///file/x.db", "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": NOBODY}

    done = bot("check", settings=settings)

    well = [("ok", "models:"), ("ok", "summaries:"), ("ok", "answers:")]
    assert parts(done) == [("ok", "settings:"), ("FAULT", "storage:"), *well, ("FAULT", "telegram:")]
    assert done.returncode == 1
    assert TOKEN.encode() not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_every_setting_that_is_wrong_is_named(bot):
    done = bot("check", settings={"CHAT_PORT": "x", "TELEGRAM_BOT_TOKEN": "secret-words", "DATABASE_URL": "nowhere"})

    told = done.stdout.decode()
    assert done.returncode == 1
    assert all(f"FAULT settings: {name}" in told for name in ("CHAT_PORT", "TELEGRAM_BOT_TOKEN", "DATABASE_URL"))
    assert "ok    models" in told
    assert "secret-words" not in told


async def test_the_bot_that_the_token_belongs_to_is_named(bot):
    async with BotApi() as api:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.root}
        done = await asyncio.to_thread(bot, "check", settings=settings)
        listed = await asyncio.to_thread(bot, "check", settings={**settings, "ALLOWED_USERS": "1,-2", "ADMINS": "3"})

    assert b"@ManQalBot, for everybody" in done.stdout
    assert b"for 3 listed people and chats" in listed.stdout
    assert done.returncode == 0
    assert api.token.encode() not in done.stdout + done.stderr


async def test_a_token_that_telegram_does_not_know_is_a_fault(bot):
    async with BotApi() as api:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.root}
        done = await asyncio.to_thread(bot, "check", settings=settings)

    assert ("FAULT", "telegram:") in parts(done)
    assert b"does not know the token" in done.stdout
    assert TOKEN.encode() not in done.stdout + done.stderr


def test_a_summary_engine_that_could_not_write_is_a_fault(bot, tmp_path):
    fetched = bot("check", settings={"SUMMARIZER": "seq2seq", "MODELS_DIR": str(tmp_path / "none")})
    asked = bot("check", settings={"SUMMARIZER": "llm", "LLM_BASE_URL": f"{NOBODY}/v1", "LLM_MODEL": "x"})
    odd = bot("check", settings={"SUMMARIZER": "llm", "LLM_BASE_URL": "http://a:b@c/v1", "LLM_MODEL": "x"})

    for done in (fetched, asked, odd):
        assert ("FAULT", "summaries:") in parts(done)
        assert done.returncode == 1
        assert b"Traceback" not in done.stdout + done.stderr
    assert b"python -m models fetch" in fetched.stdout


def test_a_model_that_could_not_answer_is_a_fault(bot):
    unset = bot("check", settings={"ANSWERER": "llm"})
    asked = bot("check", settings={"ANSWERER": "llm", "LLM_BASE_URL": f"{NOBODY}/v1", "LLM_MODEL": "x"})

    assert b"SUMMARIZER or ANSWERER: llm needs LLM_BASE_URL and LLM_MODEL" in unset.stdout
    assert ("FAULT", "answers:") in parts(asked)
    assert ("ok", "summaries:") in parts(asked)
