"""`read --batch` and `ask --batch`: many articles as JSON lines, and what is done about bad ones."""

import json
import os
import pty
import subprocess
import sys

import pytest

from bot.lines import LINE_LIMIT
from tests.cli.articles import LIBRARY, SATELLITE, TITLE
from tests.cli.conftest import environment


def lines(*objects):
    return b"".join(
        (one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode()) + b"\n" for one in objects
    )


def printed(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_every_article_gives_one_object_in_its_place(bot, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(
        lines({"id": "b", "title": TITLE, "text": LIBRARY}, {"id": 7, "text": SATELLITE, "questions": [], "more": 1})
    )

    done = bot("read", "--batch", "in.jsonl")

    library, satellite = printed(done)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (library["id"], satellite["id"]) == ("b", 7)
    assert list(library) == ["id", "headline", "summary", "quotes", "speakers", "engine", "shortfall"]
    assert library["headline"] == TITLE
    assert all(list(point) == ["text", "start", "end"] for point in library["summary"])
    for one in library["quotes"]:
        assert list(one) == ["text", "start", "end", "kind", "cue", "mention", "speaker", "nested_in", "confidence"]
        assert LIBRARY[one["start"] : one["end"]] == one["text"]
        assert one["cue"] in LIBRARY
    assert [one for one in library["quotes"] if one["speaker"]]
    assert all(list(one) == ["name", "aliases", "quotes"] for one in library["speakers"])


def test_offsets_count_in_the_text_as_it_was_given(bot):
    text = "\ufeff  \u202bوقالَ\u202c الوزيرُ ســامي عـيد إنَّ 🎉 العمل مستمر\r\n\r\nوأضاف: «سننجز ﻻحقا».\n"

    (told,) = printed(bot("read", "--batch", "-", given=lines({"id": 1, "text": text})))

    assert told["quotes"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in told["quotes"])


@pytest.mark.parametrize(
    "text", ["The city opened a library.", "خبر", "🎉", "«" * 1000, "\u202e\u2066", "الرئيسية\nرياضة\nاتصل بنا"]
)
def test_an_article_that_says_little_still_gives_its_object(bot, text):
    done = bot("read", "--batch", "-", given=lines({"id": "x", "text": text}))

    (told,) = printed(done)
    assert done.returncode == 0
    assert told["id"] == "x"
    assert told["quotes"] == []


BAD = [
    (b"{not json", None, "bad_line"),
    (b"", None, "bad_line"),
    (b"[1, 2]", None, "bad_line"),
    (b'"text"', None, "bad_line"),
    (b"\xff\xfe\x00", None, "bad_line"),
    (b"[" * 100_000, None, "bad_line"),
    (b'{"id": 1, "text": "\\ud83d"}', None, "bad_line"),
    ({"text": LIBRARY}, None, "bad_line"),
    ({"id": None, "text": LIBRARY}, None, "bad_line"),
    ({"id": True, "text": LIBRARY}, None, "bad_line"),
    ({"id": ["a"], "text": LIBRARY}, None, "bad_line"),
    ({"id": "no text"}, "no text", "bad_line"),
    ({"id": "number", "text": 5}, "number", "bad_line"),
    ({"id": "title", "title": 5, "text": LIBRARY}, "title", "bad_line"),
    ({"id": "empty", "text": ""}, "empty", "empty"),
    ({"id": "blank", "text": " \n "}, "blank", "empty"),
    ({"id": "long", "text": "كلمة " * 50_000}, "long", "too_long"),
    (b'{"id": 1, "text": "' + b"a" * LINE_LIMIT + b'"}', None, "bad_line"),
]


def test_a_bad_line_gives_its_error_in_its_place_and_the_batch_goes_on(bot, tmp_path):
    good = {"id": "good", "text": SATELLITE}
    (tmp_path / "in.jsonl").write_bytes(lines(*(one for bad, _, _ in BAD for one in (bad, good))))

    done = bot("read", "--batch", "in.jsonl")

    told = printed(done)
    assert done.returncode == 1
    assert [one["id"] for one in told[1::2]] == ["good"] * len(BAD)
    assert all(one["quotes"] for one in told[1::2])
    for one, (_, name, code) in zip(told[::2], BAD, strict=True):
        assert list(one) == ["id", "error"]
        assert one["id"] == name
        assert one["error"].startswith(f"{code}: ")
        assert len(one["error"]) < 400


def test_a_byte_order_mark_carriage_returns_and_a_missing_last_line_end_are_borne(bot):
    given = (
        b"\xef\xbb\xbf" + lines({"id": 1, "text": LIBRARY}, {"id": 2, "text": LIBRARY}).replace(b"\n", b"\r\n").rstrip()
    )

    done = bot("read", "--batch", "-", given=given)

    assert done.returncode == 0
    assert [one["id"] for one in printed(done)] == [1, 2]


def test_every_question_gives_one_line_in_order(bot, tmp_path):
    questions = ["من قال إن المبنى كان سيهدم؟", "ما عاصمة اليابان؟", "", "ماذا قال رامي نصر؟"]
    (tmp_path / "in.jsonl").write_bytes(
        lines({"id": "a", "text": LIBRARY, "questions": questions}, {"id": "b", "text": SATELLITE, "questions": []})
    )

    done = bot("ask", "--batch", "in.jsonl")

    told = printed(done)
    assert done.returncode == 0
    assert [(one["id"], one["question"]) for one in told] == [("a", question) for question in questions]
    for one in told:
        assert list(one) == ["id", "question", "answerable", "answer", "speaker", "quotes", "evidence"]
        assert all(quote in LIBRARY for quote in one["quotes"])
        if one["evidence"]:
            assert LIBRARY[one["evidence"]["start"] : one["evidence"]["end"]] == one["evidence"]["text"]
    assert [one["answerable"] for one in told] == [True, False, False, True]
    assert "الهاشمي" in told[0]["speaker"]
    assert told[1]["evidence"] is None
    assert any("الساعة الحجرية" in quote for quote in told[3]["quotes"])


@pytest.mark.parametrize("questions", [None, "ماذا قال؟", [1], [None]])
def test_questions_that_are_no_list_of_texts_are_a_bad_line(bot, questions):
    bad = {"id": "a", "text": LIBRARY} | ({} if questions is None else {"questions": questions})

    done = bot("ask", "--batch", "-", given=lines(bad, {"id": "b", "text": LIBRARY, "questions": ["من قال ذلك؟"]}))

    refused, answered = printed(done)
    assert done.returncode == 1
    assert refused["id"] == "a"
    assert refused["error"].startswith("bad_line: questions")
    assert answered["id"] == "b"


@pytest.mark.parametrize("command", ["read", "ask"])
def test_a_batch_that_is_not_there_is_refused(bot, command):
    done = bot(command, "--batch", "missing.jsonl")

    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 2


def test_each_line_is_out_before_the_next_is_in(tmp_path):
    command = [sys.executable, "-m", "bot", "read", "--batch", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        for number in range(3):
            process.stdin.write(lines({"id": number, "text": LIBRARY}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_reader_that_goes_away_ends_a_batch_quietly(tmp_path):
    command = [sys.executable, "-m", "bot", "read", "--batch", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        process.stdout.close()
        process.stdin.write(lines({"id": 1, "text": LIBRARY}))
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 1


def test_progress_is_counted_where_standard_error_is_a_terminal(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "read", "--batch", "-"]
    given = lines(*({"id": number, "text": LIBRARY} for number in range(3)))

    done = subprocess.run(
        command, input=given, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=environment(), check=True
    )

    assert len(printed(done)) == 3
    assert os.read(ours, 1000).decode() == "\r1\r2\r3\r\x1b[K"
    os.close(ours)
    os.close(theirs)


def test_a_hundred_articles_are_all_read_in_their_order(bot, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines(*({"id": number, "text": LIBRARY} for number in range(100))))

    done = bot("read", "--batch", "in.jsonl")

    assert [each["id"] for each in printed(done)] == [*range(100)]
