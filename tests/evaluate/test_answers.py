import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from bot.settings import Settings
from models.evaluate.__main__ import ANSWERERS
from models.evaluate.answers import Report, answer_tables, evaluate
from models.evaluate.gold import read_gold
from models.quotes import attribute
from models.reading import Answer, Attribution, Span
from tests.llm.server import Server, sent, whole

ROOT = Path(__file__).parents[2]
TEXT = """قال وزير الري عمر زيدان إن السد ممتلئ تماما. وأضاف زيدان: "المياه تكفي المدينة عامين".
وذكر حارس السد أن الباب كان مفتوحا. وبدأ العمل في السد عام 1962 وفيه 12 بوابة."""
MINISTER = ["وزير الري عمر زيدان", "زيدان"]
QUOTES = [
    {"text": "السد ممتلئ تماما", "kind": "indirect", "cue": "قال", "speaker": MINISTER[0], "aliases": MINISTER[1:]},
    {
        "text": "المياه تكفي المدينة عامين",
        "kind": "direct",
        "cue": "وأضاف",
        "speaker": MINISTER[0],
        "aliases": MINISTER[1:],
    },
    {"text": "الباب كان مفتوحا", "kind": "indirect", "cue": "وذكر", "speaker": "حارس السد", "aliases": []},
]
WHO = {"type": "who_said", "q": "من قال إن الماء وصل إلى حافة السد؟", "answers": MINISTER}
WHAT = {"type": "what_said", "q": "ماذا قال الوزير عن السد؟", "answers": [0, 1]}
FACT = {"type": "fact", "q": "متى بني السد؟", "answers": ["عام 1962", "1962"]}
NOTHING = {"type": "unanswerable", "q": "كم كلف السد؟", "answers": []}
REFUSED = Answer(answerable=False)


def run(tmp_path: Path, question: dict[str, object], given: Answer) -> Report:
    """Return the report of one question that gets a given answer."""
    path = tmp_path / "gold.jsonl"
    told = {"id": "1", "source": "صحيفة", "text": TEXT, "quotes": QUOTES, "questions": [question]}
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")
    return evaluate(read_gold(path), attribute, lambda _read, _asked: given)


def is_right(tmp_path: Path, question: dict[str, object], given: Answer) -> bool:
    return run(tmp_path, question, given).total.right == 1


def said(*quotes: int) -> Answer:
    return Answer(answerable=True, text="", quotes=quotes)


def told(text: str, speaker: str | None = None) -> Answer:
    return Answer(answerable=True, text=text, speaker=speaker)


@pytest.mark.parametrize(
    ("name", "right"),
    [("الوزير عمر زيدان", True), ("زيدان", True), ("حارس السد", False), ("عمر الحارس سالم", False)],
)
def test_a_speaker_is_right_by_half_the_words_of_a_name(tmp_path: Path, name: str, right: bool) -> None:  # noqa: FBT001
    assert is_right(tmp_path, WHO, told("السد ممتلئ تماما", name)) is right


def test_a_reply_that_names_no_speaker_is_taken_for_the_name(tmp_path: Path) -> None:
    assert is_right(tmp_path, WHO, told("وزير الري"))


def test_what_was_said_is_right_where_half_the_words_of_all_its_quotes_are_shown(tmp_path: Path) -> None:
    assert is_right(tmp_path, WHAT, said(0, 1))
    assert is_right(tmp_path, WHAT, said(1))
    assert not is_right(tmp_path, WHAT, said(2))


def test_words_of_the_article_count_as_what_was_said_and_others_do_not(tmp_path: Path) -> None:
    assert is_right(tmp_path, WHAT, told("المياه تكفي المدينة عامين"))
    assert not is_right(tmp_path, WHAT, told("المياه تكفي القرية عشرين سنة"))


def test_a_fact_may_stand_in_a_short_reply_but_not_in_a_long_one(tmp_path: Path) -> None:
    assert is_right(tmp_path, FACT, told("وبدأ العمل في السد عام 1962 وفيه 12 بوابة"))
    assert not is_right(tmp_path, FACT, told(TEXT))
    assert not is_right(tmp_path, FACT, told("12"))


def test_an_answer_that_is_spelled_otherwise_is_the_same(tmp_path: Path) -> None:
    assert is_right(tmp_path, FACT | {"answers": ["اثنتا عشرة بوابة"]}, told("إثنتا عشره بوابه"))


def test_a_refusal_is_right_only_where_the_article_does_not_tell(tmp_path: Path) -> None:
    assert is_right(tmp_path, NOTHING, REFUSED)
    assert not is_right(tmp_path, NOTHING, told("12"))
    for asked in (WHO, WHAT, FACT):
        assert not is_right(tmp_path, asked, REFUSED)


def test_wrong_answers_are_listed_with_what_was_wanted(tmp_path: Path) -> None:
    report = run(tmp_path, WHAT, said(2))

    assert (report.total.asked, report.total.answered, report.total.right) == (1, 1, 0)
    assert report.errors[0]["wanted"] == ("السد ممتلئ تماما", "المياه تكفي المدينة عامين")
    assert "| what_said | 1 | 1 | 0.0000 |" in "\n".join(answer_tables(report))


def test_the_second_of_two_alike_quotes_is_not_taken_for_the_first(tmp_path: Path) -> None:
    text = "قال سالم إن الباب مفتوح. وقالت هند إن الباب مفتوح."
    at = text.rindex("الباب مفتوح")
    quotes = [
        {"text": "الباب مفتوح", "occurrence": n, "kind": "indirect", "cue": "قال", "speaker": who, "aliases": []}
        for n, who in enumerate(("سالم", "هند"))
    ]
    asked = {"type": "what_said", "q": "ماذا قالت هند؟", "answers": [1]}
    path = tmp_path / "gold.jsonl"
    line = {"id": "1", "source": "صحيفة", "text": text, "quotes": quotes, "questions": [asked]}
    path.write_text(json.dumps(line, ensure_ascii=False), "utf-8")

    def second(read: Attribution, _question: str) -> Answer:
        return said(*(n for n, quote in enumerate(read.quotes) if quote.meets(Span(at, at + 1))))

    assert evaluate(read_gold(path), attribute, second).total.right == 1
    assert evaluate(read_gold(path), attribute, lambda _read, _question: said(0)).total.right == 0


def test_the_command_answers_and_writes_what_went_wrong(tmp_path: Path) -> None:
    gold, errors = tmp_path / "gold.jsonl", tmp_path / "errors.jsonl"
    line = {"id": "1", "source": "صحيفة", "text": TEXT, "quotes": QUOTES, "questions": [WHO, WHAT, FACT, NOTHING]}
    gold.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "models.evaluate", "answers", str(gold), "--errors", str(errors)]

    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    assert "| all | 4 |" in done.stdout
    wrong = [json.loads(each) for each in errors.read_text("utf-8").splitlines()]
    right = float(done.stdout.rstrip().split("|")[-2])
    assert len(wrong) == round(4 * (1 - right))


def test_the_command_measures_a_language_model_and_says_how_its_questions_ended(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    line = {"id": "1", "source": "صحيفة", "text": TEXT, "quotes": QUOTES, "questions": [WHO, WHAT, FACT, NOTHING]}
    gold.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "models.evaluate", "answers", str(gold), "--engine", "llm"]
    listed = sent(b'{"object": "list", "data": [{"id": "tested"}]}')
    absent = whole('{"kind": "absent", "quotes": [], "sentences": [], "wording": ""}')

    with Server() as server:
        server.answer(listed, absent)
        setting = {"LLM_BASE_URL": server.address, "LLM_MODEL": "tested"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | setting)
    unset = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert "| all | 4 |" in done.stdout
    assert "| absent | 4 |" in done.stdout
    assert (unset.returncode, "LLM_BASE_URL and LLM_MODEL" in unset.stderr) == (1, True)


def test_the_command_knows_every_engine() -> None:
    assert set(ANSWERERS) == set(get_args(Settings.model_fields["answerer"].annotation))
