"""What the weights of the answers are learned from."""

import json
from pathlib import Path

from models.evaluate.gold import read_gold
from models.training.answers.examples import Example, from_gold, from_paragraphs
from models.training.answers.learning import learn

TEXT = "قال وزير النقل سامي الكيال إن الجسر آمن.\nوقالت المهندسة رنا الحموي إن كلفة الطريق 46 مليون دينار.\n"


def quote(text: str, cue: str, speaker: str) -> dict[str, object]:
    return {"text": text, "kind": "indirect", "cue": cue, "mention": None, "speaker": speaker, "aliases": []}


def gold(tmp_path: Path) -> Path:
    quotes = [
        quote("الجسر آمن", "قال", "وزير النقل سامي الكيال"),
        quote("كلفة الطريق 46 مليون دينار", "قالت", "المهندسة رنا الحموي"),
    ]
    questions = [
        {"type": "who_said", "q": "من قال إن الجسر آمن؟", "answers": ["الكيال", "سامي الكيال"], "evidence": None},
        {"type": "what_said", "q": "ماذا قالت رنا الحموي؟", "answers": [1], "evidence": None},
        {"type": "fact", "q": "كم كلفة الطريق؟", "answers": ["46 مليون دينار"], "evidence": None},
        {"type": "unanswerable", "q": "متى يفتح المطار؟", "answers": [], "evidence": None},
    ]
    told = {"id": "one", "source": "here", "title": None, "text": TEXT, "quotes": quotes, "questions": questions}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(told) + "\n", "utf-8")
    return path


def test_each_question_tells_what_is_offered_and_which_of_it_is_right(tmp_path: Path):
    who, without, what, _unnamed, fact, none = from_gold(read_gold(gold(tmp_path)))
    assert (without.right, without.told) == ((False,), False)
    assert (who.scale, who.right) == ("who_said", (True, False))
    assert (what.scale, what.kind, what.right) == ("what_said", "of_somebody", (True,))
    assert fact.scale == "fact"
    assert any(fact.right)
    assert not none.told
    assert not any(none.right)


def test_of_a_paragraph_the_sentence_that_holds_the_answer_is_right(tmp_path: Path):
    asked = [{"question": "كم كلفة الطريق؟", "answers": [{"text": "46 مليون دينار", "answer_start": TEXT.index("46")}]}]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "t", "paragraphs": [{"context": TEXT, "qas": asked}]}]}), "utf-8")
    (example,) = from_paragraphs(path)
    assert example.ranked
    assert any(example.right)
    assert not all(example.right)


def test_what_tells_right_from_wrong_gets_the_weight():
    good, bad = {"told": 1.0, "noise": 0.5}, {"told": 0.0, "noise": 0.5}
    found = [Example(str(n), "who_said", "who_said", 0.0, (bad, good), (False, True), told=True) for n in range(8)]
    none = [Example(f"no{n}", "who_said", "who_said", 0.0, (bad, bad), (False, False), told=False) for n in range(8)]
    scale = learn([*found, *none])["who_said"]
    assert scale.weights["told"] > 1
    assert scale.worth(bad) < scale.enough("who_said", 0.0) <= scale.worth(good)
