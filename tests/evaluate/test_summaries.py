import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from models.evaluate.__main__ import ENGINES
from models.evaluate.intervals import mean_interval
from models.evaluate.peers import PEERS, peers
from models.evaluate.rouge import word_rouge_1
from models.evaluate.summaries import BEST, FIRST_POINT, LEADS, MEASURES, WHOLE, Report, Systems, evaluate
from models.evaluate.summaries_run import options
from models.evaluate.summaries_table import Run, summary_tables
from models.evaluate.summarised import read_summarised
from models.quotes import attribute
from models.reading import Point, Summary
from models.summaries.engines import Engine, EngineOptions
from models.summaries.extractive import ExtractiveSummarizer

ROOT = Path(__file__).parents[2]
LEAD = "افتتحت وزارة المياه سد الوادي الجديد أمس الأربعاء بعد عشر سنوات من العمل."
REST = (
    "وقال الوزير عمر زيدان إن السد ممتلئ تماما ويكفي سكان الوادي وحقوله عامين كاملين إذا لم ينزل المطر. "
    "ويبلغ ارتفاع السد ثمانين مترا، وتنتج محطته من الكهرباء ما تحتاج إليه ثلاث مدن كبيرة في الشمال. "
    "واحتج عشرات المزارعين أمام بوابة السد على غرق حقولهم وبيوتهم القديمة خلف جداره منذ الشتاء الماضي. "
    "ووعدت الوزارة بأن تدفع لكل أسرة تعويضا قبل نهاية العام، وبأن تبني للقرية مدرسة جديدة على التل. "
    "ويرى خبراء البيئة أن الأسماك ستعود إلى النهر بعد عامين إذا فتحت البوابات كل ربيع."
)
SUMMARY = "وزارة المياه تفتتح سد الوادي الجديد بعد عشر سنوات من العمل."
ARTICLE = {
    "id": "1",
    "title": "سد الوادي يفتتح",
    "summary": SUMMARY,
    "text": f"{LEAD}\n{REST}",
    "text_without_lead": REST,
}
SECOND = {"summary": "المزارعون يحتجون على السد.", "text": REST}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in (ARTICLE, SECOND)), "utf-8")
    return path


@pytest.fixture
def report(file):
    return evaluate(read_summarised(file), systems())


def systems(summarizer=None):
    def holds(attribution):
        return lambda sentence: sentence in attribution.article.text

    return Systems(attribute, summarizer or ExtractiveSummarizer(), peers(), holds)


def test_every_row_is_measured_on_every_text_that_the_articles_have(report):
    assert report.articles == 2
    assert {len(row) for row in report.fields["text"].values()} == {2}
    assert {len(row) for row in report.fields["text_without_lead"].values()} == {1}


def test_the_first_sentences_are_those_of_our_own_splitting(report):
    told = [report.fields["text"][lead][0].told.sentences for lead in LEADS]

    assert [len(each) for each in told] == [1, 2, 3]
    assert told[0] == (LEAD,)
    assert report.fields["text"]["lead-1"][0].figures[0] == word_rouge_1(LEAD, SUMMARY)


def test_no_single_sentence_beats_the_best_one_in_any_figure(report):
    for rows in report.fields.values():
        for row in ("lead-1", *PEERS):
            for one, best in zip(rows[row], rows[BEST], strict=True):
                assert all(a <= b for a, b in zip(one.figures, best.figures, strict=True))


def test_the_whole_summary_begins_with_the_first_point_and_takes_the_same_time(report):
    for first, whole in zip(report.fields["text"][FIRST_POINT], report.fields["text"][WHOLE], strict=True):
        assert whole.told.sentences[:1] == first.told.sentences
        assert whole.words > first.words
        assert whole.told.seconds == first.told.seconds > 0


def test_what_the_article_does_not_support_and_what_fell_short_is_counted(file):
    class Inventing:
        def summarize(self, attribution, length=None):
            plain = ExtractiveSummarizer().summarize(attribution)
            invented = Point("انهار السد كله.", plain.points[0].evidence)
            return Summary(plain.headline, (invented, *plain.points[:1]), "llm", "unsupported")

    rows = evaluate(read_summarised(file), systems(Inventing())).fields["text"]

    assert [each.supported for each in rows[FIRST_POINT]] == [0, 0]
    assert [(each.supported, each.told.shortfall) for each in rows[WHOLE]] == [(1, True), (1, True)]
    shown = table({"text": rows}, "llm")
    assert cells(shown, "llm, whole summary")[-3:-1] == ["50.0 %", "100.0 %"]
    assert cells(shown, "lead-1")[-3:] == ["100.0 %", "-", "-"]


def test_the_tables_say_what_was_measured_with_what_and_hold_the_means(report):
    shown = table(report.fields)

    assert "2 articles of articles.jsonl, engine extractive, 1 May 2026; Python 3.11.9, sumy 0.13.0." in shown
    rows = report.fields["text"]
    for row, name in (("lead-1", "lead-1"), (FIRST_POINT, "extractive, first point")):
        means = [100 * sum(each.figures[n] for each in rows[row]) / 2 for n in range(len(MEASURES))]
        assert cells(shown, name)[: len(MEASURES)] == [f"{mean:.1f}" for mean in means]


def test_the_first_point_is_held_against_the_first_sentence_and_the_best_of_the_others(report):
    shown = table(report.fields)
    best = max(PEERS, key=lambda peer: sum(each.figures[0] for each in report.fields["text"][peer]))
    compared = shown.partition("first point minus")[2].splitlines()[2:4]

    assert [line.split(" | ")[0] for line in compared] == ["| lead-1", f"| {best}"]


def test_an_interval_holds_its_mean_narrows_with_the_articles_and_comes_out_the_same():
    few, many = mean_interval([0.0, 1.0] * 5), mean_interval([0.0, 1.0] * 500)

    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 5
    assert many == mean_interval([0.0, 1.0] * 500)
    assert (one := mean_interval([3.0])).low == one.mean == one.high == 3.0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        (b"[" * 100_000, "not a line of JSON"),
        (b'["summary", "text"]', "not an object"),
        (b'{"text": "\\u0646\\u0639\\u0645"}', 'no "summary"'),
        (b'{"summary": "\\u0646\\u0639\\u0645", "text": " "}', 'no "text"'),
        (b'{"summary": 7, "text": "x"}', '"summary" is not a string'),
        (b'{"summary": "x", "text": "x", "text_without_lead": []}', '"text_without_lead" is not a string'),
        (b'{"summary": "x", "text": "' + b"x" * 200_001 + b'"}', '"text" is longer than 200,000 characters'),
        (b" " * 4_000_001, "longer than 4,000,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_that_holds_no_article_is_named_by_its_number(file, line, said):
    file.write_bytes(file.read_bytes() + b"\n" + line + b"\n")

    with pytest.raises(ValueError, match=rf"^articles\.jsonl, line 4: {said}"):
        read_summarised(file)


def test_a_file_without_articles_is_refused(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n \n")

    with pytest.raises(ValueError, match=r"none\.jsonl holds no article"):
        read_summarised(tmp_path / "none.jsonl")


def test_the_command_prints_the_tables_and_shows_its_progress_beside_them(file):
    done = run("summaries", str(file))

    assert done.returncode == 0, done.stderr
    assert "| extractive, first point | " in done.stdout
    assert "The summary against `text_without_lead`, 1 articles:" in done.stdout
    assert "2/2" in done.stderr


def test_the_command_ends_at_a_line_that_holds_no_article(file):
    file.write_text('{"summary": "نعم"}\n', "utf-8")

    done = run("summaries", str(file))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == 'articles.jsonl, line 1: no "text"'


def test_the_command_says_what_to_install_to_measure(file):
    code = "import runpy, sys; sys.modules['sumy'] = None; runpy.run_module('models.evaluate', run_name='__main__')"

    done = subprocess.run(
        [sys.executable, "-c", code, "summaries", str(file)], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode == 1
    assert "sumy" in done.stderr
    assert done.stderr.strip().endswith("to measure summaries, pip install sumy nltk")
    assert "Traceback" not in done.stderr


def test_the_variables_of_the_bot_set_an_engine_up():
    set_up = {
        "MODELS_DIR": "kept/models",
        "SUMMARIZER_MODEL": "toy",
        "LLM_BASE_URL": "http://127.0.0.1:8080/v1",
        "LLM_API_KEY": "a-key",
        "LLM_MODEL": "small",
    }

    made = options(set_up)

    assert {name.lower() for name in set_up} < set(Settings.model_fields)
    assert (made.folder, made.checkpoint) == (Path("kept/models"), "toy")
    assert (made.endpoint.address, made.endpoint.model) == ("http://127.0.0.1:8080/v1", "small")
    unset, default = options(dict.fromkeys(set_up, "")), EngineOptions()
    assert (unset.folder, unset.checkpoint, unset.endpoint.address) == (default.folder, default.checkpoint, "")


def test_the_command_knows_every_engine():
    assert set(ENGINES) == set(Engine)


def run(*arguments):
    command = [sys.executable, "-m", "models.evaluate", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def table(fields, engine="extractive"):
    run = Run("articles.jsonl", engine, "1 May 2026", {"Python": "3.11.9", "sumy": "0.13.0"})
    return "\n".join(summary_tables(Report(2, fields), run))


def cells(shown, row):
    line = next(line for line in shown.splitlines() if line.startswith(f"| {row} |"))
    return line.strip("| ").split(" | ")[1:]
