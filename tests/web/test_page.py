"""The page itself: what it is made of, and, in a browser, a conversation as a person has it."""

import asyncio
import json
import re
import time
from pathlib import Path

import pytest

from bot.texts import say
from tests.articles.formats import articles as bridge
from tests.cli.articles import HOSTILE, LIBRARY, SATELLITE, TITLE
from tests.web.browser import Browser, installed

CHOSEN = say("articles.chosen", "ar")
PAGES = Path(__file__).parents[2] / "bot" / "web" / "pages"
needs_browser = pytest.mark.skipif(installed() is None, reason="no Chromium is installed: apt-get install chromium")


async def test_the_page_is_arabic_and_right_to_left_and_there_is_an_english_one(client):
    arabic, english = (await client.get("/")).text, (await client.get("/en")).text

    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in english
    assert say("web.box", "ar") in arabic
    assert say("web.box", "en") in english


async def test_the_page_holds_no_script_or_style_of_its_own_and_nothing_from_elsewhere(client):
    page = (await client.get("/")).text

    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r"(?:src|href)=\"(?!/)", page)
    for name in ("chat.js", "chat.css"):
        assert not re.search(r"https?:|[\"'(]//|url\(|@import", (PAGES / name).read_text("utf-8"))


def test_the_script_never_makes_markup_of_words():
    script = (PAGES / "chat.js").read_text("utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser", script)


@pytest.fixture
def browser():
    one = Browser(installed())
    yield one
    one.close()


def paste(browser, text):
    """Put a text in the box, send it and wait for the answer."""
    before = browser.value("document.querySelectorAll('.theirs').length")
    browser.value("document.querySelector('#text').focus()")
    browser.write(text)
    browser.press("Enter")
    browser.wait(f"document.querySelectorAll('.theirs').length > {before}")
    return last(browser)


def last(browser):
    return browser.value("[...document.querySelectorAll('.theirs')].at(-1).innerText")


@needs_browser
async def test_an_article_is_pasted_pressed_and_asked_about(browser, url):
    def person():
        browser.open(url)
        assert browser.value("getComputedStyle(document.body).direction") == "rtl"
        assert TITLE in paste(browser, LIBRARY)

        browser.click(".choices button", "من قال ماذا")
        browser.wait("document.querySelector('.theirs blockquote')")
        assert "الساعة الحجرية" in last(browser)
        assert browser.value("document.querySelectorAll('.theirs').length") == 1

        assert "الهاشمي" in paste(browser, "من قال إن المبنى كان سيهدم؟")
        assert browser.value("document.querySelector('#text').value") == ""
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_commands_are_typed_an_article_chosen_and_files_kept_through_the_page(browser, url, tmp_path):
    def person():
        browser.open(url)
        paste(browser, LIBRARY)
        assert f"1. {TITLE}" in paste(browser, "/articles")
        browser.click(".choices button", "1")
        browser.wait(f"[...document.querySelectorAll('.theirs')].at(-1).innerText.includes({json.dumps(CHOSEN)})")

        paste(browser, "/export")
        links = "[...document.querySelectorAll('.theirs a.document')]"
        assert browser.value(f"{links}.map((one) => one.download)") == ["manqal.md", "manqal.json"]
        browser.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
        browser.click(".theirs a.document", "manqal.json")
        end = time.monotonic() + 20
        while not (kept := list(tmp_path.glob("*.json"))) and time.monotonic() < end:
            time.sleep(0.05)
        assert json.loads(kept[0].read_text("utf-8"))["articles"][0]["article"]["text"] == LIBRARY
        browser.open(url)
        assert "manqal.json" in last(browser)
        assert browser.value(f"{links}.length") == 0
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_the_language_that_is_set_is_spoken_in_its_direction(browser, url):
    def person():
        browser.open(url)
        paste(browser, "/settings")
        browser.click(".choices button", "English")
        browser.wait("[...document.querySelectorAll('.theirs h2')].at(-1).textContent === 'Settings'")

        assert browser.value("getComputedStyle(document.querySelector('.theirs h2')).direction") == "ltr"
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_an_older_article_can_be_asked_about(browser, url):
    def person():
        browser.open(url)
        paste(browser, SATELLITE)
        paste(browser, LIBRARY)
        browser.value("document.querySelector('.theirs .ask').click()")
        assert "SkyRiver" in browser.value("document.querySelector('#asking').innerText")

        assert "6 ساعات" in paste(browser, "ماذا قال كريم حداد؟")
        assert browser.value("document.querySelector('#asking').hidden")
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_words_that_look_like_markup_are_shown_as_words(browser, url):
    def person():
        browser.open(url)
        paste(browser, HOSTILE)
        browser.click(".choices button", "من قال ماذا")
        browser.wait("document.querySelector('.theirs blockquote')")

        assert "<img src=x" in last(browser)
        assert browser.value("document.querySelectorAll('#log img, #log script').length") == 0
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_shift_and_enter_begin_a_line_and_a_reload_keeps_the_conversation_and_the_draft(browser, url):
    def person():
        browser.open(url)
        paste(browser, LIBRARY)
        browser.write("سطر")
        browser.press("Enter", modifiers=8)
        browser.write("وسطر")
        browser.open(url)

        assert TITLE in last(browser)
        assert browser.value("document.querySelector('#text').value") == "سطر\nوسطر"
        browser.click(".choices button", "أقصر")
        browser.wait("[...document.querySelectorAll('.choices button')].some((one) => one.textContent === 'الملخّص')")
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_when_the_program_is_gone_the_page_says_so_and_keeps_the_text(browser, url):
    def person():
        browser.open(url)
        browser.ask("Network.enable")
        browser.ask(
            "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )
        browser.value("document.querySelector('#text').focus()")
        browser.write(LIBRARY)
        browser.press("Enter")
        browser.wait("!document.querySelector('#fault').hidden")

        assert browser.value("document.querySelector('#fault').innerText") == say("web.server_gone", "ar")
        assert browser.value("document.querySelector('#text').value") == LIBRARY
        assert browser.value("document.querySelector('#log').childElementCount") == 0

    await asyncio.to_thread(person)


@needs_browser
async def test_the_page_fits_a_telephone_and_nothing_runs_out_of_it(browser, url):
    def person():
        browser.look(360, 740)
        browser.open(url)
        paste(browser, f"{SATELLITE}\nhttps://example.com/{'a' * 300}")

        assert browser.value("document.documentElement.scrollWidth") <= 360
        assert browser.value("document.querySelector('main').scrollWidth") <= 360

    await asyncio.to_thread(person)


PDF = Path(__file__).parents[1] / "articles" / "formats" / "pdfs" / "two_columns.pdf"


def choose(browser, *paths):
    """Choose files as the window does that the button opens."""
    page = browser.ask("DOM.getDocument")["root"]["nodeId"]
    field = browser.ask("DOM.querySelector", nodeId=page, selector="#file")["nodeId"]
    browser.ask("DOM.setFileInputFiles", nodeId=field, files=[str(path) for path in paths])


@needs_browser
async def test_a_file_is_chosen_read_and_asked_about_and_survives_a_reload(browser, url):
    def person():
        browser.open(url)
        choose(browser, PDF)
        browser.wait("document.querySelector('.theirs')")

        assert bridge.TITLE in last(browser)
        assert "كريم الأشقر" in paste(browser, "من قال إن أحدا لن يدفع رسما؟")
        browser.open(url)
        assert browser.value("document.querySelector('.mine.file').innerText") == PDF.name
        assert browser.faults == []

    await asyncio.to_thread(person)


DROP = """(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([%s], "خبر.txt"));
    for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
})()"""


@needs_browser
async def test_a_file_is_dropped_anywhere_on_the_page(browser, url):
    def person():
        browser.open(url)
        browser.value(DROP % json.dumps(LIBRARY))
        browser.wait("document.querySelector('.theirs')")

        assert TITLE in last(browser)
        assert not browser.value("document.body.classList.contains('dropping')")
        assert browser.faults == []

    await asyncio.to_thread(person)


@needs_browser
async def test_a_file_that_is_too_large_is_not_sent_and_the_limit_is_said(browser, url):
    def person():
        browser.open(url)
        browser.value(DROP % "new Uint8Array(20 * 1024 * 1024 + 1)")
        browser.wait("!document.querySelector('#fault').hidden")

        told = browser.value("document.querySelector('#fault').innerText")
        assert told == say("error.file_too_large", "ar", limit=20)
        assert browser.value("document.querySelector('#log').childElementCount") == 0
        assert browser.faults == []

    await asyncio.to_thread(person)
