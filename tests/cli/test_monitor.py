"""The real commands as an operator sees them at work: their log lines, their metrics, their health."""

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import pytest

from tests.cli.articles import LIBRARY
from tests.cli.conftest import environment
from tests.cli.test_start import free_port
from tests.telegram.botapi import BotApi
from tests.telegram.people import Person

ADMIN, READER = 4217001, 4217002


@contextmanager
def seen(folder, command, **settings):
    """Start the real command; give the monitor's address and a list that is filled with its log lines at the end."""
    monitor, lines = f"127.0.0.1:{free_port()}", []
    settings |= {"MONITOR_ADDRESS": monitor, "LOG_FORMAT": "json", "CHAT_PORT": str(free_port())}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(**settings),
        text=True,
    ) as process:
        try:
            yield f"http://{monitor}", settings, lines
        finally:
            process.send_signal(signal.SIGINT)
            lines += [json.loads(line) for line in process.stderr.read().splitlines()]
            process.wait(20)
    assert process.returncode == 0


def ready(monitor):
    """Wait until the process is ready, and return what it says."""
    last = time.monotonic() + 30
    while time.monotonic() < last:
        try:
            answer = httpx.get(f"{monitor}/readyz")
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        if answer.status_code == 200:
            return answer.json()
        time.sleep(0.05)
    return pytest.fail("it did not become ready")


def is_silent(lines):
    told = str(lines)
    return not re.search("[\u0600-\u06ff]", told) and not any(str(each) in told for each in (ADMIN, READER))


def test_the_chat_page_is_seen_at_work(tmp_path):
    with seen(tmp_path, "chat") as (monitor, settings, lines):
        checks = ready(monitor)["checks"]
        page = f"http://127.0.0.1:{settings['CHAT_PORT']}"
        httpx.post(f"{page}/api/messages", json={"text": LIBRARY}, timeout=30)
        metrics = httpx.get(f"{monitor}/metrics").text
        health = httpx.get(f"{monitor}/healthz").text

    assert checks == {"storage": "ok"}
    assert health == "ok\n"
    assert 'manqal_updates_total{kind="article",outcome="answered"} 1.0' in metrics
    assert 'manqal_stage_seconds_count{stage="read"} 1.0' in metrics
    (line,) = [line for line in lines if line["event"] == "update"]
    assert (line["kind"], line["outcome"]) == ("article", "answered")
    assert line["read_ms"] > 0
    assert is_silent(lines)


async def test_the_telegram_bot_is_seen_at_work_and_tells_its_admin(tmp_path):
    async with BotApi() as api:
        admin, reader = Person(api, ADMIN, "en"), Person(api, READER)
        given = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.root, "ADMINS": f"1, {ADMIN}"}
        await reader.say(LIBRARY)
        with seen(tmp_path, "run", **given) as (monitor, _, lines):
            await reader.sees()
            await admin.say("/stats")
            told = (await admin.sees()).words
            await reader.say("/stats")
            refused = (await reader.sees()).words
            async with httpx.AsyncClient() as client:
                answer = await client.get(f"{monitor}/readyz")
                metrics = (await client.get(f"{monitor}/metrics")).text

    assert answer.json() == {"ready": True, "checks": {"storage": "ok", "inbox": "ok", "telegram": "ok"}}
    assert 'manqal_telegram_requests_total{method="send",outcome="done"}' in metrics
    assert 'manqal_articles_total{outcome="read"} 1.0' in metrics
    assert "How the bot is doing" in told
    assert "summaries by extractive" in told
    assert "لا أعرف هذا الأمر" in refused
    assert is_silent(lines)
