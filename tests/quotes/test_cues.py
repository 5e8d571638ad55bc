import pytest

from tests.quotes.reading import read, said


def test_verb_source_content() -> None:
    assert said("قالت وزيرة التعليم سلمى الراوي إن المدارس تفتح أبوابها الأحد.") == [
        ("وزيرة التعليم سلمى الراوي", "المدارس تفتح أبوابها الأحد")
    ]


def test_source_verb_content() -> None:
    assert said("لكن المهندسين قالوا إن الجسر لا يحتمل الشاحنات.") == [("المهندسين", "الجسر لا يحتمل الشاحنات")]


def test_source_verb_inside_a_clause() -> None:
    found = said("تختلف الآراء، إلا أن موقع الطبخ كشف أن الزيت البارد أفضل.")
    assert found == [("موقع الطبخ", "الزيت البارد أفضل")]


@pytest.mark.parametrize("participle", ["مضيفا", "مضيفاً", "مؤكدا", "مشيرا إلى"])
def test_a_participle_goes_on_for_the_same_speaker(participle: str) -> None:
    found = said(f"قال المدير كريم سعد إن المصنع توقف، {participle} أن العمل يعود قريبا.")
    assert found == [("المدير كريم سعد", "المصنع توقف"), ("المدير كريم سعد", "العمل يعود قريبا")]


def test_adding_without_a_name_goes_back_to_who_spoke() -> None:
    found = said('قال النائب هاني عوض إن القانون ناقص.\nوأضاف: "سنعدله في الصيف".')
    assert found[1] == ("النائب هاني عوض", "سنعدله في الصيف")


@pytest.mark.parametrize("marks", ['"{}"', "«{}»", "“{}”", "”{}“", "‹{}›", '"{}'])
def test_quotation_marks_of_every_shape(marks: str) -> None:
    words = "لن نغلق الباب أمام أحد"
    assert said("وقال الحارس ناجي: " + marks.format(words)) == [("الحارس ناجي", words)]


def test_a_colon_needs_no_marks() -> None:
    assert said("وقال المدرب رامي: سنهاجم من البداية.") == [("المدرب رامي", "سنهاجم من البداية")]


def test_a_colon_at_the_end_of_a_line_reaches_the_next() -> None:
    assert said("وقال المدرب رامي:\n«سنهاجم من البداية حتى النهاية»") == [
        ("المدرب رامي", "سنهاجم من البداية حتى النهاية")
    ]


def test_prepositions_after_and_before_the_clause() -> None:
    after = said("أغلقت الشرطة الطريق الساحلي، بحسب صحيفة الضفاف.")
    before = said("ووفقا لدراسة جديدة، ينام الأطفال أقل في الصيف.")
    what = said("تأجل الاجتماع إلى الغد، حسبما أفادت وكالة المرفأ.")
    assert after == [("صحيفة الضفاف", "أغلقت الشرطة الطريق الساحلي")]
    assert before == [("دراسة جديدة", "ينام الأطفال أقل في الصيف")]
    assert what == [("وكالة المرفأ", "تأجل الاجتماع إلى الغد")]


def test_an_agency_passes_on_who_spoke() -> None:
    found = said('ونقلت وكالة المرفأ عن القبطان سامي نور قوله: "إن البحر هادئ اليوم".')
    assert found == [("القبطان سامي نور", "البحر هادئ اليوم")]


def test_prepositional_content() -> None:
    assert said("دعا الأمين العام للاتحاد إلى وقف القتال.") == [("الأمين العام للاتحاد", "وقف القتال")]
    assert said("حث الطبيب المرضى على شرب الماء.") == [("الطبيب", "شرب الماء")]
    assert said("وأعلنت الشركة عن تسريح مئة عامل.") == [("الشركة", "تسريح مئة عامل")]


def test_bare_object_content() -> None:
    assert said("نفت الحكومة المحلية اتهامات بالتقصير.") == [("الحكومة المحلية", "اتهامات بالتقصير")]
    assert said("أعلنت البلدية، أمس، إغلاق الحديقة القديمة.") == [("البلدية", "إغلاق الحديقة القديمة")]


def test_what_stands_in_a_document() -> None:
    assert said("وجاء في بيان النقابة أن الإضراب يبدأ الاثنين.") == [("بيان النقابة", "الإضراب يبدأ الاثنين")]


@pytest.mark.parametrize(
    "text",
    [
        "ويذكر أن المدينة تضم ثلاثة متاحف.",
        "أعلنت الدولة الحرب على جارتها.",
        "لم تعلن الشركة أسباب الإغلاق.",
        "رأى الحارس رجلا عند الباب.",
        "وصفة الطبيب ضرورية لشراء الدواء.",
        "تتراوح الأسعار بين عشرة دنانير وعشرين دينارا.",
        'شارك في مسابقة "القلم الذهبي" مئة كاتب.',
        "نشرت الفنانة صورة عبر حسابها عن رحلتها إلى الجبل.",
        "هبطت طائرة قديمة، يتوقع أن تغادر غدا، في المطار الصغير.",
    ],
)
def test_words_that_only_look_like_cues_bring_in_nothing(text: str) -> None:
    assert said(text) == []


def test_kinds_of_quotes() -> None:
    text = (
        'قال الوزير عمر: "نحن جاهزون تماما للشتاء". وقالت النائبة لمى إن الخطة ناقصة.'
        ' ووصف الخبير زيد القرار بأنه خطوة "متأخرة" لا تنفع أحدا.'
    )
    assert [quote.kind for quote in read(text).quotes] == ["direct", "indirect", "mixed"]


def test_a_threat_put_into_words_is_the_threatener_s() -> None:
    found = said("توعد المدير رامي خصومه بالقول إن الرد قريب.")
    assert found[-1] == ("المدير رامي", "الرد قريب")


def test_a_poll_shows_what_it_found() -> None:
    assert said("أظهر استطلاع جديد أن الناخبين مترددون.") == [("استطلاع جديد", "الناخبين مترددون")]
