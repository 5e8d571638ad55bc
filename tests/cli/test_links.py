"""`read` and `ask` with a link: the whole command, but for where names lead."""

import asyncio
import json
import threading

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.articles.links import fetching
from tests.articles.links.site import answer, running
from tests.cli.articles import LIBRARY

TITLE, *BODY = filter(None, LIBRARY.splitlines())
PAGE = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1>{''.join(f'<p>{each}</p>' for each in BODY)}</body></html>"


@pytest.fixture
def fetcher(monkeypatch, tmp_path):
    """Serve the library's page in a thread of its own, and let the command's names lead there."""
    monkeypatch.chdir(tmp_path)
    ready, ended = threading.Event(), threading.Event()

    async def serve():
        async with running() as site:
            site.pages["/library"] = answer(PAGE)
            monkeypatch.setattr(fetching, "Fetcher", site.fetcher)
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    yield
    ended.set()
    thread.join()


@pytest.mark.usefixtures("fetcher")
@pytest.mark.parametrize(
    "link", ["http://news.example/library", "https://news.example/library", "www.news.example/library"]
)
def test_read_tells_the_article_behind_a_link(link):
    if link.startswith("www"):
        link = f"http://{link}"
    told = CliRunner().invoke(app, ["read", link, "--json"])

    line = json.loads(told.stdout)
    assert told.exit_code == 0
    assert line["id"] == link
    assert line["article"]["title"] == TITLE
    assert line["article"]["text"] == "\n".join(BODY)
    assert line["article"]["url"] == link
    assert all(line["article"]["text"][quote["start"] : quote["end"]] == quote["text"] for quote in line["quotes"])


@pytest.mark.usefixtures("fetcher")
def test_ask_answers_from_the_article_behind_a_link():
    told = CliRunner().invoke(app, ["ask", "http://news.example/library", "ماذا قال رامي نصر؟"])

    assert told.exit_code == 0
    assert "الساعة الحجرية" in told.stdout
