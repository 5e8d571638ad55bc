"""The Bot API server of these tests keeps the rules of Telegram's that the bot is tested against."""

import asyncio
import json
import time

import httpx
import pytest

from tests.telegram.people import Person


@pytest.fixture
async def call(api):
    """Return a function that calls a method and returns the HTTP status and the answer."""
    async with httpx.AsyncClient(base_url=api.root, trust_env=False) as client:

        async def ask(method: str, **params: object) -> tuple[int, dict]:
            response = await client.post(f"/bot{api.token}/{method}", data=params)
            return response.status_code, response.json()

        yield ask


@pytest.fixture
async def chat(api):
    """Return a person who has written to the bot, so that it may write to them."""
    person = Person(api)
    await person.say("أهلا")
    return person.id


async def ids(call, **params):
    _, answer = await call("getUpdates", **params)
    return [update["update_id"] for update in answer["result"]]


async def test_updates_are_delivered_again_until_a_higher_offset_confirms_them(api, call):
    first, second = [await api.push({"message": Person(api).message("أهلا")}) for _ in range(2)]

    assert await ids(call) == [first, second]
    assert await ids(call, limit=1) == [first]
    assert await ids(call, offset=second) == [second]
    assert await ids(call) == [second]
    assert api.delivered == {first: 2, second: 3}


async def test_an_empty_poll_waits_for_an_update_to_come(api, call):
    waiting = asyncio.create_task(ids(call, timeout=10))
    await asyncio.sleep(0.05)

    update = await api.push({"message": Person(api).message("أهلا")})

    assert await waiting == [update]


async def test_an_empty_poll_ends_when_its_time_is_up(call):
    began = time.monotonic()

    assert await ids(call, timeout=0.1) == []
    assert 0.1 <= time.monotonic() - began < 5


async def test_a_second_poller_ends_the_first_with_409(call):
    first = asyncio.create_task(call("getUpdates", timeout=10))
    await asyncio.sleep(0.05)
    await call("getUpdates")

    status, answer = await first
    assert status == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_only_the_kinds_that_are_asked_for_are_delivered(api, call):
    await api.push({"edited_message": Person(api).message("أهلا")})
    update = await api.push({"message": Person(api).message("أهلا")})

    assert await ids(call, allowed_updates='["message", "callback_query"]') == [update]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "ق" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "<b>قال", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<br>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b><i>قال</b></i>", "parse_mode": "HTML"}, "can't parse entities"),
        (
            {
                "text": "قال",
                "reply_markup": '{"inline_keyboard": [[{"text": "من", "callback_data": "%s"}]]}' % ("x" * 65),
            },
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "قال", "reply_parameters": '{"message_id": 5}'}, "message to be replied not found"),
    ],
)
async def test_messages_that_telegram_refuses_are_refused(call, chat, fields, words):
    status, answer = await call("sendMessage", chat_id=chat, **fields)

    assert status == 400
    assert words in answer["description"]


async def test_the_limit_counts_the_text_without_its_markup(call, chat):
    status, answer = await call("sendMessage", chat_id=chat, text=f"<b>{'ق' * 4095}&lt;</b>", parse_mode="HTML")

    assert status == 200
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_an_edit_must_change_something_that_is_there_and_the_bots_own(api, call, chat):
    _, sent = await call("sendMessage", chat_id=chat, text="قال")
    message = sent["result"]["message_id"]
    theirs = next(iter(api.messages))[1]

    edits = [
        await call("editMessageText", chat_id=chat, message_id=number, text=text)
        for number, text in ((message, "قال"), (message, "قالت"), (999, "قال"), (theirs, "قال"))
    ]

    assert [status for status, _ in edits] == [400, 200, 400, 400]
    assert "message is not modified" in edits[0][1]["description"]
    assert "message to edit not found" in edits[2][1]["description"]
    assert "message can't be edited" in edits[3][1]["description"]


async def test_a_press_is_answered_once(api, call):
    await api.push({"callback_query": {"id": "q1"}})

    assert [(await call("answerCallbackQuery", callback_query_id="q1"))[0] for _ in range(2)] == [200, 400]


async def test_refusals_blocks_and_unknown_tokens(api, call, chat):
    api.refuse("getMe", 429, "Too Many Requests: retry after 3", retry_after=3)
    assert await call("getMe") == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        },
    )
    status, me = await call("getMe")
    assert (status, me["result"]["is_bot"]) == (200, True)
    api.block(chat)
    assert (await call("sendMessage", chat_id=chat, text="قال"))[0] == 403
    assert (await call("noSuchMethod"))[0] == 404
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{api.root}/bot1:x/getMe")).status_code == 401
    assert [each.status for each in api.calls] == [429, 200, 403, 404, 401]


async def test_a_file_is_found_and_downloaded_unless_it_is_too_big(api, call):
    api.files = {"news.txt": "خبر".encode(), "big.pdf": bytes(20 * 1024 * 1024 + 1)}

    _, found = await call("getFile", file_id="news.txt")
    async with httpx.AsyncClient(trust_env=False) as client:
        got = await client.get(f"{api.root}/file/bot{api.token}/{found['result']['file_path']}")
        missing = await client.get(f"{api.root}/file/bot{api.token}/other")

    assert got.content.decode() == "خبر"
    assert missing.status_code == 404
    assert (await call("getFile", file_id="big.pdf"))[0] == 400


async def test_inline_results_are_checked_as_telegram_checks_them_and_a_query_is_answered_once(api, call):
    def result(number="1", text="<b>قال</b>", **fields):
        content = {"message_text": text, "parse_mode": "HTML"}
        return {"type": "article", "id": number, "title": "خبر", "input_message_content": content, **fields}

    def linked(url):
        return {"inline_keyboard": [[{"text": "افتح", "url": url}]]}

    async def offer(*results, **fields):
        sent = {"inline_query_id": "q1", "results": json.dumps(results), **fields}
        status, answer = await call("answerInlineQuery", **sent)
        return status, answer.get("description", "").removeprefix("Bad Request: ")

    await api.push({"inline_query": {"id": "q1"}})

    assert await offer(*(result(str(n)) for n in range(51))) == (400, "RESULTS_TOO_MUCH")
    assert await offer(result(), result()) == (400, "RESULT_ID_DUPLICATE")
    assert await offer(result("ق" * 33)) == (400, "RESULT_ID_INVALID")
    assert await offer(result(title=" ")) == (400, "RESULT_TITLE_INVALID")
    assert await offer(result(text="<b>قال")) == (
        400,
        "can't parse entities: Can't find end tag corresponding to start tag b",
    )
    assert await offer(result(text="ق" * 4097)) == (400, "message is too long")
    assert await offer(result(reply_markup=linked("http://intranet/news"))) == (400, "BUTTON_URL_INVALID")
    assert await offer(button=json.dumps({"text": "أرسل", "start_parameter": "a b"})) == (400, "START_PARAM_INVALID")
    assert await offer(result(reply_markup=linked("https://news.example/1"))) == (200, "")
    assert (await api.offer("q1"))["results"][0]["message"]["text"] == "قال"
    assert (await offer(result()))[1].startswith("query is too old")
