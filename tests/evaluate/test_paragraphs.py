import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.evaluate.paragraphs import Ask, Paragraph, measure, paragraph_tables, ranked, read_paragraphs
from models.quotes import attribute
from models.reading import Article, Span

ROOT = Path(__file__).parents[2]
TEXT = """تقع مدينة نورين على شاطئ البحر الشرقي. بني ميناؤها القديم عام 1871 من الحجر الأبيض.
يسكنها اليوم 40 ألف شخص يعمل أكثرهم في صيد السمك. وفيها متحف صغير للسفن افتتحته البلدية."""
QUESTION = "متى بني ميناء نورين القديم؟"


def where(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_the_sentence_that_proves_the_answer_comes_first_and_each_stands_once() -> None:
    read = attribute(Article(TEXT))

    found = ranked(read, QUESTION)

    assert found[0].covers(where("1871"))
    assert sorted((each.start, each.end) for each in found) == [(each.start, each.end) for each in read.sentences]


def test_sentences_are_ranked_where_a_question_is_not_answered_or_not_understood() -> None:
    read = attribute(Article(TEXT))

    assert len(ranked(read, "؟؟؟")) == len(read.sentences)
    assert len(ranked(read, "كم عدد طائرات البلدية؟")) == len(read.sentences)


def test_a_right_answer_counts_everywhere_and_a_wrong_one_only_among_the_best() -> None:
    right = measure([Paragraph(TEXT, (Ask(QUESTION, where("1871")),))])
    wrong = measure([Paragraph(TEXT, (Ask(QUESTION, where("40 ألف شخص")),))])

    assert (right.asked, right.within[0], right.shown) == (1, 1, 1)
    assert right.f1 > 0
    assert (wrong.within[0], wrong.shown, wrong.exact, wrong.f1) == (0, 0, 0, 0)
    assert right.chance == pytest.approx([0.25, 0.5, 0.75])


def test_the_command_reads_paragraphs_in_the_form_of_squad(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    asked = [{"question": f" - {QUESTION} ", "answers": [{"text": "1871", "answer_start": TEXT.index("1871")}]}]
    path.write_text(json.dumps({"data": [{"paragraphs": [{"context": TEXT, "qas": asked}]}]}), "utf-8")

    (paragraph,) = read_paragraphs(path)
    command = [sys.executable, "-m", "models.evaluate", "paragraphs", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    assert paragraph == Paragraph(TEXT, (Ask(QUESTION, where("1871")),))
    assert done.stdout.splitlines() == list(paragraph_tables(measure([paragraph])))
    assert "| sentence among the 1 best | 1.000 | 0.250 |" in done.stdout
