"""Links that a person types somewhere: one at a time, the newest, and forgotten after a while."""

import asyncio

import pytest

from bot.conversation import linked
from bot.conversation.linked import LinkedReadings, is_whole
from bot.errors import LinkGone, LinkTooSlow
from models.reader import read
from models.reading import Article
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import PARK

READING = read(Article(PARK), ExtractiveSummarizer())


class Site:
    """Reads links, each after a while; `began` and `ended` tell which."""

    def __init__(self, seconds: float = 0) -> None:
        self.seconds, self.began, self.ended = seconds, [], []

    async def read(self, person, link):
        self.began.append(link)
        await asyncio.sleep(self.seconds)
        if link.endswith("/gone"):
            raise LinkGone
        self.ended.append(link)
        return READING


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(linked, "_PAUSE", 0.02)


async def test_the_newest_link_of_a_person_is_read_and_the_others_are_given_up():
    site = Site(0.2)
    links = LinkedReadings(site.read)

    first = asyncio.create_task(links.reading("a", "https://x.example/1", 1))
    await asyncio.sleep(0.1)
    late = [links.reading("a", f"https://x.example/{n}", n) for n in (2, 3)]
    others = await asyncio.gather(*late, links.reading("a", "https://x.example/0", 0))

    assert await first is None
    assert others == [None, READING, None]  # the last had been overtaken
    assert site.began == ["https://x.example/1", "https://x.example/3"]
    assert site.ended == ["https://x.example/3"]


async def test_two_people_do_not_end_each_others_links_and_one_link_is_read_once_for_its_queries():
    site = Site(0.05)
    links = LinkedReadings(site.read)

    asked = [("a", "/1"), ("b", "/2"), ("a", "/1"), ("b", "/2")]
    found = await asyncio.gather(*(links.reading(person, f"https://x.example{path}", 1) for person, path in asked))

    assert found == [READING] * 4
    assert sorted(site.began) == ["https://x.example/1", "https://x.example/2"]


async def test_a_slow_link_is_told_and_goes_on_and_a_fault_is_told_each_time(monkeypatch):
    site = Site(0.3)
    links = LinkedReadings(site.read)
    monkeypatch.setattr(linked, "_PATIENCE", 0.1)
    with pytest.raises(LinkTooSlow):
        await links.reading("a", "https://x.example/1", 1)
    monkeypatch.setattr(linked, "_PATIENCE", 5)

    assert await links.reading("a", "https://x.example/1", 1) == READING
    assert len(site.began) == 1
    for _ in range(2):
        with pytest.raises(LinkGone):
            await links.reading("a", "https://x.example/gone", 1)


async def test_what_was_read_is_forgotten_after_a_while_and_the_oldest_where_there_is_much(monkeypatch):
    monkeypatch.setattr(linked, "_MOST", 2)
    site = Site()
    links = LinkedReadings(site.read)
    for n in (1, 2, 3, 3, 1):
        await links.reading("a", f"https://x.example/{n}", 1)
    assert [link[-1] for link in site.began] == ["1", "2", "3", "1"]

    monkeypatch.setattr(linked, "_LASTS", 0.05)
    await links.reading("a", "https://x.example/4", 1)
    await asyncio.sleep(0.2)
    await links.reading("a", "https://x.example/4", 1)
    assert len(site.began) == 6


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("https://news.example", False),
        ("https://news.example/", False),
        ("https://news.example/a", True),
        ("https://news.example/?id=7", True),
        ("https://t.me/sada/7", True),
    ],
)
def test_the_name_of_a_site_alone_is_no_whole_link(link, whole):
    assert is_whole(link) is whole


async def test_more_people_than_there_is_room_for_are_told_to_come_later(monkeypatch):
    monkeypatch.setattr(linked, "_MOST_PEOPLE", 2)
    links = LinkedReadings(Site(0.3).read)
    waiting = [asyncio.create_task(links.reading(f"telegram:{n}", f"https://a.example/{n}", n)) for n in range(2)]
    await asyncio.sleep(0.05)

    with pytest.raises(LinkTooSlow):
        await links.reading("telegram:9", "https://a.example/9", 9)

    assert await asyncio.gather(*waiting) == [READING, READING]
    assert await links.reading("telegram:9", "https://a.example/9", 10) == READING
