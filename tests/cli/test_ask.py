"""`python -m bot ask`: one question, answered from one article."""

import json

import pytest

from tests.cli.articles import LIBRARY
from tests.llm.conftest import server
from tests.llm.server import whole

__all__ = ["server"]


@pytest.fixture
def library(tmp_path):
    (tmp_path / "library.txt").write_text(LIBRARY, encoding="utf-8")
    return "library.txt"


def test_an_answer_is_told_with_its_speaker_and_its_words(bot, library):
    told = bot("ask", library, "ماذا قال رامي نصر عن الساعة؟")

    assert (told.returncode, told.stderr) == (0, b"")
    assert "    أبقينا على الساعة الحجرية وعلى مقاعد الانتظار كما هي" in told.stdout.decode()
    assert "رامي نصر" in told.stdout.decode()


def test_what_the_article_does_not_say_is_said_plainly(bot, library):
    told = bot("ask", library, "ما عاصمة اليابان؟")

    assert told.returncode == 0
    assert told.stdout.decode() == "لا يذكر الخبر جوابا عن هذا السؤال.\n"


def test_json_holds_the_answer_and_the_article_that_its_offsets_count_in(bot, library):
    told = json.loads(bot("ask", library, "من قال إن المبنى كان سيهدم؟", "--json").stdout)

    assert list(told) == ["id", "question", "answerable", "answer", "speaker", "quotes", "evidence", "article"]
    assert told["article"]["text"] == LIBRARY
    assert "الهاشمي" in told["speaker"]
    assert LIBRARY[told["evidence"]["start"] : told["evidence"]["end"]] == told["evidence"]["text"]


def test_the_article_may_come_on_standard_input(bot, library):
    question = "من قال إن المبنى كان سيهدم؟"

    assert bot("ask", "-", question, given=LIBRARY.encode()).stdout == bot("ask", library, question).stdout


def test_an_arabic_question_is_understood_under_the_c_locale(bot, library):
    question = "من قال إن المبنى كان سيهدم؟"

    assert bot("ask", library, question, settings={"LC_ALL": "C"}).stdout == bot("ask", library, question).stdout


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "library.txt"]])
def test_a_question_is_asked_for_where_there_is_none(bot, library, arguments):
    refused = bot(*arguments)

    assert refused.returncode == 2
    assert b"QUESTION" in refused.stderr


def test_what_cannot_be_read_is_refused_in_arabic_and_english(bot):
    refused = bot("ask", "-", "من قال ذلك؟", given="ثلاث كلمات فقط".encode())

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert len(refused.stderr.decode().splitlines()) == 2


def test_a_language_model_may_word_an_answer_that_the_article_proves(bot, library, server):
    worded = "تفتح المكتبة أبوابها من التاسعة صباحا حتى الثامنة مساء."
    cited = {"kind": "fact", "quotes": [], "sentences": [7], "wording": worded}
    server.answer(whole(json.dumps(cited, ensure_ascii=False)))
    settings = {"ANSWERER": "llm", "LLM_BASE_URL": server.address, "LLM_MODEL": "tested"}
    question = "متى تفتح المكتبة أبوابها؟"

    told = bot("ask", library, question, settings=settings)
    line = json.loads(bot("ask", library, question, "--json", settings=settings).stdout)

    assert told.stdout.decode().startswith(worded)
    assert (line["answerable"], line["wording"]) == (True, worded)
    assert LIBRARY[line["evidence"]["start"] : line["evidence"]["end"]] == line["evidence"]["text"]
    assert "وتضم المكتبة 12 ألف كتاب" in line["evidence"]["text"]


def test_where_the_language_model_is_not_there_the_built_in_answer_is_told(bot, library):
    settings = {"ANSWERER": "llm", "LLM_BASE_URL": "http://127.0.0.1:9/v1", "LLM_MODEL": "tested"}
    question = "من قال إن المبنى كان سيهدم؟"

    told = bot("ask", library, question, settings=settings)

    assert (told.returncode, told.stdout) == (0, bot("ask", library, question).stdout)
    assert b"cannot be reached" in told.stderr
