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
        ("اشترى الميناء 21 رافعة و8 قوارب في الصيف.", "كم قاربا اشترى الميناء؟", "8 قوارب"),
        ("بلغ عدد القتلى 12 في الحريق.", "كم قتيلا سقط في الحريق؟", "12"),
        ("قتل 12 شخصا في الحريق.", "كم قتيلا سقط في الحريق؟", "12 شخصا"),
        ("أصيب 9 عمال في الحريق.", "كم شخصا أصيب في الحريق؟", "9 عمال"),
        ("سيكلف الإصلاح التاجر 15 ألف درهم.", "كم سيخسر التاجر؟", "15 ألف درهم"),
        ("وتراوحت أعمار اللاعبين بين 8 إلى 12 سنة.", "ما سن اللاعبين؟", "بين 8 إلى 12 سنة"),
        ("حضر أكثر من 30 ألف مشجع.", "كم عدد مشجعي الفريق؟", "أكثر من 30 ألف مشجع"),
        ("بلغت الرطوبة 71,5% من الحد الأعلى.", "كم بلغت نسبة الرطوبة؟", "71,5%"),
        ("فاز الفريق 2-1 في المباراة.", "كم كانت نتيجة المباراة؟", "2-1"),
        ("استغرق العرض حوالي ساعتين.", "كم دام العرض؟", "حوالي ساعتين"),
        ("عمل في المخبز أربعة عقود.", "كم قضى في المخبز؟", "أربعة عقود"),
        ("يبلغ طول الجسر 900 متر.", "كم طول الجسر؟", "900 متر"),
        ("زارت القرية عام 2006 مع أهلها.", "في أي سنة زارت القرية؟", "عام 2006"),
        ("تعرض المسرحية عبر شاشة الأفق كل مساء.", "على أي شاشة تعرض المسرحية؟", "شاشة الأفق"),
        ("يقام المعرض في شرق آسيا.", "أين يقام المعرض؟", "شرق آسيا"),
    ],
)
def test_the_short_answer_is_cut_out_whole(text: str, question: str, answer: str):
    assert answer in offered(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("اشترى الميناء 21 رافعة في الصيف.", "كم قاربا اشترى الميناء؟"),
        ("وصل الوفد عام 2006 إلى المدينة.", "كم وفدا وصل إلى المدينة؟"),
        ("2- اقترح الموقع وصفة للحساء.", "كم وصفة اقترح الموقع؟"),
        ("انتظرت الأسرة شهرين في المخيم.", "كم سنة انتظرت الأسرة؟"),
        ("بيعت 300 سيارة في المعرض.", "كم سعر السيارة؟"),
        ("زارت القرية يوم الجمعة مع أهلها.", "في أي سنة زارت القرية؟"),
    ],
)
def test_a_number_of_something_else_is_no_answer(text: str, question: str):
    assert offered(text, question) == []
