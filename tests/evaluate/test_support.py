import json
from pathlib import Path

import pytest

from models.evaluate.changes import changed, right
from models.evaluate.gold import read_gold
from models.evaluate.support import Trial, evaluate, evaluate_written, measure, support_tables, trials
from models.quotes import attribute
from models.reading import Article

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "data" / "quotes" / "dev.jsonl"
DAM = """قال وزير الري عمر زيدان إن سد الوادي يكفي مدينة حلب خمسة أعوام كاملة على الأقل.
وأعلن المهندس سالم القاضي أن أعمال الصيانة لن تتوقف يوم الخميس في المحطات الثلاث القديمة."""
MINISTER = "وزير الري عمر زيدان"
SCHOOL = """أكدت المديرة هند كنعان أن المدرسة الجديدة في دمشق ستفتح أبوابها في سبتمبر لأبناء الحي.
ارتفع عدد التلاميذ المسجلين هذا العام إلى 40 تلميذا في كل صف من الصفوف."""


def _quote(text: str, cue: str, speaker: str) -> dict[str, object]:
    return {"text": text, "kind": "indirect", "cue": cue, "speaker": speaker, "aliases": []}


ARTICLES = [
    {
        "id": "dam",
        "text": DAM,
        "quotes": [
            _quote("سد الوادي يكفي مدينة حلب خمسة أعوام كاملة على الأقل", "قال", MINISTER),
            _quote(
                "أعمال الصيانة لن تتوقف يوم الخميس في المحطات الثلاث القديمة", "وأعلن", "المهندس سالم القاضي"
            ),
        ],
    },
    {
        "id": "school",
        "text": SCHOOL,
        "quotes": [
            _quote("المدرسة الجديدة في دمشق ستفتح أبوابها في سبتمبر لأبناء الحي", "أكدت", "المديرة هند كنعان")
        ],
    },
]  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in ARTICLES), "utf-8")
    return path


@pytest.fixture
def cases(gold):
    """The right sentences of the first article, each with what is made of it."""
    article, *others = read_gold(gold)
    made = right(article, attribute(article.article))
    return [(case, {each.change: each.sentence for each in changed(case, article, others, 0)}) for case in made]


def test_right_sentences_are_statements_under_their_speakers_and_the_articles_own(cases):
    made = {(case.made, case.speaker): case.sentence for case, _ in cases}

    assert made["said", MINISTER] == "قال وزير الري عمر زيدان إن سد الوادي يكفي مدينة حلب خمسة أعوام كاملة على الأقل."
    assert made["turned", MINISTER] == "سد الوادي يكفي مدينة حلب خمسة أعوام كاملة على الأقل، بحسب وزير الري عمر زيدان."
    assert made["whole", ""] in DAM


def test_each_change_turns_what_it_is_named_after(cases):
    said = next(made for case, made in cases if case.made == "said" and case.speaker == MINISTER)

    assert said["speaker"].startswith("قال المهندس سالم القاضي إن سد الوادي")
    assert said["name"].startswith("قال المديرة هند كنعان إن سد الوادي")
    assert said["negation"].startswith("نفى وزير الري عمر زيدان")
    assert "خمسة" not in said["number"]
    assert "حلب" not in said["place"]


def test_a_day_is_changed_for_one_that_the_article_does_not_have(cases):
    dated = [made["date"] for case, made in cases if "الخميس" in case.sentence]

    assert dated
    assert all("الخميس" not in sentence for sentence in dated)


def test_a_changed_sentence_stands_nowhere_in_its_article(cases):
    assert sum(len(made) for _, made in cases) > 5
    assert not [sentence for _, made in cases for sentence in made.values() if sentence.rstrip(".") in DAM]


def test_every_right_sentence_and_every_change_is_tried_once(gold):
    tried = list(trials(list(read_gold(gold)), attribute))
    report = evaluate(gold)

    assert report.refused().tried == sum(each.supported for each in tried) > 0
    assert report.caught().tried == sum(not each.supported for each in tried) > 0
    assert list(trials(list(read_gold(gold)), attribute)) == tried


def test_refused_right_sentences_and_missed_false_ones_are_listed_with_their_faults():
    about = attribute(Article(DAM))
    report = measure(
        [
            Trial(about, "سد الوادي يكفي مدينة حلب تسعة أعوام.", supported=True, kind="said"),
            Trial(about, "سد الوادي يكفي مدينة حلب خمسة أعوام.", supported=False, kind="number"),
            Trial(about, "سد الوادي يكفي مدينة حلب سبعة أعوام.", supported=False, kind="number"),
        ]
    )

    assert (report.refused().tried, report.refused().share) == (1, 1.0)
    assert (report.caught().tried, report.caught().share) == (2, 0.5)
    assert [(error["error"], error["faults"]) for error in report.errors] == [
        ("refused", ["number: تسعة"]),
        ("missed", []),
    ]


def test_nothing_tried_is_nothing_refused():
    assert measure([]).refused().share == 0.0


def test_the_tables_hold_every_kind_and_the_whole():
    about = attribute(Article(DAM))
    report = measure([Trial(about, "سد الوادي يكفي مدينة حلب سبعة أعوام.", supported=False, kind="number")])
    lines = list(support_tables(report))

    assert "| number | 1 | 1.000 |" in lines
    assert "| all | 0 | 0.000 |" in lines
    assert all(line == "" or line.count("|") == 4 for line in lines)


def test_written_sentences_are_taken_by_the_articles_that_are_given(tmp_path):
    gold, sentences = tmp_path / "gold.jsonl", tmp_path / "sentences.jsonl"
    gold.write_text(json.dumps({"id": "dam", "text": DAM, "quotes": []}) + "\n", "utf-8")
    told = [("dam", "سد الوادي يكفي مدينة حلب سبعة أعوام.", False, "number"), ("other", "رحل الشتاء.", True, None)]
    sentences.write_text(
        "".join(
            json.dumps({"article": article, "sentence": sentence, "supported": supported, "change": change}) + "\n"
            for article, sentence, supported, change in told
        ),
        "utf-8",
    )
    report = evaluate_written(gold, sentences)

    assert (report.caught().tried, report.caught().share) == (1, 1.0)
    assert report.refused().tried == 0


@pytest.mark.skipif(not GOLD.exists(), reason="needs the shared data")
def test_on_annotated_articles_few_right_sentences_are_refused_and_most_false_ones_caught(tmp_path):
    some = tmp_path / "some.jsonl"
    some.write_text("".join(GOLD.read_text("utf-8").splitlines(keepends=True)[:8]), "utf-8")
    report = evaluate(some)

    assert report.refused().tried > 40
    assert report.refused().share <= 0.1
    assert report.caught().share >= 0.85
