"""What is asked, in written Arabic and in the dialects."""

import pytest

from models.answers.questions import LONGEST, Question, understand


def read(text: str) -> Question:
    found = understand(text)
    assert found is not None
    return found


def norms(terms) -> list[str]:
    return [each.norm for each in terms]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("من قال إن الجسر آمن؟", "who_said"),
        ("مين اللي قال ان الجسر امن؟", "who_said"),
        ("من هو الشخص الذي نفى الخبر؟", "who_said"),
        ("من لا يريد أن يستمر العمل؟", "who_said"),
        ("من استشعر أن الأزمة قادمة؟", "who_said"),  # a verb of no list, with a clause behind it
        ("من صاحب مقولة إن الجسر آمن؟", "who_said"),
        ("أي صحيفة ذكرت عدد الشركات؟", "who_said"),
        ("ما الجهة التي أعلنت القرار؟", "who_said"),
        ("التصريح عن الجسر ورد على لسان من؟", "who_said"),
        ("ماذا قال الوزير؟", "what_said"),
        ("ايش قال الوزير؟", "what_said"),
        ("شو حكى الوزير عن الجسر؟", "what_said"),
        ("ما رأي الوزير في الجسر؟", "what_said"),
        ("كيف علّق الوزير على الخبر؟", "what_said"),
        ("بماذا رد الوزير على النائب؟", "what_said"),
        ("إلى ماذا دعا الوزير؟", "what_said"),
        ("كيف تتوسع الشركة برأي الخبير؟", "what_said"),
        ("هل قال الوزير إن الجسر آمن؟", "did_say"),
        ("من فاز بالبطولة؟", "fact"),
        ("من استطاع أن يعبر النهر؟", "fact"),
        ("لماذا رفض الوزير العرض؟", "fact"),
        ("هل فاز الفريق؟", "fact"),
        ("ماذا حدث في المدينة؟", "fact"),
        ("ما أول صحيفة نشرت الخبر؟", "who_said"),
        ("ما الشروط التي وضعها الوزير؟", "what_said"),
        ("ما الحل الذي اقترحته الوزيرة؟", "what_said"),
        ("الوزير رد بإيه على النائب؟", "what_said"),
        ("شكون قال إن الجسر آمن؟", "who_said"),
    ],
)
def test_the_kind_of_question_is_read_from_its_first_words(question: str, asked: str):
    assert read(question).asked == asked


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("متى افتتح الجسر؟", "date"),
        ("امتى افتتحوا الجسر؟", "date"),
        ("في أي سنة انهار الجسر؟", "date"),
        ("أين يقع الجسر؟", "place"),
        ("وين الجسر؟", "place"),
        ("في أي مدينة يقع الجسر؟", "place"),
        ("كم شركة تقدمت؟", "number"),
        ("ما عدد الشركات؟", "number"),
        ("ما سن اللاعبين؟", "number"),
        ("من كم محافظة تتكون البلاد؟", "number"),
        ("كم استمر العمل؟", "duration"),
        ("كم سنة استمر العمل؟", "duration"),
        ("لماذا توقف العمل؟", "reason"),
        ("ليش توقف العمل؟", "reason"),
        ("من فاز بالبطولة؟", "person"),
        ("ما اسم المهندس؟", "name"),
        ("على أي قناة يعرض البرنامج؟", "thing"),
        ("اذكر شروط المسابقة", "thing"),
        ("الجسر آمن؟", "yes_or_no"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question_word_and_its_noun(question: str, wants: str):
    assert read(question).wants == wants


@pytest.mark.parametrize(
    ("question", "named", "topic"),
    [
        ("ماذا قال الوزير سامي الكيال عن الجسر؟", ["الوزير", "سامي", "الكيال"], ["قال", "الجسر"]),
        ("ماذا قال الكيال للصحفيين؟", ["الكيال"], ["قال", "للصحفيين"]),
        ("ماذا جاء في بيان الوزارة؟", ["بيان", "الوزاره"], []),
        ("ماذا قال عن الجسر؟", [], ["قال", "الجسر"]),
    ],
)
def test_the_name_of_the_speaker_ends_where_the_topic_begins(question: str, named: list[str], topic: list[str]):
    assert norms(read(question).named) == named
    assert norms(read(question).topic) == topic


def test_a_word_of_a_dialect_is_read_as_the_written_one():
    assert norms(read("كم باص وصل؟").noun) == ["حافله"]
    assert norms(read("مين دخل هالجامعة؟").topic) == ["دخل", "الجامعه"]
    assert norms(read("ماذا قال هالة؟").named) == ["هاله"]


@pytest.mark.parametrize("question", ["كم زحفت الفتاة؟", "كم سيخسر التاجر؟", "كم كسب اللاعب؟"])
def test_a_verb_behind_how_many_is_nothing_that_is_counted(question: str):
    assert read(question).noun == ()


def test_what_is_counted_stands_behind_the_words_of_size():
    assert norms(read("كم بلغ عدد القتلى في الحريق؟").noun) == ["عدد", "القتلي"]
    assert norms(read("كم هدفا سجل الفريق؟").noun) == ["هدفا"]


def test_diacritics_and_missing_hamzas_make_no_difference():
    assert read("مَن قالَ إنّ الأزمةَ انتهت؟") == read("من قال ان الازمة انتهت")


@pytest.mark.parametrize("text", ["", "؟", "من", "!!!", "في على من", "\u202e\u200f", "ـــ", "من قال " * LONGEST])
def test_what_asks_nothing_is_no_question(text: str):
    assert understand(text) is None
