"""What takes long says how it stands, and can be stopped."""

import asyncio
import threading

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.telegram import handle, jobs
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE, WHEAT, long_article
from tests.telegram.conftest import answering
from tests.telegram.people import Person

GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}


class Slow(ExtractiveSummarizer):
    """A summarizer that waits until it is let go."""

    def __init__(self):
        self.go = threading.Event()

    def summarize(self, *args, **kwargs):
        self.go.wait(20)
        return super().summarize(*args, **kwargs)


@pytest.fixture
def slow():
    summarizer = Slow()
    yield summarizer
    summarizer.go.set()


@pytest.fixture
async def bot(api, store, slow, monkeypatch):
    monkeypatch.setattr(jobs, "_FIRST", 0.3)
    monkeypatch.setattr(jobs, "_OFTEN", 0.2)
    async with answering(api, Conversation(store, slow, 200_000, Fetcher())):
        yield


@pytest.mark.usefixtures("bot")
async def test_in_a_private_chat_a_draft_says_how_long_it_takes(api, slow):
    reader = Person(api)
    await reader.say(BRIDGE)
    await api.until(lambda: len(api.drafts) > 1)
    slow.go.set()

    assert "جسر النهر الجديد" in (await reader.sees()).words
    assert "أعمل على رسالتك" in api.drafts[0][1]
    assert "/cancel" in api.drafts[0][1]


@pytest.mark.usefixtures("bot")
async def test_in_a_group_one_line_says_so_and_becomes_the_answer(api, slow):
    member = Person(api, chat=GROUP)
    await member.say(f"@manqalbot {BRIDGE}")
    line = await member.sees()
    assert "أعمل على رسالتك" in line.words
    slow.go.set()

    answer = await member.sees()
    while "جسر النهر" not in answer.words:
        answer = await member.sees()

    assert answer.id == line.id
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_where_drafts_are_unknown_the_line_is_a_message(api, slow):
    api.refuse("sendMessageDraft", 400, "Bad Request: method not found", times=9)
    reader = Person(api)
    await reader.say(BRIDGE)

    assert "أعمل على رسالتك" in (await reader.sees()).words
    slow.go.set()


@pytest.mark.usefixtures("bot")
async def test_cancel_stops_what_is_being_done_and_the_article_stays(api, slow):
    reader = Person(api)
    await reader.say(BRIDGE)
    await api.until(lambda: api.drafts)
    await reader.say("/cancel")

    assert "توقفت كما طلبت" in (await reader.sees()).words
    slow.go.set()
    await reader.say("ماذا قالت ليلى منصور؟")
    assert "ثلاثين ألف سيارة" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_a_button_stops_it_for_whoever_asked_and_for_nobody_else(api, slow):
    member, other = Person(api, chat=GROUP), Person(api, id=43, chat=GROUP)
    await member.say(f"@manqalbot {BRIDGE}")
    line = await member.sees()
    await other.press(line, "إيقاف")
    await asyncio.sleep(0.3)
    await member.press(line, "إيقاف")

    stopped = await member.sees()
    while "توقفت" not in stopped.words:
        assert "أعمل على" in stopped.words
        stopped = await member.sees()

    assert stopped.id == line.id
    assert not stopped.buttons


@pytest.mark.usefixtures("bot")
async def test_cancel_drops_a_paste_that_is_still_waited_on(api, slow):
    reader = Person(api)
    await reader.say(long_article(4_000))
    await reader.say("/cancel")

    assert "توقفت كما طلبت" in (await reader.sees()).words
    await asyncio.sleep(0.6)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_cancel_with_nothing_to_stop_says_so(api):
    reader = Person(api)
    await reader.say("/cancel")

    assert "لا أعمل على شيء" in (await reader.sees()).words


async def test_whoever_waits_is_told_how_many_are_before_them(api, store, slow, monkeypatch):
    monkeypatch.setattr(jobs, "_FIRST", 0.3)
    monkeypatch.setattr(handle, "_AT_ONCE", 1)
    people = [Person(api, id=number) for number in (51, 52, 53)]
    async with answering(api, Conversation(store, slow, 200_000, Fetcher())):
        for person, text in zip(people, (BRIDGE, WHEAT, BRIDGE), strict=True):
            await person.say(text)
            await api.until(lambda person=person: person.id in {chat for chat, _ in api.drafts})
        slow.go.set()
        for person in people:
            await person.sees()

    told = dict(reversed(api.drafts))
    assert "أعمل على" in told[51]
    assert "وأمامها رسالة واحدة" in told[52]
    assert "وأمامها رسالتان" in told[53]
