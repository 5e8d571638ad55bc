"""What the page asks and what it is told: messages, presses, chats."""

import re
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.conversation import Conversation
from bot.storage import Store
from bot.texts import say as wording
from bot.web.app import COOKIE, build
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles.formats import articles as bridge
from tests.articles.links.site import answer, running
from tests.cli.articles import HOSTILE, LIBRARY, SATELLITE, TITLE
from tests.web.conftest import LIMIT, browser_of

PDF = Path(__file__).parents[1] / "articles" / "formats" / "pdfs" / "printed.pdf"


async def say(client, text, **more):
    answer = await client.post("/api/messages", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def press(client, reply, label):
    (action,) = [one["action"] for row in reply["buttons"] for one in row if one["label"] == label]
    answer = await client.post("/api/presses", json={"message": reply["message"], "action": action})
    return answer.json()["reply"]


def texts(reply, kind=None):
    return [
        "".join(part["text"] for part in block["parts"])
        for block in reply["blocks"]
        if kind is None or block["kind"] == kind
    ]


async def test_a_pasted_article_is_answered_with_its_headline_points_and_buttons(client):
    reply = (await say(client, LIBRARY))["reply"]

    assert texts(reply)[0] == TITLE
    assert reply["blocks"][0]["kind"] == "heading"
    assert len(texts(reply, "item")) >= 3
    assert [one["label"] for row in reply["buttons"] for one in row] == [
        "من قال ماذا", "الأشخاص", "أرقام وتواريخ", "أسئلة مقترحة", "أقصر", "أطول",
    ]  # fmt: skip
    assert isinstance(reply["article"], int)


async def test_a_press_replaces_the_message_that_was_pressed(client):
    reply = (await say(client, LIBRARY))["reply"]

    who = await press(client, reply, "من قال ماذا")
    back = await press(client, who, "الملخّص")

    assert who["message"] == back["message"] == reply["message"]
    assert texts(who, "quotation")
    assert all(quotation in LIBRARY for quotation in texts(who, "quotation"))
    assert back == reply


async def test_a_question_goes_to_the_latest_article_and_marks_its_answer(client):
    await say(client, SATELLITE)
    await say(client, LIBRARY)

    reply = (await say(client, "من قال إن المبنى كان سيهدم؟"))["reply"]

    marked = [part["text"] for block in reply["blocks"] for part in block["parts"] if part["marked"]]
    assert any("الهاشمي" in text for text in texts(reply))
    assert all(text in LIBRARY for text in [*marked, *texts(reply, "evidence"), *texts(reply, "quotation")])


@pytest.mark.parametrize("to", ["reply", "message"])
async def test_a_reply_to_an_older_article_is_answered_from_that_one(client, to):
    older = await say(client, SATELLITE)
    await say(client, LIBRARY)

    told = await say(
        client, "ماذا قال كريم حداد؟", reply_to=older["reply"]["message"] if to == "reply" else older["message"]
    )

    assert any("صورة كل 6 ساعات" in text for text in texts(told["reply"]))


async def test_a_chat_survives_a_new_page_and_stays_with_its_browser(app, client):
    reply = (await say(client, LIBRARY))["reply"]
    await client.get("/")
    question = "من قال إن المبنى كان سيهدم؟"

    async with browser_of(app) as other:
        asked = (await say(other, question))["reply"]
        quoted = (await say(other, question, reply_to=reply["message"]))["reply"]
        pressed = await press(other, reply, "من قال ماذا")

    assert (await say(client, question))["reply"]["article"] == reply["article"]
    assert [one["article"] for one in (asked, quoted, pressed)] == [None] * 3
    assert not any("الهاشمي" in text for one in (asked, quoted, pressed) for text in texts(one))


async def test_the_cookie_is_random_and_out_of_reach_of_scripts_and_other_sites(app):
    cookies = []
    for _ in range(2):
        async with browser_of(app) as client:
            answer = await client.post("/api/messages", json={"text": "مرحبا"})
            cookies.append(answer.headers["set-cookie"])

    assert len({cookie.partition(";")[0] for cookie in cookies}) == 2
    for cookie in cookies:
        assert re.match(rf"{COOKIE}=[\w-]{{32}};", cookie)
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()


async def test_opening_the_page_sets_no_cookie(client):
    # else a link on another site, which brings no cookie along, would take the chat away
    assert "set-cookie" not in (await client.get("/")).headers


@pytest.mark.parametrize("cookie", ["", "x", "a" * 33, "../../etc/passwd", "'; DROP TABLE chats"])
async def test_a_cookie_that_is_none_of_ours_gives_a_new_chat(client, cookie):
    answer = await client.post("/api/messages", json={"text": "مرحبا"}, headers={"cookie": f"{COOKIE}={cookie}"})

    assert answer.status_code == 200
    assert re.match(rf"{COOKIE}=[\w-]{{32}};", answer.headers["set-cookie"])


async def test_a_new_chat_knows_nothing_of_the_one_before(client):
    await say(client, LIBRARY)

    assert (await client.post("/api/chats", json={})).status_code == 204

    assert (await say(client, "من قال إن المبنى كان سيهدم؟"))["reply"]["article"] is None


async def test_words_from_outside_are_handed_on_as_they_are(client):
    reply = (await say(client, HOSTILE))["reply"]
    who = await press(client, reply, "من قال ماذا")

    assert any("<img src=x onerror=alert(2)>" in text for text in texts(who, "quotation"))
    assert all(text in HOSTILE for text in texts(who, "quotation"))


async def test_a_text_that_is_too_long_is_answered_in_words(client):
    reply = (await say(client, "قال الوزير إن العمل مستمر. " * 80_000))["reply"]

    assert f"{LIMIT:,}" in texts(reply)[0]


@pytest.mark.parametrize(
    ("text", "status"), [("اهلا " * 4_000_000, 413), (5, 400), (None, 400)], ids=["larger", "number", "nothing"]
)
async def test_what_cannot_be_taken_in_is_refused_in_the_person_s_language(client, text, status):
    arabic = await client.post("/api/messages", json={"text": text})
    english = await client.post("/api/messages", json={"text": text}, headers={"accept-language": "en"})

    assert (arabic.status_code, english.status_code) == (status, status)
    assert re.match("[\u0621-\u064a]", arabic.json()["error"])
    assert re.match("[A-Z]", english.json()["error"])


async def test_a_body_without_a_length_is_refused_as_soon_as_it_is_too_large(client):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1024 * 1024

    answer = await client.post("/api/messages", content=endless(), headers={"content-type": "application/json"})

    assert answer.status_code == 413
    assert sent < 20


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b'{"text": "\\ud83d"}', b"[" * 100_000])
@pytest.mark.parametrize("path", ["/api/messages", "/api/presses"])
async def test_what_is_no_such_object_is_refused(client, path, body):
    answer = await client.post(path, content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_what_any_site_may_send_unasked_is_refused(client, kind):
    answer = await client.post("/api/messages", content=b'{"text": "x"}', headers={"content-type": kind})

    assert answer.status_code == 415


@pytest.mark.parametrize("action", ["who:1", "who:999999999999999999", "nonsense", "", "who:-1", "\u0661"])
async def test_a_press_of_no_button_of_ours_is_answered_in_words(client, action):
    answer = await client.post("/api/presses", json={"message": "x", "action": action})

    assert answer.status_code == 200
    assert texts(answer.json()["reply"]) == ["لم أعد أجد هذا الخبر في محادثتنا. أرسله من جديد فأقرأه لك."]


async def test_a_turn_that_fails_says_so_and_keeps_the_chat(client, tmp_path, caplog):
    await say(client, LIBRARY)
    with sqlite3.connect(tmp_path / "chats.db") as database:
        database.executescript("DROP TABLE messages; DROP TABLE readings; DROP TABLE articles")
    database.close()

    answer = await client.post("/api/messages", json={"text": "من قال إن المبنى كان سيهدم؟"})

    assert answer.status_code == 500
    assert answer.json() == {"error": "عذرا، حدث خطأ لم أتوقعه. حاول مرة أخرى بعد قليل."}
    assert "failed" in caplog.text
    assert client.cookies[COOKIE] in answer.headers["set-cookie"]


async def send_file(client, name, content, **headers):
    told = {"content-type": "application/octet-stream", "x-file-name": quote(name)}
    return await client.post("/api/files", content=content, headers=told | headers)


async def test_a_file_is_answered_as_a_pasted_article_is_and_can_be_asked_about(client):
    answer = (await send_file(client, "خبر.pdf", PDF.read_bytes())).json()

    assert texts(answer["reply"])[0] == bridge.TITLE
    told = await say(client, "من قال إن أحدا لن يدفع رسما؟", reply_to=answer["message"])
    assert any("كريم الأشقر" in text for text in texts(told["reply"]))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("صورة.png", b"\x89PNG\r\n\x1a\n", {"key": "error.unreadable_file", "name": "صورة.png"}),
        ("خبر.pdf", b"%PDF-1.7\n", {"key": "error.damaged_file"}),
        ("خبر.txt", b"", {"key": "error.empty"}),
        ("خبر.docx", b"PK\x03\x04", {"key": "error.damaged_file"}),
    ],
)
async def test_a_file_that_cannot_be_read_is_answered_in_words(client, name, content, words):
    answer = (await send_file(client, name, content)).json()

    key = words.pop("key")
    assert texts(answer["reply"]) == [wording(key, "ar", **words)]


async def test_a_file_beyond_the_limit_is_refused_with_the_limit(client):
    answer = await send_file(client, "خبر.txt", bytes(20 * 1024 * 1024 + 1))

    assert answer.status_code == 413
    assert answer.json() == {"error": wording("error.file_too_large", "ar", limit=20)}


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", ""])
async def test_a_file_in_a_form_which_other_sites_may_send_is_refused(client, kind):
    answer = await send_file(client, "خبر.txt", LIBRARY.encode(), **{"content-type": kind})

    assert answer.status_code == 415


async def test_a_link_is_read_as_a_paste_is(tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/links.db")
    async with running() as site:
        title, *paragraphs = filter(None, LIBRARY.splitlines())
        site.pages["/library"] = answer(f"<h1>{title}</h1>" + "".join(f"<p>{each}</p>" for each in paragraphs))
        app = build(Conversation(store, ExtractiveSummarizer(), 200_000, site.fetcher()))
        async with browser_of(app) as client:
            told = await say(client, "http://news.example/library")
    await store.close()

    assert texts(told["reply"], "heading")[0] == title
