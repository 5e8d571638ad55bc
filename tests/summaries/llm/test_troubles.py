"""Servers that answer rubbish, are cut off, are slow, busy, closed or elsewhere."""

import socket
import time
from email.utils import formatdate

import pytest

from models.llm.endpoint import Endpoint
from models.summaries.engine import WriterError
from models.summaries.llm.writer import LlmWriter
from tests.llm.server import (
    Handler,
    Reply,
    Server,
    completion,
    cut,
    dripped,
    events,
    refused,
    sent,
    silent,
    streamed,
    whole,
)
from tests.summaries.llm.articles import ARTICLE, GOOD, ONE, THREE, TWO, answered, task
from tests.summaries.llm.asking import KEY, failure, writer

PATIENCE = 1.0  # seconds; nothing here takes that long but what never ends

# Answers that are none

RUBBISH = {
    "a page": sent(b"<html><body>" + "صفحة الخادم".encode() + b"</body></html>", "text/html"),
    "no json": sent(b"{{{", "application/json"),
    "an empty body": sent(b""),
    "an empty stream": streamed([b"data: [DONE]\n\n"]),
    "an empty answer": whole(""),
    "another object": sent(b'{"object": "chat.completion", "choices": [{"text": 5}]}'),
    "an error in a good status": sent(b'{"error": {"message": "overloaded"}}'),
    "another form": whole('{"summary": ["' + ONE + '"]}'),
    "no strings": whole('{"headline": 1, "sentences": [2, 3]}'),
    "no sentences": whole(answered()),
    "English": whole(answered("The municipality opened a library.", headline="A library")),
    "thoughts without an end": whole("<think>" + GOOD),
    "bytes of another kind": sent(bytes(range(256)) * 20),
    "packed bytes": sent(b"\x1f\x8b" + b"\x00" * 100, Content_Encoding="gzip"),
}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_unusable_after_a_second_try(server: Server, rubbish: Reply) -> None:
    raised = failure(server, rubbish)
    assert raised.shortfall == "unusable"
    assert len(server.asked) == 2


def test_a_second_try_may_come_good(server: Server) -> None:
    server.answer(whole(answered("Nothing but English here.")), whole(GOOD))
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)
    assert server.asked[1].body["response_format"] == server.asked[0].body["response_format"]


def test_one_task_without_an_answer_does_not_take_the_others_with_it(server: Server) -> None:
    server.answer(whole(GOOD), whole(""), whole(""), whole(answered(TWO)))
    assert [draft.sentences for draft in writer(server).write([task()] * 3)] == [(ONE, TWO, THREE), (), (TWO,)]


@pytest.mark.parametrize("kind", ["application/json", "text/event-stream"])
@pytest.mark.parametrize("status", [200, 500])
def test_fifty_megabytes_are_not_read(server: Server, kind: str, status: int) -> None:
    body = b'data: {"choices": []}\n' * 2_400_000
    taken = []

    def reply(handler: Handler) -> None:
        try:
            sent(body, kind, status)(handler)
        except OSError:
            taken.append("left")

    before = time.monotonic()
    raised = failure(server, reply, patience=20)
    assert raised.shortfall == ("unusable" if status == 200 else "unreachable")
    assert time.monotonic() - before < 15
    assert "left" in taken, "the writer went away before the end"


# Answers that are cut off


@pytest.mark.parametrize("kind", ["stream", "object"])
def test_of_an_answer_that_is_cut_off_the_whole_sentences_are_taken(server: Server, kind: str) -> None:
    upto = GOOD.index(THREE) + 10
    body = b"".join(events(GOOD[:upto])[:-2]) if kind == "stream" else completion(GOOD)[: -len(THREE)]
    server.answer(cut([body]))
    assert writer(server).write([task()])[0].sentences == (ONE, TWO)
    assert len(server.asked) == 1


def test_an_answer_that_ran_out_of_words_gives_its_whole_sentences(server: Server) -> None:
    server.answer(streamed(events(GOOD[: GOOD.index(THREE) + 10], finish="length")))
    assert writer(server).write([task()])[0].sentences == (ONE, TWO)


def test_an_answer_cut_off_before_its_first_sentence_is_asked_for_again(server: Server) -> None:
    server.answer(cut(events(GOOD)[:3]), whole(GOOD))
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)


def test_an_answer_that_is_always_cut_off_is_unusable(server: Server) -> None:
    assert failure(server, cut(events(GOOD)[:3])).shortfall == "unusable"
    assert len(server.asked) == 2


def test_a_stream_that_stays_open_behind_its_end_is_not_waited_for(server: Server) -> None:
    server.answer(streamed(events(GOOD), stay=30))
    before = time.monotonic()
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)
    assert time.monotonic() - before < 5


# Time


SLOW = {
    "never answers": silent,
    "drips its first line": dripped(b"HTTP/1.1 200 OK\r\nX-Padding: " + b"x" * 5000, 0.05),
    "drips its body": dripped(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + b" " * 5000, 0.02),
    "drips an error": dripped(b"HTTP/1.1 500 No\r\nContent-Length: 9999\r\n\r\n" + b" " * 5000, 0.02),
    "sends comments for ever": streamed((b": wait\n\n" for _ in range(5000)), 0.02),
}


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_a_slow_server_holds_a_task_no_longer_than_the_deadline(server: Server, slow: Reply) -> None:
    before = time.monotonic()
    raised = failure(server, slow, patience=PATIENCE)
    assert time.monotonic() - before < PATIENCE + 2
    assert raised.shortfall == "unreachable"
    assert "within 1 second" in str(raised)


def test_what_a_slow_server_finished_before_the_deadline_is_taken(server: Server) -> None:
    early = events(GOOD[: GOOD.index(THREE) + 10])[:-2]
    server.answer(streamed(early, stay=30))
    before = time.monotonic()
    assert writer(server, PATIENCE).write([task()])[0].sentences == (ONE, TWO)
    assert time.monotonic() - before < PATIENCE + 2


def test_a_name_that_is_looked_up_for_ever_does_not_hold_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*args: object, **kwargs: object) -> list[object]:
        time.sleep(3)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", lost)
    before = time.monotonic()
    with pytest.raises(WriterError, match="did not answer within 1 second") as raised:
        LlmWriter(Endpoint("http://nowhere.invalid/v1", None, "m", patience=PATIENCE)).write([task()])
    assert time.monotonic() - before < 2.5
    assert raised.value.shortfall == "unreachable"


# Errors


def test_a_busy_server_is_asked_again_when_it_says(server: Server) -> None:
    server.answer(refused(429, Retry_After="1"), whole(GOOD))
    before = time.monotonic()
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)
    assert time.monotonic() - before >= 1


def test_a_busy_server_that_names_a_date_is_understood(server: Server) -> None:
    server.answer(refused(503, Retry_After=formatdate(time.time() + 2, usegmt=True)), whole(GOOD))
    before = time.monotonic()
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)
    assert time.monotonic() - before >= 0.9


@pytest.mark.parametrize("told", ["3600", formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "date"])
def test_a_server_that_wants_to_be_left_alone_beyond_the_deadline_is(server: Server, told: str) -> None:
    before = time.monotonic()
    assert failure(server, refused(429, Retry_After=told)).shortfall == "unreachable"
    assert time.monotonic() - before < 2
    assert len(server.asked) == 1


@pytest.mark.parametrize("told", ["soon", "-5", "nan", "inf", "9" * 400, "Mon, 99 Xyz 2026"])
def test_a_wait_that_makes_no_sense_is_the_usual_one(server: Server, told: str) -> None:
    server.answer(refused(503, Retry_After=told), whole(GOOD))
    assert writer(server).write([task()])[0].sentences == (ONE, TWO, THREE)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_always_fails_is_asked_three_times(server: Server, status: int) -> None:
    raised = failure(server, refused(status, ARTICLE + KEY))
    assert (raised.shortfall, len(server.asked)) == ("unreachable", 3)
    assert str(status) in str(raised)


def test_a_server_that_hangs_up_is_asked_three_times(server: Server) -> None:
    def hang_up(handler: Handler) -> None:
        handler.close_connection = True

    raised = failure(server, hang_up)
    assert (raised.shortfall, len(server.asked)) == ("unreachable", 3)


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "LLM_API_KEY"), (403, "LLM_API_KEY"), (404, "LLM_MODEL"), (402, "402"), (418, "418")],
)
def test_what_another_try_would_not_mend_is_told_at_once(server: Server, status: int, hint: str) -> None:
    raised = failure(server, refused(status, f"{ARTICLE} {KEY} is wrong"))
    assert (raised.shortfall, len(server.asked)) == ("unreachable", 1)
    assert hint in str(raised)


def test_an_article_too_large_for_the_server_is_unusable(server: Server) -> None:
    assert failure(server, refused(413)).shortfall == "unusable"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed_elsewhere_with_the_key(server: Server, status: int) -> None:
    with Server() as elsewhere:
        elsewhere.answer(whole(GOOD))
        raised = failure(server, sent(b"", status=status, Location=f"{elsewhere.address}/chat/completions"))
        assert elsewhere.asked == []
    assert raised.shortfall == "unreachable"
    assert "LLM_BASE_URL" in str(raised)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(WriterError, match="cannot be reached") as raised:
            LlmWriter(Endpoint(address, KEY, "m")).write([task()])
    assert raised.value.shortfall == "unreachable"


@pytest.mark.parametrize("address", ["http://a..b/v1", "http://127.0.0.1:99999/v1", "https://127.0.0.1:1/v1"])
def test_an_address_that_leads_nowhere_is_unreachable(address: str) -> None:
    with pytest.raises(WriterError, match="cannot be reached") as raised:
        LlmWriter(Endpoint(address, KEY, "m")).write([task()])
    assert raised.value.shortfall == "unreachable"
