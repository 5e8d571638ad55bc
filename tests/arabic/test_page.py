from models.arabic.page import leftovers

PAGE = """افتتاح جسر جديد في المدينة
صحيفة الضفاف؛ قسم الأخبار

افتتح المحافظ جسرا جديدا يربط ضفتي النهر.
اقرأ أيضا: تأجيل أعمال الصيانة
قال المحافظ إن الجسر آمن.
مصدر الضفاف وكالات
تعليقات (3)
جاري التحميل ...
شارك
"""


def test_what_the_page_left_is_found_and_the_article_is_not() -> None:
    found = [line.of(PAGE) for line in leftovers(PAGE)]
    assert found == [
        "صحيفة الضفاف؛ قسم الأخبار",
        "اقرأ أيضا: تأجيل أعمال الصيانة",
        "مصدر الضفاف وكالات",
        "تعليقات (3)",
        "جاري التحميل ...",
        "شارك",
    ]


def test_a_sentence_that_begins_like_a_leftover_stays() -> None:
    text = "شارك آلاف السكان في السباق السنوي.\nمصدر الحريق كان في الطابق الأول من المبنى القديم."
    assert leftovers(text) == ()


def test_a_title_is_no_byline() -> None:
    assert leftovers("رويترز تفتتح مكتبا في المدينة\nافتتحت الوكالة مكتبا.") == ()
