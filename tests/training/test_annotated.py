import json
from pathlib import Path

from models.reading import Span
from models.training.annotated import ANNOTATIONS, AnnotatedArticle, AnnotatedQuote, as_gold, asked

KEPT = 80
TEXT = "قالت الوزيرة سلمى عيد إن الجسر يفتح الأحد. وبلغ طول الجسر 900 متر."


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_questions_are_joined_with_names_and_words_for_numbers_and_places(tmp_path: Path) -> None:
    quote = AnnotatedQuote(place("الجسر يفتح الأحد"), "indirect", place("قالت"), place("الوزيرة سلمى عيد"), 0)
    article = AnnotatedArticle(
        "one", "ours", "عنوان", TEXT, ((place("الوزيرة سلمى عيد"), place("سلمى عيد")),), (quote,)
    )
    evidence = place("وبلغ طول الجسر 900 متر.")
    questions = [
        {"type": "who_said", "q": "مين قالت؟", "answers": [0], "evidence": [0, TEXT.index(" وبلغ")]},
        {"type": "what_said", "q": "ماذا قالت؟", "answers": [0], "evidence": [0, TEXT.index(" وبلغ")]},
        {"type": "fact", "q": "كم طوله؟", "answers": ["900 متر"], "evidence": [evidence.start, evidence.end]},
        {"type": "unanswerable", "q": "كم كلف؟", "answers": [], "evidence": None},
    ]
    kept = tmp_path / "questions.jsonl"
    kept.write_text(json.dumps({"id": "one", "set": "kept", "questions": questions}, ensure_ascii=False), "utf-8")

    who, what, fact, nothing = as_gold(article, asked(kept)["one"])["questions"]

    assert who["answers"] == ["الوزيرة سلمى عيد", "سلمى عيد"]
    assert who["evidence"] == "قالت الوزيرة سلمى عيد إن الجسر يفتح الأحد."
    assert what["answers"] == [0]
    assert (fact["answers"], fact["evidence"]) == (["900 متر"], "وبلغ طول الجسر 900 متر.")
    assert nothing["evidence"] is None


def test_an_article_that_nobody_asked_about_has_no_questions() -> None:
    assert as_gold(AnnotatedArticle("one", "ours", "", TEXT, (), ()))["questions"] == []


def test_the_questions_that_are_kept_aside_are_about_the_articles_that_are() -> None:
    order = [json.loads(line)["id"] for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    lines = ANNOTATIONS.with_name("questions.jsonl").read_text("utf-8").splitlines()
    for told in map(json.loads, lines):
        assert told["set"] == ("kept" if order.index(told["id"]) < KEPT else "develop")


def test_every_question_points_at_speakers_and_quotes_of_its_article() -> None:
    marks = {told["id"]: told for told in map(json.loads, ANNOTATIONS.read_text("utf-8").splitlines())}
    for name, questions in asked().items():
        sizes = {"who_said": len(marks[name]["speakers"]), "what_said": len(marks[name]["quotes"])}
        assert len({each["q"] for each in questions}) == len(questions)
        for each in questions:
            assert bool(each["answers"]) == (each["type"] != "unanswerable") == (each["evidence"] is not None)
            if each["type"] in sizes:
                assert all(0 <= n < sizes[each["type"]] for n in each["answers"])
