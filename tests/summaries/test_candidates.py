import pytest

from models.arabic.sentences import sentences
from models.reading import Sentence
from models.summaries.candidates import candidates
from models.summaries.datelines import dateline
from tests.summaries.articles import read

LEAD = "افتتح وزير النقل جسر المرفأ الجديد في مدينة النخيل صباح اليوم بحضور مئات من السكان والعمال.\n"


def shown(text: str, title: str | None = None) -> list[str]:
    return [each.sentence.of(text) for each in candidates(read(text), title)]


def faults(text: str) -> list[bool]:
    return [each.fault > 0 for each in candidates(read(text), None)]


@pytest.mark.parametrize(
    "line",
    [
        "مهرجان التمور يعود إلى النخيل",  # a related story
        'عمدة النخيل: "لن نبيع السوق"',
        "اقرأ أيضا: مهرجان التمور يعود",
        "مصدر الصورة وكالات الأنباء",
        "التعليق على الصورة جسر المرفأ",
    ],
)
def test_a_line_that_is_no_running_text_is_no_candidate(line: str):
    assert shown(LEAD + line + "\n" + LEAD) == [LEAD.strip(), LEAD.strip()]


def test_lines_without_stops_are_text_where_the_writer_uses_none():
    first = LEAD.strip().removesuffix(".")
    second = "وقال الوزير إن العمل في الجسر استمر ثلاثة أعوام كاملة"
    assert shown(f"{first}\n{second}\n{first}") == [first, second, first]


def test_the_title_is_not_said_again():
    title = "افتتاح جسر المرفأ الجديد في مدينة النخيل"
    assert shown(f"{title}.\n{LEAD}", title) == [LEAD.strip()]


@pytest.mark.parametrize(
    "sentence",
    [
        "لكنه رفض أن يحدد موعد نقل سوق السمك القديم.",
        "هل تنجح البلدية في نقل سوق السمك القديم هذا العام؟",
        'وقالت البلدية "سننقل السوق قريبا إلى مكانه الجديد.',  # never closed
        "وفي ما يلي أسماء الأسواق الشعبية القديمة التي ستنقلها البلدية إلى الضفة الشرقية من النهر هذا العام:",
        "The municipality said (السوق) that it would move the old market.",
        '"سننقل السوق قريبا إلى مكانه الجديد ولن يخسر أحد رزقه".',
    ],
)
def test_a_sentence_that_is_not_whole_by_itself_has_a_fault(sentence: str):
    assert faults(LEAD + sentence) == [False, True]


@pytest.mark.parametrize(
    "line",
    [
        "النخيل، واحة الجنوب (CNN)-- أعلنت البلدية نقل السوق.",
        "النخيل - (رويترز) - أعلنت البلدية نقل السوق.",
        "(أ ف ب) - أعلنت البلدية نقل السوق.",
        "النخيل - أعلنت البلدية نقل السوق.",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(line: str):
    assert line[dateline(line, Sentence(0, len(line))) :] == "أعلنت البلدية نقل السوق."


def test_two_dashes_hold_an_aside_and_no_dateline():
    line = "قرى الجنوب - ومنها النخيل - بلا ماء."
    assert dateline(line, sentences(line)[0]) == 0


def test_the_number_of_a_list_is_left_out():
    text = LEAD + "3- تنقل البلدية سوق السمك من مكانه القديم إلى الضفة الشرقية."
    assert candidates(read(text), None)[1].wording.of(text).startswith("تنقل البلدية")


def test_a_statement_loses_the_question_that_only_asks_for_assent():
    text = (
        "فاز الفريق بالكأس ثلاث مرات في خمسة أعوام، وهو ما يجعله الأفضل في البلاد، أليس كذلك؟\n"
        "هل يفوز الفريق بالكأس مرة رابعة هذا العام؟"
    )
    statement, question = candidates(read(text), None)

    assert statement.wording.of(text).endswith("الأفضل في البلاد.")
    assert statement.fault == 0
    assert question.fault > 0
