import pytest

from models.arabic.words import words
from models.summaries.openers import Opening, opening


def begins(text: str) -> Opening:
    return opening(text, words(text))


def rest(text: str) -> str:
    return text[begins(text).first.start :]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("وأعلنت الشركة أرباحها", "أعلنت الشركة أرباحها"),
        ("ومن جانبه، رفض النائب المشروع", "رفض النائب المشروع"),
        ("وفي المقابل، من جهتها أكدت الوزارة القرار", "أكدت الوزارة القرار"),
        ("ويذكر أن الجمعية تأسست قبل عام", "الجمعية تأسست قبل عام"),
        ("هذا وتفتح المكتبة أبوابها غدا", "تفتح المكتبة أبوابها غدا"),
        ("كما شارك في اللقاء ممثلون عن القرى", "شارك في اللقاء ممثلون عن القرى"),
        ("وقد أغلقت السلطات الطريق", "أغلقت السلطات الطريق"),
        ("لكن الحكومة رفضت العرض", "الحكومة رفضت العرض"),
        ('و"قوات النخيل" عادت إلى المدينة', '"قوات النخيل" عادت إلى المدينة'),
        ("فالحكومة لا تملك المال", "الحكومة لا تملك المال"),
        ("وأدى القرار إلى احتجاجات", "أدى القرار إلى احتجاجات"),
    ],
)
def test_what_only_joins_a_sentence_to_the_text_goes(text: str, kept: str):
    assert rest(text) == kept
    assert begins(text).joined


@pytest.mark.parametrize(
    "text",
    [
        "وزير المالية يقدم الموازنة",
        "واشنطن تدرس العرض",
        "وصل الوفد إلى المطار",
        "فالنسيا تفوز بالكأس",
        "وقد يؤدي القرار إلى احتجاجات",  # قد is "perhaps" here: the sentence without it would claim more
        "كما هو متوقع، فاز الفريق",
        "كما قال الوزير، فالخطة جاهزة",
        "لكن الكثيرين بقوا في بيوتهم",  # the accusative that لكن asked for would be left over
        "لكن هناك أشخاصا يرفضون",
        "إلى ذلك المكان وصل المسافرون",
    ],
)
def test_what_belongs_to_the_sentence_stays(text: str):
    assert rest(text) == text


@pytest.mark.parametrize(
    "text", ["وأضاف أن العمل بدأ", "وتابع: العمل بدأ", 'وقال "بدأ العمل"', "مضيفا أن العمل بدأ", "وأشار إلى أن"]
)
def test_a_verb_of_saying_without_its_subject_is_seen(text: str):
    assert begins(text).bare_cue


@pytest.mark.parametrize(
    "text",
    [
        "وأضاف الوزير أن العمل بدأ",
        "يخشى أن يكون الجسر قد انهار",  # nobody in particular fears it
        'وانتقدت "جمعية الصيادين" القرار',
        "وطُلب من السكان البقاء في بيوتهم",
    ],
)
def test_a_verb_of_saying_with_its_subject_or_with_none_meant_is_not_bare(text: str):
    assert not begins(text).bare_cue


@pytest.mark.parametrize(
    "text",
    [
        "وهو رجل أعمال من الجنوب",
        "لكنه رفض العرض",
        "وجاء هذا القرار بعد أسابيع",
        "ويأتي ذلك بعد أسابيع",
        "حيث يعيش آلاف السكان",
        "الأمر الذي أثار الجدل",
        "يطلق عليه أحيانا الشيخ",
        "لكن الكثيرين بقوا في بيوتهم",
    ],
)
def test_a_sentence_that_points_out_of_itself_leans_on_the_one_before(text: str):
    assert begins(text).leans


def test_this_year_points_at_the_calendar_and_not_at_another_sentence():
    assert not begins("وشهد هذا العام ارتفاعا في الأسعار").leans
