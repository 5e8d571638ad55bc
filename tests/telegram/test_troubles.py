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
from bot.storage import Store
from bot.telegram import app, attempts, jobs
from bot.telegram.app import bot_of
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.conftest import answering, settings_for
from tests.telegram.people import Person
from tests.telemetry.samples import Grown

TRIES = 6  # of a request that fails again and again


@pytest.fixture
def reader(api):
    return Person(api)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(attempts, "_WAITS", (0.05,) * (TRIES - 1))
    monkeypatch.setattr(app, "_PATIENCE", 1.0)


class Slow(Conversation):
    """Takes a while to receive anything; `began` is set once it does."""

    def __init__(self, store: Store, seconds: float) -> None:
        super().__init__(store, ExtractiveSummarizer(), 200_000, Fetcher())
        self.began = asyncio.Event()
        self._seconds = seconds

    async def receive(self, *messages) -> Reply:
        self.began.set()
        await asyncio.sleep(self._seconds)
        return await super().receive(*messages)


FAULTS = {
    "told to come later": lambda api, method: api.refuse(
        method, 429, "Too Many Requests: retry after 1", retry_after=1
    ),
    "a server error": lambda api, method: api.refuse(method, 500, "Internal Server Error", times=2),
    "a bad gateway": lambda api, method: api.refuse(method, 502, "Bad Gateway", times=3),
    "broken off before": lambda api, method: api.break_off(method, accepted=False),
    "broken off after": lambda api, method: api.break_off(method, accepted=True),
    "no JSON": lambda api, method: api.garble(method, b"<html>Gateway</html>"),
}
UNCONFIRMED = ("broken off after",)  # whether a file arrived nobody can know


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", FAULTS)
async def test_an_article_is_answered_though_its_message_meets(api, reader, fault):
    FAULTS[fault](api, "sendMessage")

    await reader.say(BRIDGE)

    assert "جسر النهر الجديد" in (await reader.sees()).words
    await reader.say("/help")
    assert "أهلا بك" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("fault", "outcome", "times"),
    [("told to come later", "too_many", 1), ("a bad gateway", "lost", 3), ("no JSON", "failed", 1)],
)
async def test_every_try_of_a_request_is_counted_by_what_came_of_it(api, reader, fault, outcome, times):
    grown = Grown()
    for each in (outcome, "done"):
        grown("manqal_telegram_requests_total", method="send", outcome=each)
    grown("manqal_telegram_retries_total", method="send")
    FAULTS[fault](api, "sendMessage")

    await reader.say(BRIDGE)
    await reader.sees()

    await api.until(lambda: grown("manqal_telegram_requests_total", method="send", outcome="done") == 1)
    assert grown("manqal_telegram_requests_total", method="send", outcome=outcome) == times
    assert grown("manqal_telegram_retries_total", method="send") == times


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_press_changes_its_message_once_though_the_edit_meets(api, reader, fault):
    await reader.say(BRIDGE)
    summary = await reader.sees()
    FAULTS[fault](api, "editMessageText")

    await reader.press(summary, "من قال ماذا")

    who = await reader.sees()
    assert who.id == summary.id
    await reader.say("/help")
    assert "أهلا بك" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_file_comes_though_its_message_meets(api, reader, fault):
    await reader.say(BRIDGE)
    await reader.sees()
    FAULTS[fault](api, "sendDocument")

    await reader.say("/export")

    await reader.sees()
    names = [(await reader.sees()).raw["document"]["file_name"] for _ in range(3 if fault in UNCONFIRMED else 2)]
    assert names == ["manqal.md"] * (len(names) - 1) + ["manqal.json"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "told to come later"])
async def test_a_press_is_answered_once_though_its_acknowledgement_meets(api, reader, fault):
    await reader.say(BRIDGE)
    summary = await reader.sees()
    FAULTS[fault](api, "answerCallbackQuery")

    await reader.press(summary, "من قال ماذا")

    assert (await reader.sees()).id == summary.id
    assert len(api.of("answerCallbackQuery")) == len(api.of("editMessageText")) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", ["a server error", "broken off before", "broken off after", "no JSON"])
async def test_typing_that_cannot_be_shown_costs_no_answer(api, reader, fault):
    FAULTS[fault](api, "sendChatAction")

    await reader.say(BRIDGE)

    assert "جسر النهر الجديد" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_a_message_that_is_confirmed_too_late_is_found_and_not_sent_again(api, reader):
    api.delay("sendMessage", 1.3)
    await reader.say(BRIDGE)
    await api.until(lambda: api.of("sendMessage"))
    api.delay("sendMessage", 0)
    await reader.say("/help")

    assert "جسر النهر الجديد" in (await reader.sees()).words
    assert "أهلا بك" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_a_message_in_doubt_is_not_looked_for_in_the_place_of_another(api):
    member = Person(api, chat={"id": -1001, "type": "supergroup", "title": "قراء الأخبار"})
    await member.say(f"@ManQalBot {BRIDGE}")
    await member.sees()
    api.break_off("sendMessage", accepted=None)
    api.break_off("sendMessage", accepted=True)
    for asked in ("ماذا قالت ليلى منصور؟", "ماذا قال كمال الراوي؟", "/help"):
        await member.say(f"@ManQalBot {asked}")
    await api.until(lambda: any("أهلا بك" in message["text"] for message in api.messages.values()))

    answers = [api.messages[-1001, call.result["message_id"]] for call in api.of("sendMessage")]
    told = ("جسر النهر الجديد", "ثلاثين ألف سيارة", "لا تتسع لهذا العدد", "أهلا بك")
    assert all(words in answer["text"] for words, answer in zip(told, answers, strict=True))


async def test_a_line_on_how_it_stands_is_not_taken_for_the_answer_behind_it(api, store, monkeypatch):
    monkeypatch.setattr(jobs, "_FIRST", 0.1)
    monkeypatch.setattr(jobs, "_OFTEN", 0.1)
    member = Person(api, chat={"id": -1001, "type": "supergroup", "title": "قراء الأخبار"})

    async with answering(api, Slow(store, seconds=1)):
        api.break_off("sendMessage", accepted=True, times=2)  # the line, and the answer
        await member.say(f"@ManQalBot {BRIDGE}")
        await api.until(lambda: api.of("deleteMessage"))
        await member.say("/help@ManQalBot")
        await api.until(lambda: any("أهلا بك" in message["text"] for message in api.messages.values()))

    line, answer = (call.result["message_id"] for call in api.of("sendMessage")[:2])
    assert (-1001, line) not in api.messages
    assert "جسر النهر الجديد" in api.messages[-1001, answer]["text"]
    assert len(api.of("sendMessage")) == 3


async def test_a_server_that_is_away_for_a_moment_loses_nothing_and_nothing_is_said_twice(api, store, monkeypatch):
    monkeypatch.setattr(attempts, "_WAITS", (0.5,) * 20)
    reader, conversation = Person(api), Slow(store, seconds=1)

    async with answering(api, conversation):
        await reader.say(BRIDGE)
        await conversation.began.wait()
        async with api.away():
            await asyncio.sleep(2)
        assert "جسر النهر الجديد" in (await reader.sees()).words
        await reader.say("/help")
        assert "أهلا بك" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("status", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: TOPIC_CLOSED"),
        (400, "Bad Request: message thread not found"),
    ],
)
async def test_a_chat_that_cannot_be_written_to_is_tried_once_and_its_article_kept(
    api, reader, caplog, status, description
):
    caplog.set_level(logging.INFO)
    api.refuse("sendMessage", status, description)
    await reader.say(BRIDGE)
    await api.until(lambda: "can no longer be answered" in caplog.text)
    assert "chat 42" not in caplog.text

    await reader.say("ماذا قالت ليلى منصور؟")

    assert "ثلاثين ألف سيارة" in (await reader.sees()).words
    assert [call.status for call in api.of("sendMessage")] == [status, 200]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "body",
    [
        b"<html>", b"", b'{"ok": true, "res', b"null", b'{"ok": true}', b'{"ok": true, "result": {}}',
        b'{"ok": true, "result": [null, 5, {}, {"update_id": "x"}, {"message": {}}]}',
    ],
)  # fmt: skip
async def test_polling_goes_on_after_whatever_comes_instead_of_updates(api, reader, body):
    api.garble("getUpdates", body)
    await reader.say("/help")

    assert "أهلا بك" in (await reader.sees()).words
    await reader.say(BRIDGE)
    assert "جسر النهر الجديد" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_an_update_that_was_handed_over_as_the_connection_broke_is_answered_once(api, reader):
    await reader.say("/help")
    await reader.sees()
    api.break_off("getUpdates", accepted=True)
    await reader.say(BRIDGE)
    await reader.say("/help")

    assert {(await reader.sees()).words[:4] for _ in range(2)} == {"جسر ", "أهلا"}
    await api.until(lambda: not api.pending)
    assert len(api.of("sendMessage")) == 3


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
        async def receive(self, *messages):
            raise RuntimeError("something of ours")

    reader = Person(api, language=language)
    async with answering(api, Broken(store, ExtractiveSummarizer(), 200_000, Fetcher())):
        await reader.say(BRIDGE)
        assert words in (await reader.sees()).words

    assert "RuntimeError: something of ours" in caplog.text


async def test_a_failure_takes_nothing_with_it_that_was_sent_at_the_same_time(api, store):
    class Broken(Conversation):
        async def receive(self, *messages):
            if messages[0].text == BRIDGE:
                raise RuntimeError("something of ours")
            return await super().receive(*messages)

    reader = Person(api)
    await reader.say(BRIDGE)
    await reader.say(WHEAT)
    async with answering(api, Broken(store, ExtractiveSummarizer(), 200_000, Fetcher())):
        assert "خطأ لم أتوقعه" in (await reader.sees()).words
        assert "موسم القمح" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_however_often_telegram_fails_the_answer_comes(api, reader):
    api.refuse("sendMessage", 500, "Internal Server Error", times=3 * TRIES)
    await reader.say(BRIDGE)
    await reader.say("/help")

    assert "جسر النهر الجديد" in (await reader.sees(within=20)).words
    assert "أهلا بك" in (await reader.sees()).words
    assert [call.status for call in api.of("sendMessage")] == [500] * 3 * TRIES + [200, 200]


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
    async with answering(api, Slow(store, seconds=0.5)):
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
        api.refuse("sendMessage", 400, f"Bad Request: what is /bot{api.token}/sendMessage", times=2)
        async with answering(api, conversation):
            await reader.say(BRIDGE)
            await api.until(lambda: len(api.of("sendMessage")) == 2)
            await reader.say("/help")
            await reader.sees()
        unreachable = bot_of(settings_for(api, telegram_api_url="http://127.0.0.1:9"))
        with pytest.raises(Exception) as failed:  # noqa: PT011 - whichever error, it is its log that matters
            await unreachable.initialize()
        await unreachable.shutdown()
        logging.getLogger("bot").error("start failed at %s", api.token, exc_info=failed.value)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logging.setLogRecordFactory(made)

    assert "Telegram refuses a message" in written.getvalue()
    assert "[hidden]" in written.getvalue()
    assert api.token not in written.getvalue()
    assert api.token.partition(":")[2] not in written.getvalue()
