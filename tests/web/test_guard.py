"""What the page lets through: requests that name this machine, made by the page itself."""

import httpx
import pytest

from bot.web.guard import is_this_machine

NAMES = frozenset({"localhost"})


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "192.168.1.5"])
def test_an_address_or_our_own_name_is_this_machine(host):
    assert is_this_machine(host, NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "[::1",
        "0x7f.1",
        "a b",
    ],
)
def test_a_name_that_anyone_may_point_here_is_not(host):
    assert not is_this_machine(host, NAMES)


@pytest.mark.parametrize("path", ["/", "/chat.js", "/nowhere"])
async def test_a_foreign_host_is_turned_away(client, path):
    assert (await client.get(path, headers={"host": "evil.example:8000"})).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://localhost:8000"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_what_another_page_sends_is_turned_away(client, headers):
    answer = await client.post("/api/messages", json={"text": "مرحبا"}, headers=headers)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("headers", [{"origin": "http://127.0.0.1:8000"}, {"sec-fetch-site": "same-origin"}, {}])
async def test_what_our_own_page_or_a_program_sends_is_let_through(client, headers):
    assert (await client.post("/api/messages", json={"text": "مرحبا"}, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/chat.js", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/api/messages", 405),
        ("PUT", "/", 405),
    ],
)
async def test_every_answer_forbids_what_the_page_does_not_need(client, method, path, status):
    answer = await client.request(method, path)

    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/chat.html", "/..%2fapp.py", "/../app.py", "/static/chat.js", "/chat.css/"])
async def test_nothing_but_the_page_s_own_files_is_served(client, path):
    answer = await client.get(path)

    assert answer.status_code in {404, 307}
    assert b"Starlette" not in answer.content


async def test_the_guard_stands_over_real_http_too(url):
    async with httpx.AsyncClient() as client:
        ours = await client.get(url)
        foreign = await client.get(url, headers={"host": "evil.example"})
        posted = await client.post(f"{url}api/messages", json={"text": "x"}, headers={"origin": "http://evil.example"})

    assert (ours.status_code, foreign.status_code, posted.status_code) == (200, 421, 403)
    assert "content-security-policy" in foreign.headers
