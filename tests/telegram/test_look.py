"""What readers see of every kind of reply, in a browser that orders and aligns lines by Telegram's rule."""

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from bot.telegram.render import render
from tests.telegram.gallery import gallery
from tests.telegram.screen import CUT, LINES, PHONE, page
from tests.web.browser import Browser, installed

MARKS = "\u200e\u200f\u2068\u2069"
ARABIC = re.compile(r"[\u0621-\u064a]")


@pytest.fixture(scope="module")
def browser():
    program = installed()
    if program is None:
        pytest.skip("no Chromium is installed")
    browser = Browser(program)
    yield browser
    browser.close()


@dataclass(frozen=True)
class Unit:
    """What stands together in a line: a word, or all between two isolating marks; with its edges in pixels."""

    text: str
    left: float
    right: float


def units(line) -> list[Unit]:
    """Return what a line is made of, in the order in which it was written."""
    found, run, isolated = [], [], False
    for character, left, right, _ in [*line["characters"], (" ", 0, 0, 0)]:
        isolated = character == "\u2068" or (isolated and character != "\u2069")
        if character.isspace() and not isolated:
            if run:
                found.append(Unit("".join(c for c, *_ in run), min(at for _, at, _ in run), max(at for *_, at in run)))
            run = []
        elif character not in MARKS and right > left:
            run.append((character, left, right))
    return found


def isolates(line):
    """Yield the characters between each pair of isolating marks."""
    run = None
    for each in line["characters"]:
        if each[0] == "\u2068":
            run = []
        elif each[0] == "\u2069":
            yield run
            run = None
        elif run is not None:
            run.append(each)


def shown(browser, parts, **how):
    tree = browser.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
    browser.ask("Page.setDocumentContent", frameId=tree, html=page(parts, **how))
    return [line for line in browser.value(LINES) if line["characters"]]


async def test_every_line_of_every_reply_stands_at_the_right_and_reads_from_there(browser, conversation, store):
    browser.look(1200, 800)
    async for name, reply in gallery(conversation, store, "ar"):
        for line in shown(browser, render(reply, "ar"), wide=True):
            read = units(line)
            said = name, " ".join(unit.text for unit in read)
            assert line["width"] - read[0].right < 3, said
            assert all(one.left >= other.right - 1 for one, other in pairwise(read)), said


async def test_every_isolated_run_reads_from_the_left(browser, conversation, store):
    browser.look(1200, 800)
    seen = ""
    async for name, reply in gallery(conversation, store, "ar"):
        for line in shown(browser, render(reply, "ar"), wide=True):
            for run in isolates(line):
                text = "".join(character for character, *_ in run)
                if not ARABIC.search(text):
                    assert [left for _, left, *_ in run] == sorted(left for _, left, *_ in run), (name, text)
                    seen += f"{text}\n"
    assert {"BBC News", "F-16", "$2.5", "75%", "-5", "20 km", "+961 1 234 567", "@lockheed"} <= set(seen.split("\n"))


async def test_an_english_reply_stands_at_the_left_but_for_the_articles_words(browser, conversation, store):
    browser.look(1200, 800)
    async for name, reply in gallery(conversation, store, "en"):
        spoken = reply.language or "en"
        for line in shown(browser, render(reply, spoken), wide=True):
            read = units(line)
            text = " ".join(unit.text for unit in read)
            arabic = len(ARABIC.findall(text))
            if not arabic:
                assert read[0].left < 3, (name, text)
            elif arabic > len(text) * 0.6:
                assert line["width"] - read[0].right < 3, (name, text)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_no_button_is_too_long_for_a_phone(browser, conversation, store, language):
    browser.look(PHONE, 800)
    async for name, reply in gallery(conversation, store, language):
        shown(browser, render(reply, language))
        assert not [label for label in browser.value(CUT) if not label.endswith("…")], name
