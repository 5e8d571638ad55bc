"""What a message is, by its words alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.kind import Kind, asks_for_summary, kind_of

NEWS = (
    "أعلنت بلدية صيدا اليوم فتح حديقة جديدة على الشاطئ أمام الزوار. "
    "وقال رئيس البلدية مروان حداد إن العمل فيها استغرق سنتين كاملتين."
)


@pytest.mark.parametrize(
    "text",
    [
        "من قال إن الاتفاق قريب؟",
        "من قال ان الاتفاق قريب",
        "ومن صرح بذلك",
        "ماذا قال الوزير عن الأسعار",
        "وماذا عن الأسعار",
        "متى تفتح الحديقة؟",
        "متى تفتح الحديقة أبوابها",
        "كم استغرق العمل",
        "هل وافق المجلس على الخطة",
        "أين تقع الحديقة",
        "ما هو موقف النقابة",
        "ما رأي النقابة في الخطة",
        "لماذا رفضت النقابة الخطة؟",
        "وعد الوزير بماذا",
        "من افتتح الحديقة",
        "ومن بناها",
        "ماهي كلفة الحديقة",
        "ما كلفتها",
        "بأي يوم تفتح الحديقة",
        "مين قال هالكلام",
        "مين يلي حكى عن الحديقة",
        "شو قال رئيس البلدية",
        "الوزير شو قال عن الاسعار",
        "ايش صار في الاجتماع",
        "وش قال الوزير",
        "ليش رفضت النقابة",
        "قال ايه رئيس البلدية",
        "امتى هتفتح الحديقة",
        "شنو قال الوزير",
        "السلام عليكم، من قال إن الاتفاق قريب",
        "طيب ومتى يبدأ العمل",
        "لو سمحت ممكن تقول لي من قال ذلك",
        "اذكر تصريحات رئيس البلدية",
        "أعطني ما قاله الوزير",
        "رأي الوزير في الخطة؟",
        "Elon Musk قال إيش عن المصنع",
        "من قال ذلك؟ وأين قاله؟",
        "من قال ذلك؟ أرجو الجواب وشكرا",
        "ق\u0640ال الوزير م\u064eاذا\u200f؟",
        "ما هو موقف نقابة المعلمين من خطة الوزارة التي أعلنت قبل شهرين من بداية السنة الدراسية الجديدة في العاصمة",
        "جاء في الخبر أن العمل في الحديقة استغرق سنتين كاملتين وأن كلفتها زادت على ما قدر لها في البداية. "
        "فمن الذي قال ذلك، وهل ذكر سبب التأخير، أم أن غيره ذكره في مكان آخر من الخبر الذي أرسلته إليك؟",
    ],
)
def test_a_question_is_told_with_and_without_its_mark_written_or_spoken(text):
    assert kind_of(text) is Kind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        f"حديقة جديدة على الشاطئ\n\n{NEWS}",
        f"لماذا فتحت البلدية حديقة جديدة؟\n\n{NEWS}",
        f"متى تفتح الحديقة أبوابها\n\n{NEWS}",
        f"السلام عليكم\n{NEWS}",
        f"{NEWS} فهل تكفي حديقة واحدة؟ هذا ما يسأله سكان المدينة منذ سنوات طويلة.",
        f"{NEWS}\nhttps://example.com/park",
        "من المقرر أن تفتح بلدية صيدا اليوم حديقة جديدة على الشاطئ أمام الزوار من كل المدن",
        "من جانبه قال رئيس البلدية مروان حداد إن العمل في الحديقة الجديدة استغرق سنتين كاملتين",
        "ما زال العمل مستمرا في الحديقة الجديدة على الشاطئ كما قال رئيس البلدية مروان حداد اليوم",
        "كلمة " * 1_000,
        NEWS * 20_000,
    ],
)
def test_a_pasted_text_is_an_article_whatever_it_begins_with(text):
    assert kind_of(text) is Kind.ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "السلام عليكم",
        "السَّلامُ عليكم ورحمة الله وبركاته 🌹",
        "مرحبا",
        "هلا والله، كيف حالك؟",
        "صباح الخير يا بوت",
        "Hello!",
        "من أنت؟",
    ],
)
def test_a_greeting_is_told(text):
    assert kind_of(text) is Kind.GREETING


@pytest.mark.parametrize("text", ["شكرا", "شكراً جزيلاً 🙏", "تمام، يعطيك العافية", "مرحبا، شكرا", "Thank you"])
def test_thanks_are_told(text):
    assert kind_of(text) is Kind.THANKS


@pytest.mark.parametrize("text", ["/start", "/help@manqal_bot", "  /start from-a-link", "/settings"])
def test_a_command_is_told(text):
    assert kind_of(text) is Kind.COMMAND


@pytest.mark.parametrize(
    "text", ["https://example.com/news/1", "لخص لي هذا https://example.com/1", "www.example.com/a"]
)
def test_a_link_with_few_words_is_told(text):
    assert kind_of(text) is Kind.LINK


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.EMPTY),
        (" \n\t\u00a0", Kind.EMPTY),
        ("👍🏽🎉", Kind.JUNK),
        ("\u200f\u202b\u2068\u2069", Kind.JUNK),
        ("…؟!", Kind.JUNK),
        ("«" * 1_000, Kind.JUNK),
        ("«" * 1_000_000, Kind.JUNK),
        ("الوزير", Kind.WORD),
        ("لماذا؟", Kind.WORD),
        ("2024", Kind.WORD),
        ("هذا خبر جديد", Kind.UNCLEAR),
        ("لو سمحت", Kind.UNCLEAR),
        ("سقط من الطائرة حجر", Kind.UNCLEAR),
        ("الرئيسية\nأخبار\nرياضة\nاتصل بنا", Kind.UNCLEAR),
        ("test", Kind.FOREIGN),
        ("Who said that", Kind.FOREIGN),
        ("Who said that?", Kind.QUESTION),
        ("How many times is the minister mentioned?", Kind.QUESTION),
        ("The city of Sidon opened a new park on the beach today, its mayor said in the morning.", Kind.FOREIGN),
        ("Breaking news from Beirut", Kind.FOREIGN),
    ],
)
def test_what_is_no_article_and_no_question_is_told_apart(text, kind):
    assert kind_of(text) is kind


@given(st.text(max_size=300))
def test_any_text_is_of_some_kind(text):
    assert kind_of(text) in Kind


@pytest.mark.parametrize(
    "text", ["؟" * 2_000, "من قال " * 280, "\n" * 2_000 + "a", "www." * 500, "ا" + "\u064b" * 1_999]
)
def test_no_text_keeps_it_busy(text):
    start = time.perf_counter()

    kind_of(text)

    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("text", ["لخّص", "لخص لي هذا الخبر", "لو سمحت لخصه", "الملخص من فضلك", "Summarize this"])
def test_a_wish_for_a_summary_is_told(text):
    assert asks_for_summary(text)


@pytest.mark.parametrize("text", [NEWS, f"ملخص {NEWS}", "ماذا في ملخص التقرير؟", "هذا ملخص جيد", "شكرا", "", "👍"])
def test_what_wishes_for_no_summary_is_told_from_it(text):
    assert not asks_for_summary(text)
