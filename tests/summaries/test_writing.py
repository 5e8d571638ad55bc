"""Engines that write: what reaches the reader of what they wrote."""

import logging
from collections.abc import Sequence

import pytest

from models.reading import Summary
from models.summaries.engine import Draft, Length, Task, WriterError
from models.summaries.extractive import ExtractiveSummarizer
from models.summaries.writing import WritingSummarizer
from tests.summaries.articles import read

TITLE = "مصنع الألبان في الواحة يغلق أبوابه"
ARTICLE = (
    "أعلنت شركة المراعي الشرقية يوم الأحد إغلاق مصنعها للألبان في مدينة الواحة بعد خمسة وعشرين عاما من العمل.\n"
    "وقال مدير الشركة نبيل الحداد إن ارتفاع أسعار العلف جعل الإنتاج خاسرا، وإن 320 عاملا سيفقدون وظائفهم بنهاية آذار.\n"
    "وطالبت رئيسة نقابة عمال الغذاء، هدى سلامة، الحكومة بشراء المصنع وتشغيله حفاظا على أرزاق العائلات.\n"
    "ونفى وزير الصناعة كريم الأيوبي أن تكون الحكومة قد رفضت دعم الشركة، مؤكدا أن المحادثات مع إدارتها مستمرة.\n"
    "وينتج المصنع ستين طنا من الحليب المبستر كل يوم ويبيعه في ثلاث محافظات مجاورة.\n"
    "وتأسست الشركة قبل أربعة عقود بقرض من مصرف التنمية الزراعية، وكانت تصدر الأجبان إلى أسواق الخليج وشمال أفريقيا.\n"
    "ويخشى أصحاب المزارع الصغيرة أن تتلف محاصيلهم من الحليب إذا لم يجدوا مشتريا آخر قبل بداية فصل الصيف الحار.\n"
    "وأقر المجلس المحلي منحة قدرها خمسة آلاف دينار لكل أسرة تفقد معيلها الوحيد، على أن تصرف خلال شهر واحد.\n"
    "وتراجع عدد الأبقار في المنطقة إلى النصف خلال السنوات العشر الماضية بسبب الجفاف ونقص المراعي الطبيعية.\n"
    "وتجمع عشرات العمال أمام بوابة المصنع ورفعوا لافتات تطالب بتعويض عادل لكل من أمضى سنوات في خدمته.\n"
)
CLOSES = "أغلقت شركة المراعي الشرقية مصنع الألبان في مدينة الواحة بعد خمسة وعشرين عاما من العمل."
JOBS = "قال مدير الشركة نبيل الحداد إن 320 عاملا سيفقدون وظائفهم بنهاية آذار."
UNION = "طالبت رئيسة نقابة عمال الغذاء هدى سلامة الحكومة بشراء المصنع وتشغيله."
WRONG_NUMBER = "قال مدير الشركة نبيل الحداد إن 870 عاملا سيفقدون وظائفهم بنهاية آذار."


class Scripted:
    """A writer that writes what it is told to, one draft a call, and keeps what it was asked."""

    name, capacity = "scripted", 200

    def __init__(self, *drafts: Draft | WriterError) -> None:
        self.drafts = list(drafts)
        self.asked: list[Task] = []

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        self.asked += tasks
        draft = self.drafts.pop(0)
        if isinstance(draft, WriterError):
            raise draft
        return [draft]


def written(
    writer: Scripted, text: str = ARTICLE, title: str | None = TITLE, length: Length = Length.NORMAL
) -> Summary:
    return WritingSummarizer(writer).summarize(read(text, title), length)


def texts(summary: Summary) -> list[str]:
    return [point.text for point in summary.points]


def plain(length: Length = Length.NORMAL) -> Summary:
    return ExtractiveSummarizer().summarize(read(ARTICLE, TITLE), length)


def test_what_the_article_supports_is_shown_with_its_evidence():
    summary = written(Scripted(Draft((CLOSES, JOBS, UNION))))
    assert sorted(texts(summary)) == sorted([CLOSES, JOBS, UNION])
    assert (summary.engine, summary.shortfall) == ("scripted", None)
    proofs = {point.text: point.evidence.of(ARTICLE) for point in summary.points}
    assert "320 عاملا" in proofs[JOBS]
    assert "هدى سلامة" in proofs[UNION]
    starts = [point.evidence.start for point in summary.points[1:]]
    assert starts == sorted(starts)


def test_what_is_not_supported_is_written_again_once_and_never_shown():
    writer = Scripted(Draft((CLOSES, WRONG_NUMBER, UNION)), Draft((JOBS,)))
    summary = written(writer)
    assert sorted(texts(summary)) == sorted([CLOSES, JOBS, UNION])
    assert summary.shortfall is None
    first, again = writer.asked
    assert (first.rejected, again.rejected) == ((), (WRONG_NUMBER,))
    assert again.focuses == (first.focuses[1],)


def test_what_fails_twice_gives_way_to_a_sentence_of_the_article_and_the_reader_is_told():
    summary = written(Scripted(Draft((CLOSES, WRONG_NUMBER, UNION)), Draft((WRONG_NUMBER,))))
    assert WRONG_NUMBER not in texts(summary)
    assert summary.shortfall == "unsupported"
    assert CLOSES in texts(summary)
    for text in set(texts(summary)) - {CLOSES, UNION}:
        assert text in texts(plain())


@pytest.mark.parametrize("shortfall", ["missing", "unreachable", "unusable"])
def test_a_writer_that_has_nothing_to_give_leaves_the_extractive_summary_and_says_why(shortfall, caplog):
    summary = written(Scripted(WriterError(shortfall, "the server at 127.0.0.1 is away")))
    assert texts(summary) == texts(plain())
    assert (summary.engine, summary.shortfall) == ("extractive", shortfall)
    assert "is away" in caplog.text


def test_a_writer_that_leaves_half_way_keeps_what_it_wrote_and_the_rest_is_the_articles():
    summary = written(Scripted(Draft((CLOSES, WRONG_NUMBER)), WriterError("unreachable", "gone")))
    assert CLOSES in texts(summary)
    assert WRONG_NUMBER not in texts(summary)
    assert (summary.engine, summary.shortfall) == ("scripted", "unreachable")


def test_nothing_is_said_twice():
    summary = written(Scripted(Draft((CLOSES, CLOSES, UNION)), Draft((CLOSES,))))
    assert texts(summary).count(CLOSES) == 1
    assert len({point.text for point in summary.points}) == len(summary.points)


@pytest.mark.parametrize("rubbish", ["", "نعم.", "كلمة " * 90, "###", "\u202e\u202d"])
def test_what_is_no_sentence_is_no_point(rubbish: str):
    summary = written(Scripted(Draft((rubbish, rubbish, rubbish)), Draft((rubbish,))))
    assert texts(summary) == texts(plain())


def test_a_headline_of_the_writers_is_taken_only_where_the_article_has_none_and_supports_it():
    supported, invented = "شركة المراعي الشرقية تغلق مصنعها للألبان في الواحة", "الرئيس الفرنسي يزور مصنع الألبان"
    assert written(Scripted(Draft((CLOSES, JOBS, UNION), supported))).headline == TITLE
    assert written(Scripted(Draft((CLOSES, JOBS, UNION), supported)), title=None).headline == supported
    assert written(Scripted(Draft((CLOSES, JOBS, UNION), invented)), title=None).headline != invented


def test_a_writer_reads_no_more_than_it_can_hold_and_still_reads_the_end():
    late = "وفي ختام الجلسة أعلنت شركة المراعي الشرقية أنها تبيع المصنع لتعاونية من مزارعي الواحة.\n"
    middle = "".join(
        f"وتحدث العامل رقم {n} عن سنواته في المصنع وعن أبنائه الذين يدرسون في مدارس الواحة القريبة من بيته.\n"
        for n in range(600)
    )
    writer = Scripted(Draft((CLOSES,)), Draft(()))
    written(writer, ARTICLE + middle + late * 3)
    task = writer.asked[0]
    assert all(len(each.split()) <= Scripted.capacity for each in (task.text, *task.focuses))
    *_, last = task.text.split("\n")
    assert (ARTICLE + middle + late).index(last) > 0.6 * len(middle)


def test_what_was_refused_is_told_in_the_log_by_its_kind_and_not_by_its_words(caplog):
    with caplog.at_level(logging.INFO):
        written(Scripted(Draft((CLOSES, WRONG_NUMBER, UNION)), Draft((JOBS,))))
    assert "number" in caplog.text
    assert "870" not in caplog.text


def test_an_article_without_a_sentence_is_not_written_about():
    assert written(Scripted(), "", None) == Summary("")
