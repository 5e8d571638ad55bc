"""Logging in as a person does, in a browser."""

import asyncio

import pytest

from bot.texts import say
from tests.web.browser import Browser, installed
from tests.web.test_login import PASSWORD, app

__all__ = ["app"]

needs_browser = pytest.mark.skipif(installed() is None, reason="no Chromium is installed: apt-get install chromium")


@pytest.fixture
def browser():
    one = Browser(installed())
    yield one
    one.close()


def tried(browser, password):
    browser.value("document.querySelector('#password').value = ''")
    browser.value("document.querySelector('#password').focus()")
    browser.write(password)
    browser.press("Enter")


@needs_browser
async def test_a_wrong_password_is_said_the_right_one_opens_the_page_and_leaving_closes_it(browser, url):
    def person():
        browser.open(url)
        assert browser.value("location.pathname") == "/login"
        tried(browser, "something else")
        browser.wait("!document.querySelector('#fault').hidden")
        assert browser.value("document.querySelector('#fault').textContent") == say("web.login_wrong", "ar")
        tried(browser, PASSWORD)
        browser.wait("location.pathname === '/' && document.querySelector('#log-out')")
        assert browser.value("document.cookie") == ""
        browser.open(f"{url}login/en")  # as from another site: who has logged in is let through
        browser.wait("location.pathname === '/en'")
        browser.value("document.querySelector('#log-out').click()")
        browser.wait("location.pathname === '/login/en'")

    await asyncio.to_thread(person)
    assert [fault for fault in browser.faults if "40" not in str(fault)] == []
