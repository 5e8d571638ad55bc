"""Which number, date or place of a sentence is an answer, and how much of it is shown."""

import pytest

from models.answers.candidates import candidates
from models.answers.index import Index
from models.answers.questions import understand
from tests.answers.articles import attribution


def offered(text: str, question: str) -> list[str]:
    asked = understand(question)
    assert asked is not None
    return [each.of(text) for each in candidates(Index(attribution(text, [])), asked, 0)]


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("أدرج المجلس 21 شركة و27 سفينة في القائمة.", "كم سفينة في القائمة؟", "27 سفينة"),
        ("بلغ عدد القتلى 12 في الحريق.", "كم قتيلا سقط في الحريق؟", "12"),
        ("قتل 12 شخصا في الحريق.", "كم قتيلا سقط في الحريق؟", "12 شخصا"),
        ("أصيب 9 عمال في الحريق.", "كم شخصا أصيب في الحريق؟", "9 عمال"),
        ("سيكلف القرار الأمير 46 ألف يورو.", "كم سيخسر الأمير؟", "46 ألف يورو"),
        ("تراوح أعمارهم بين 13 إلى 15 سنة.", "ما السن المسموح بها؟", "بين 13 إلى 15 سنة"),
        ("لديها أكثر من 546 مليون مستخدم.", "كم عدد مستخدمي الموقع؟", "أكثر من 546 مليون مستخدم"),
        ("بلغت المشاركة 64,13% من الناخبين.", "كم بلغت نسبة المشاركة؟", "64,13%"),
        ("فاز الفريق 2-1 في المباراة.", "كم كانت نتيجة المباراة؟", "2-1"),
        ("استغرق اللقاء حوالي ساعتين.", "كم دام اللقاء؟", "حوالي ساعتين"),
        ("خدم في الجيش أربعة عقود.", "كم قضى في الجيش؟", "أربعة عقود"),
        ("يبلغ طول الجسر 900 متر.", "كم طول الجسر؟", "900 متر"),
        ("زارت القرية عام 2006 مع أهلها.", "في أي سنة زارت القرية؟", "عام 2006"),
        ("يبث البرنامج عبر شاشة الأفق كل مساء.", "على أي شاشة يبث البرنامج؟", "شاشة الأفق"),
        ("تقام البطولة في جنوب أفريقيا.", "أين تقام البطولة؟", "جنوب أفريقيا"),
    ],
)
def test_the_short_answer_is_cut_out_whole(text: str, question: str, answer: str):
    assert answer in offered(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("أدرج المجلس 21 شركة في القائمة.", "كم سفينة في القائمة؟"),
        ("وصل الوفد عام 2006 إلى المدينة.", "كم وفدا وصل إلى المدينة؟"),
        ("2- اقترح الموقع وصفة للبطاطا.", "كم وصفة اقترح الموقع؟"),
        ("انتظرت الأسرة شهرين في المخيم.", "كم سنة انتظرت الأسرة؟"),
        ("بيعت 300 سيارة في المعرض.", "كم سعر السيارة؟"),
        ("زارت القرية يوم الجمعة مع أهلها.", "في أي سنة زارت القرية؟"),
    ],
)
def test_a_number_of_something_else_is_no_answer(text: str, question: str):
    assert offered(text, question) == []
