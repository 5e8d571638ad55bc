import time

import pytest

from models.reading import Article, Attribution
from models.summaries.engine import Length
from models.summaries.extractive import ExtractiveSummarizer
from tests.summaries.articles import BRIDGE, BRIDGE_TITLE, INTERVIEW, read, summary

SLOWEST = 5.0  # seconds for 20,000 words, on a machine that others use too


def test_the_first_point_is_the_lead_and_the_others_follow_in_the_articles_order():
    points = summary(BRIDGE, BRIDGE_TITLE, Length.LONG).points
    starts = [point.evidence.start for point in points]
    assert points[0].text.startswith("افتتح وزير النقل سامي البرغوث جسر المرفأ")
    assert starts == sorted(starts)


def test_a_sentence_that_carries_the_news_comes_first_even_behind_a_sentence_that_does_not():
    text = (
        "وهبت رياح خفيفة على الساحل مساء أمس وخلت الشوارع من المارة مبكرا. " + BRIDGE.split("\n")[0] + "\n"
        "وتوقع خبراء الأرصاد أن يستمر الطقس المعتدل حتى نهاية الأسبوع في معظم أنحاء البلاد.\n"
        "وتستعد المدارس لاستقبال الطلاب في فصل جديد يبدأ صباح يوم الأحد."
    )
    assert summary(text, BRIDGE_TITLE, Length.SHORT).points[0].text.startswith("افتتح وزير النقل")


@pytest.mark.parametrize(("length", "most"), [(Length.SHORT, 1), (Length.NORMAL, 3), (Length.LONG, 5)])
def test_each_length_has_its_number_of_points(length: Length, most: int):
    parts = [
        "أقر المجلس البلدي خطة لزراعة عشرين ألف شجرة زيتون على أطراف المدينة خلال عامين اثنين فقط.",
        "وخصصت الحكومة خمسة ملايين دينار لتمديد شبكة الري بالتنقيط إلى الحقول البعيدة عن النهر.",
        "ورفض مزارعو القمح في السهل الشمالي بيع أراضيهم للمستثمرين الذين عرضوا أسعارا مغرية هذا الشتاء.",
        "وتدرس الجامعة إنشاء كلية للهندسة الزراعية تستقبل مئتي طالب وطالبة مع بداية الخريف.",
        "ونظم ناشطون مسيرة صامتة أمام مبنى المحافظة للمطالبة بإغلاق مصنع الإسمنت القديم.",
        "وارتفعت أسعار الشتلات في المشاتل الخاصة إلى ضعف ما كانت عليه قبل موسم الجفاف.",
        "ووصل خبراء يابانيون إلى البلدة لتدريب الشبان على صيانة المضخات التي تعمل بالطاقة الشمسية.",
        "واستعاد متحف التراث لوحة فسيفساء نادرة سرقها لصوص من المخزن قبل ثلاثين سنة.",
        "وسجلت محطة القياس أعلى منسوب للثلوج فوق القمم الغربية منذ افتتاحها في القرن الماضي.",
        "وأطلقت فرقة المسرح الجوال عروضها المجانية للأطفال في ساحات القرى النائية.",
    ]
    assert len(summary("\n".join(parts * 3), None, length).points) == most


def test_sixty_words_give_one_point():
    text = "\n".join(BRIDGE.split("\n")[:3])
    assert len(text.split()) < 70
    assert len(summary(text, BRIDGE_TITLE, Length.LONG).points) == 1


def test_every_point_has_its_sentence_as_evidence():
    found = read(BRIDGE, BRIDGE_TITLE)
    for point in ExtractiveSummarizer().summarize(found, Length.LONG).points:
        assert point.evidence in found.sentences


def test_nothing_that_the_page_left_and_no_related_story_shows():
    shown = summary(BRIDGE, None, Length.LONG)
    said = " ".join([shown.headline, *(point.text for point in shown.points)])
    for left in ("تعليقات", "التحميل", "يعجبك", "مهرجان التمور"):
        assert left not in said


def test_an_understood_speaker_is_named_in_brackets_and_nothing_begins_with_a_bare_cue():
    points = [point.text for point in summary(INTERVIEW, None, Length.LONG).points]
    assert not any(text.startswith(("وأضافت", "أضافت:", "أضافت أن")) for text in points)
    text = INTERVIEW.replace("وأغلقت", "وأكدت أن القرى الأخرى سليمة المياه تماما وأن الفحوص ستستمر فيها.\nوأغلقت")
    named = summary("\n".join(text.split("\n")[:4]), None, Length.LONG).points
    assert all("[" not in point.text or "الكيالي]" in point.text for point in named)


def test_no_two_points_say_the_same():
    again = "وكان وزير النقل سامي البرغوث قد افتتح جسر المرفأ الجديد في مدينة النخيل بكلفة تسعين مليون دينار."
    points = summary(BRIDGE + "\n" + again, BRIDGE_TITLE, Length.LONG).points
    assert sum("افتتح" in point.text for point in points) == 1


def test_a_question_is_no_point():
    text = BRIDGE.replace(
        "ولم تحدد البلدية", "فهل ينجح وزير النقل في افتتاح جسر المرفأ الجديد الثاني؟\nولم تحدد البلدية"
    )
    assert all("؟" not in point.text for point in summary(text, BRIDGE_TITLE, Length.LONG).points)


def test_an_article_of_headings_alone_still_gives_one_point():
    text = (
        "نتائج مباريات دوري الهواة اليوم\nفوز النخيل على الزعفران بثلاثة أهداف\nتعادل المرفأ مع الواحة بهدف لكل منهما"
    )
    assert len(summary(text).points) == 1


def test_an_article_whose_sentences_all_lean_on_others_gives_the_one_that_reads_best():
    text = "وهو ما أثار غضب السكان في الحي القديم والأحياء القريبة منه. وأضاف أن ذلك لن يتكرر في الأعوام المقبلة أبدا."
    points = summary(text).points
    assert [point.text for point in points] == ["هو ما أثار غضب السكان في الحي القديم والأحياء القريبة منه."]


@pytest.mark.parametrize(
    "text",
    ["", " \n\n", "؟؟؟ ... !!!", "😀😀😀", "\u202e\u202d\u200f", "«" * 1000, "كلمة", "The minister said no.", "و"],
)
def test_what_is_no_article_gives_an_empty_summary_or_what_there_is(text: str):
    found = summary(text)
    assert len(found.points) <= 1


def test_an_attribution_without_sentences_gives_an_empty_summary():
    found = ExtractiveSummarizer().summarize(Attribution(Article("نص"), (), (), ()))
    assert found.points == ()
    assert found.headline == ""


@pytest.mark.parametrize("glue", ["\n", " "])
def test_twenty_thousand_words_take_seconds_at_most(glue: str):
    found = read(glue.join([BRIDGE, INTERVIEW] * 80), BRIDGE_TITLE)
    assert len(found.article.text.split()) > 15_000
    began = time.perf_counter()
    shown = ExtractiveSummarizer().summarize(found, Length.LONG)
    assert time.perf_counter() - began < SLOWEST
    assert len(shown.points) == 5


def test_a_sentence_of_thousands_of_commas_takes_no_longer():
    text = "قال الوزير، " + "الذي زار القرية، " * 8_000 + "إن العمل بدأ."
    found = read(text)
    began = time.perf_counter()
    ExtractiveSummarizer().summarize(found)
    assert time.perf_counter() - began < SLOWEST
