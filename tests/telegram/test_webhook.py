"""Updates that Telegram brings by itself: answered like polled ones, and taken from nobody else."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.telegram.app import serve
from bot.telegram.webhook import secret_of
from tests.telegram.articles import BRIDGE
from tests.telegram.conftest import settings_for
from tests.telegram.people import Person

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def brought_to(api, conversation, port):
    """Let the bot wait for updates at a port, and give a client that brings them."""
    address = f"127.0.0.1:{port}"
    settings = settings_for(api, 0.2, webhook_url=f"http://{address}/telegram", webhook_listen=address)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings, conversation, stop))
    try:
        await api.until(lambda: serving.done() or api.of("setWebhook"))
        async with httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as client:
            yield client
    finally:
        stop.set()
        await serving


@pytest.fixture
async def telegram(api, conversation, unused_tcp_port):
    async with brought_to(api, conversation, unused_tcp_port) as client:
        yield client


def update(reader, number=7, text=BRIDGE):
    return {"update_id": number, "message": reader.message(text)}


async def test_what_is_brought_is_answered_once_though_it_is_brought_again(api, telegram):
    reader = Person(api)
    api.chats[reader.id] = reader.message("")["chat"]
    secret = api.of("setWebhook")[0].params["secret_token"]
    body = update(reader)
    for _ in range(3):
        assert (await telegram.post("/telegram", json=body, headers={HEADER: secret})).status_code == 200

    assert "جسر النهر الجديد" in (await reader.sees()).words
    await telegram.post("/telegram", json=update(reader, 8, "/help"), headers={HEADER: secret})
    assert "أهلا بك" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2
    assert api.of("setWebhook")[0].params["max_connections"] == "1"


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "0" * 64}, {HEADER: "\u00e9"}])
async def test_without_the_secret_nothing_is_taken(api, telegram, headers):
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = await telegram.post("/telegram", json=update(Person(api)), headers=encoded)

    assert answer.status_code == 403
    await asyncio.sleep(0.6)
    assert not api.of("sendMessage")


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "/", 404), ("POST", "/telegram/x", 404), ("GET", "/telegram", 405)]
)
async def test_no_other_path_and_no_other_method_answers(api, telegram, method, path, status):
    answer = await telegram.request(method, path, headers={HEADER: secret_of(api.token)})

    assert answer.status_code == status


async def test_what_is_too_large_is_not_read(api, telegram):
    async def endless():
        for _ in range(300):
            yield b"x" * 10_000

    answer = await telegram.post("/telegram", content=endless(), headers={HEADER: secret_of(api.token)})

    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"update_id": "x"}', b"[" * 50_000, b"\xff"])
async def test_what_is_no_update_is_set_aside_and_not_asked_for_again(api, telegram, body):
    answer = await telegram.post("/telegram", content=body, headers={HEADER: secret_of(api.token)})

    assert answer.status_code == 200


def test_the_secret_is_the_tokens_own_and_does_not_tell_it():
    token = "424242:AAE-a_token_like_those_that_BotFather_gives"

    assert secret_of(token) == secret_of(token) != secret_of(token[:-1])
    assert token not in secret_of(token)
    assert len(secret_of(token)) == 64
