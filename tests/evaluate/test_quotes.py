import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.arabic.words import words
from models.evaluate.gold import read_gold
from models.evaluate.overlap import covered, overlap, same_person
from models.evaluate.quotes import evaluate
from models.evaluate.table import tables
from models.quotes import attribute
from models.reading import Span

ROOT = Path(__file__).parents[2]
TEXT = 'قال الوزير عمر زيدان إن السد ممتلئ تماما. وأضاف: "المياه تكفي عامين". وذكر حارس أن الباب كان مفتوحا.'
SPEAKER = {"speaker": "الوزير عمر زيدان", "aliases": ["عمر زيدان"]}
QUOTES = [
    {"text": "السد ممتلئ تماما", "kind": "indirect", "cue": "قال", **SPEAKER},
    {"text": "المياه تكفي عامين", "kind": "direct", "cue": "وأضاف", "speaker": "الخبير زيد", "aliases": []},
    {"text": "مفتوحا", "kind": "indirect", "cue": "كان", **SPEAKER},
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "source": "صحيفة", "text": TEXT, "quotes": QUOTES}) + "\n", "utf-8")
    return path


def test_found_right_missed_and_added_quotes_are_counted(gold):
    report = evaluate(read_gold(gold), attribute)

    assert (report.total.gold, report.total.read, report.total.found, report.total.right) == (3, 3, 2, 1)
    assert [error["error"] for error in report.errors] == ["speaker", "missed", "added"]
    assert report.kinds["direct"].found == 1
    assert report.outlets["صحيفة"].measures()["precision"] == pytest.approx(2 / 3)


def test_the_tables_hold_every_figure(gold):
    shown = "\n".join(tables(evaluate(read_gold(gold), attribute)))

    assert "| all | 3 | 3 | 0.667 | 0.667 | 0.667 |" in shown
    assert "| direct | 1 | 1.000 | 0.000 |" in shown


def test_the_command_prints_the_tables_and_writes_the_errors(gold, tmp_path):
    errors = tmp_path / "errors.jsonl"
    command = [sys.executable, "-m", "models.evaluate", "quotes", str(gold), "--errors", str(errors)]

    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    assert "| all | 3 | 3 |" in done.stdout
    assert len(errors.read_text("utf-8").splitlines()) == 3


def test_a_gold_quote_that_its_article_does_not_hold_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    quote = {"text": "ليس هنا", "kind": "direct", "cue": "قال", **SPEAKER}
    path.write_text(json.dumps({"id": "7", "text": TEXT, "quotes": [quote]}), "utf-8")

    with pytest.raises(ValueError, match="7: the article does not hold"):
        list(read_gold(path))


def test_overlap_is_of_words_and_leaves_a_complementiser_out():
    among = words("قال إن السد ممتلئ")
    whole = covered(among, Span(4, 17))
    assert whole == covered(among, Span(7, 17))
    assert overlap(whole, covered(among, Span(7, 11))) == 0.5


def test_names_agree_by_half_their_words():
    assert same_person("زيدان", ["عمر زيدان"])
    assert not same_person("حارس", ["عمر زيدان"])
    assert not same_person(None, ["عمر زيدان"])
