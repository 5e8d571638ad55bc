"""What Telegram refuses, what breaks on the way, and what of it the reader notices."""

import asyncio
import io
import logging

import httpx
import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.reply import Reply
from bot.logs import protect
from bot.telegram.app import build
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE
from tests.telegram.conftest import answering
from tests.telegram.people import Person


@pytest.fixture
def reader(api):
    return Person(api)


@pytest.mark.usefixtures("bot")
async def test_markup_that_telegram_refuses_is_sent_once_more_as_plain_text(api, reader, caplog):
    api.refuse("sendMessage", 400, "Bad Request: can't parse entities: Unsupported start tag")
    await reader.say(BRIDGE)
    summary = await reader.sees()
    api.refuse("editMessageText", 400, "Bad Request: can't parse entities: Unsupported start tag")
    await reader.press(summary, "من قال ماذا")
    who = await reader.sees()

    assert "جسر النهر الجديد" in summary.words
    assert "ثلاثين ألف سيارة" in who.words
    assert not summary.under("bold") + who.under("blockquote")
    assert "</" not in summary.text + who.text
    assert summary.buttons
    assert [call.status for call in api.of("sendMessage")] == [400, 200]
    assert "refuses our markup" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_flood_limit_is_waited_out(api, reader):
    api.refuse("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)

    await reader.say("/help")

    assert "أهلا بك" in (await reader.sees()).words
    first, second = api.of("sendMessage")
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= 1


@pytest.mark.usefixtures("bot")
async def test_a_reader_who_blocked_the_bot_is_noted_and_their_article_kept(api, reader, caplog):
    caplog.set_level(logging.INFO)
    api.block(reader.id)
    await reader.say(BRIDGE)
    await api.until(lambda: "blocked by the user" in caplog.text)
    api.blocked.clear()

    await reader.say("ماذا قالت ليلى منصور؟")

    assert "ثلاثين ألف سيارة" in (await reader.sees()).words
    assert [call.status for call in api.of("sendMessage")] == [403, 200]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.usefixtures("bot")
async def test_a_press_that_is_too_old_to_acknowledge_still_shows_what_it_asks_for(api, reader):
    await reader.say(BRIDGE)
    summary = await reader.sees()
    api.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")

    await reader.press(summary, "من قال ماذا")

    assert (await reader.sees()).id == summary.id


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("words", ["message can't be edited", "message to edit not found"])
async def test_a_message_that_can_no_longer_be_edited_is_followed_by_a_new_one(api, reader, words):
    await reader.say(BRIDGE)
    summary = await reader.sees()
    api.refuse("editMessageText", 400, f"Bad Request: {words}")

    await reader.press(summary, "من قال ماذا")

    who = await reader.sees()
    assert who.id > summary.id
    assert who.under("blockquote")


@pytest.mark.parametrize(("language", "words"), [("ar", "خطأ لم أتوقعه"), ("en", "did not expect")])
async def test_a_failure_is_logged_first_and_told_second(api, store, caplog, language, words):
    class Broken(Conversation):
        async def receive(self, message):
            raise RuntimeError("something of ours")

    reader = Person(api, language=language)
    async with answering(api, Broken(store, ExtractiveSummarizer(), 200_000, Fetcher())):
        await reader.say(BRIDGE)
        assert words in (await reader.sees()).words

    assert "RuntimeError: something of ours" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_failure_that_cannot_be_told_stops_nothing(api, reader, caplog):
    api.refuse("sendMessage", 500, "Internal Server Error", times=2)
    await reader.say(BRIDGE)
    await api.until(lambda: "nor can its sender be told" in caplog.text)

    await reader.say("/help")

    assert "أهلا بك" in (await reader.sees()).words


async def test_what_was_delivered_but_not_confirmed_is_answered_by_the_next_who_polls(api, conversation, reader):
    await reader.say(BRIDGE)
    async with httpx.AsyncClient(base_url=f"{api.root}/bot{api.token}", trust_env=False) as client:
        await client.post("/getUpdates")  # a bot that is killed before its next poll

    async with answering(api, conversation):
        assert "جسر النهر الجديد" in (await reader.sees()).words
        await reader.say("/help")
        assert "أهلا بك" in (await reader.sees()).words

    assert not api.pending
    assert len(api.of("sendMessage")) == 2


async def test_what_waits_while_the_bot_is_away_is_answered_in_order(api, conversation, reader):
    await reader.say(BRIDGE)
    await reader.say("ماذا قالت ليلى منصور؟")

    async with answering(api, conversation):
        assert "جسر النهر الجديد يفتح في مارس" in (await reader.sees()).under("bold")
        assert "ثلاثين ألف سيارة" in (await reader.sees()).words


async def test_stopping_finishes_what_was_taken(api, store, reader):
    class Slow(Conversation):
        async def receive(self, message) -> Reply:
            await asyncio.sleep(0.5)
            return await super().receive(message)

    async with answering(api, Slow(store, ExtractiveSummarizer(), 200_000, Fetcher())):
        await reader.say(BRIDGE)
        await api.until(lambda: api.of("sendChatAction"))

    assert "جسر النهر الجديد" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_polling_goes_on_after_a_conflict_and_a_server_error(api, reader, caplog):
    api.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    api.refuse("getUpdates", 502, "Bad Gateway")
    await reader.say("/help")
    await reader.sees()
    await reader.say("/help")

    assert "أهلا بك" in (await reader.sees()).words
    assert "Telegram cannot be polled: Conflict" in caplog.text


async def test_the_token_is_in_nothing_that_is_logged(api, conversation, reader):
    written, root, made = io.StringIO(), logging.getLogger(), logging.getLogRecordFactory()
    handler, level = logging.StreamHandler(written), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    protect(api.token)
    try:
        api.refuse("sendMessage", 500, f"Internal error at /bot{api.token}/sendMessage", times=2)
        async with answering(api, conversation):
            await reader.say(BRIDGE)
            await api.until(lambda: len(api.of("sendMessage")) == 2)
            await reader.say("/help")
            await reader.sees()
        unreachable = build(api.token, "http://127.0.0.1:9", conversation)
        with pytest.raises(Exception) as failed:  # noqa: PT011 - whichever error, it is its log that matters
            await unreachable.initialize()
        await unreachable.bot.shutdown()
        logging.getLogger("bot").error("start failed at %s", api.token, exc_info=failed.value)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logging.setLogRecordFactory(made)

    assert "an update failed" in written.getvalue()
    assert "[hidden]" in written.getvalue()
    assert api.token not in written.getvalue()
    assert api.token.partition(":")[2] not in written.getvalue()
