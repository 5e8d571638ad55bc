"""The chat page behind a password: what is open, what is not, and how guessing goes."""

import json
import re
from types import SimpleNamespace

import httpx
import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.quotas import Limits, Quotas
from bot.settings import with_driver
from bot.storage import Store
from bot.texts import say
from bot.web.app import build
from bot.web.sessions import COOKIE, LASTING, Sessions
from bot.web.tries import Tries
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE, WHEAT
from tests.web.conftest import HERE, LIMIT, browser_of

PASSWORD = "باب الحديقة 1948"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
async def app(tmp_path):
    store = await Store.open(with_driver(f"sqlite:///{tmp_path}/chats.db"))
    quotas = Quotas(store, Limits(1, 9, 9, 99))
    yield build(Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher(), quotas=quotas), password=PASSWORD)
    await store.close()


async def enter(client, password=PASSWORD, **headers):
    headers = {**ENGLISH, "content-type": "application/json", **headers}
    return await client.post("/api/login", content=json.dumps({"password": password}), headers=headers)


@pytest.mark.parametrize(("path", "login"), [("/", "/login"), ("/en", "/login/en")])
async def test_the_page_leads_to_the_login(client, path, login):
    answer = await client.get(path)

    assert (answer.status_code, answer.headers["location"]) == (303, login)
    shown = await client.get(login)
    assert shown.status_code == 200
    assert 'type="password"' in shown.text
    assert BRIDGE[:20] not in shown.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/messages"),
        ("POST", "/api/files"),
        ("POST", "/api/presses"),
        ("POST", "/api/chats"),
        ("POST", "/api/logout"),
        ("GET", "/api/session"),
        ("GET", "/chat.js"),
        ("GET", "/nowhere"),
        ("GET", "/LOGIN"),
    ],
)
async def test_nothing_else_is_answered_before_one_has_logged_in(client, method, path):
    answer = await client.request(method, path, headers=ENGLISH, json={"text": "x", "message": "1", "action": "who:1"})

    assert answer.status_code == 401
    assert answer.json() == {"error": say("web.login_again", "en")}
    assert "set-cookie" not in answer.headers


async def test_every_route_but_those_of_the_login_is_behind_it(app, client):
    for route in app.routes:
        for method in route.methods - {"HEAD"}:
            answer = await client.request(method, route.path)
            is_open = route.path.startswith(("/login", "/api/login")) or route.path in {"/chat.css", "/icon.svg"}
            assert (answer.status_code not in {401, 303}) is is_open, route.path


async def test_the_password_opens_the_page_and_the_chat_until_one_leaves(client):
    answer = await enter(client)

    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 204
    assert re.match(rf"{COOKIE}=[\w.-]+; HttpOnly; Max-Age={LASTING}; Path=/; SameSite=strict$", cookie)
    assert PASSWORD not in cookie
    assert 'id="log-out"' in (await client.get("/")).text
    assert (await client.get("/api/session")).status_code == 204
    assert "الجسر" in (await client.post("/api/messages", json={"text": BRIDGE})).text
    await client.post("/api/logout", json={})
    assert (await client.get("/")).status_code == 303


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD[:-1], PASSWORD.upper() + "x", "x" * 1000])
async def test_another_password_does_not(client, password):
    answer = await enter(client, password)

    assert (answer.status_code, answer.json()) == (403, {"error": say("web.login_wrong", "en")})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"password": 5}', b'{"password": ["x"]}', b"[1]", b"\xff", b'{"password": "\\ud83d"}']
)
async def test_a_body_that_is_none_is_a_bad_request_and_no_try(client, body):
    answer = await client.post("/api/login", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400


async def test_a_body_that_is_too_large_or_a_form_is_refused(client):
    assert (await enter(client, "x" * 10_000)).status_code == 413
    assert (await client.post("/api/login", data={"password": PASSWORD})).status_code == 415


async def test_another_page_cannot_log_a_browser_in(client):
    assert (await enter(client, origin="http://evil.example")).status_code == 403
    assert (await client.get("/api/session")).status_code == 401


async def test_guessing_is_slowed_down_and_says_for_how_long(client):
    for _ in range(3):
        assert (await enter(client, "wrong")).status_code == 403

    answer = await enter(client)

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["error"].startswith(say("web.login_slow", "en"))


async def test_a_forged_cookie_opens_nothing(client):
    await enter(client)
    good = client.cookies[COOKIE]
    other = Sessions().begin()
    number, until, signature = good.split(".")
    later = f"{number}.{int(until) + 1}.{signature}"
    for forged in (other, later, good[:-1], good + "0", f"{number}.{until}.{'0' * 64}", "a.b.c", "", "x" * 5000):
        async with httpx.AsyncClient(transport=client._transport, base_url=HERE) as one:
            answer = await one.get("/api/session", headers={"cookie": f"{COOKIE}={forged}"})
        assert answer.status_code == 401, forged


async def test_a_quota_holds_for_a_login_whatever_new_chats_it_begins(app, client):
    await enter(client)
    await client.post("/api/messages", json={"text": BRIDGE})
    await client.post("/api/chats", json={})
    second = await client.post("/api/messages", json={"text": WHEAT})
    async with browser_of(app) as other:
        await enter(other)
        third = await other.post("/api/messages", json={"text": WHEAT})

    assert say("error.over_quota", "ar") in second.text
    assert say("error.over_quota", "ar") not in third.text


@pytest.mark.parametrize("path", ["/login", "/login/en", "/", "/en"])
async def test_no_page_has_script_or_style_in_it_and_every_answer_forbids_them(client, path):
    login = await client.get(path)
    await enter(client)
    for answer in (login, await client.get(path)):
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", answer.text)


def test_a_session_is_over_after_its_time():
    clock = SimpleNamespace(now=1_800_000_000.0)
    sessions = Sessions(lambda: clock.now)
    cookie = sessions.begin()
    assert sessions.session(cookie) == cookie.split(".")[0]

    clock.now += LASTING

    assert sessions.session(cookie) is None


class TestTries:
    @pytest.fixture
    def clock(self):
        return SimpleNamespace(now=1_000.0)

    @pytest.fixture
    def tries(self, clock):
        return Tries(lambda: clock.now)

    def test_waits_grow_up_to_a_bound_and_end_with_the_right_one(self, tries, clock):
        waits = []
        for _ in range(14):
            tries.failed("10.0.0.1")
            waits.append(tries.wait("10.0.0.1"))
            clock.now += waits[-1]
        assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
        assert tries.wait("10.0.0.2") == 0

        tries.succeeded("10.0.0.1")
        assert tries.wait("10.0.0.1") == 0

    def test_they_are_forgotten_after_an_hour(self, tries, clock):
        for _ in range(5):
            tries.failed("10.0.0.1")
        clock.now += 3_601
        tries.failed("10.0.0.1")

        assert tries.wait("10.0.0.1") == 0

    def test_many_addresses_together_are_slowed_down_in_bounded_memory(self, tries, clock):
        for n in range(5_000):
            tries.failed(f"10.0.{n // 256}.{n % 256}")

        assert 1 <= tries.wait("192.0.2.1") <= 60
        assert len(tries._wrong) == 1_000
        assert len(tries._lately) == 60
        clock.now += 60
        assert tries.wait("192.0.2.1") == 0
