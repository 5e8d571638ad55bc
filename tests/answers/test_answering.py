"""Answers to questions about two articles whose quotes are known, and what is never answered."""

import pytest

from models.answers import answer
from models.quotes import attribute
from models.reading import Article, Attribution
from tests.answers.articles import BRIDGE, Line, attribution, bridge, market

MINISTER = "وزير النقل سامي الكيال"


@pytest.fixture(params=["known quotes", "extracted quotes"])
def article(request: pytest.FixtureRequest) -> Attribution:
    return bridge() if request.param == "known quotes" else attribute(Article(BRIDGE))


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("من قال إن الجسر كلف 46 مليونا؟", "الكيال"),
        ("مين اللي قال انهم رح يبنوا جسور تانية؟", "الكيال"),
        ("من حذر من الطريق القديم؟", "المهندسة رنا"),
        ("من أنكر وجود تأخير؟", "رئيس البلدية عادل منصور"),
        ("من المسؤول الذي قال إنه لا تأخير في التنفيذ؟", "رئيس البلدية عادل منصور"),
        ("أي صحيفة ذكرت عدد الشركات؟", 'صحيفة "الأفق"'),
    ],
)
def test_who_said_it_is_told_by_the_quote_that_agrees(article: Attribution, question: str, speaker: str):
    told = answer(article, question)
    assert told.answerable
    assert speaker in (told.speaker or "")
    assert told.text == told.speaker
    assert told.quotes


def test_a_question_in_other_words_than_the_articles_finds_the_quote():
    assert answer(market(), "من تحدث عن غلاء المعيشة؟").speaker == "الخبير الاقتصادي نبيل شاهين"


def test_what_somebody_said_is_all_of_it_in_the_articles_order(article: Attribution):
    assert answer(article, "ماذا قال الكيال؟").quotes == (0, 1, 2)


@pytest.mark.parametrize(
    ("question", "first_words"),
    [
        ("ماذا قال الوزير عن الكلفة؟", "كلفة المشروع"),
        ("شو قال الكيال عن الكلفة؟", "كلفة المشروع"),
        ("ما رأي المهندسة رنا الحموي في الطريق؟", "الطريق القديم"),
        ("كيف علق رئيس البلدية على التأخير؟", "وجود تأخير"),
        ("ماذا جاء في الصحيفة عن المناقصة؟", "27 شركة"),
    ],
)
def test_what_somebody_said_on_a_topic_is_the_quote_on_it(article: Attribution, question: str, first_words: str):
    told = answer(article, question)
    assert len(told.quotes) == 1
    assert told.text.startswith(first_words)


def test_whether_somebody_said_it_is_answered_by_what_he_said(article: Attribution):
    assert answer(article, "هل قال الكيال إن الكلفة بلغت 46 مليون دينار؟").text == "كلفة المشروع بلغت 46 مليون دينار"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("كم كلف المشروع؟", "46 مليون دينار"),
        ("كم شركة دخلت المناقصة؟", "27 شركة"),
        ("كم عاملا شارك في البناء؟", "350 عاملا"),
        ("كم ساعة إضافية استمر العمل؟", "ساعتين"),
        ("متى افتتح الجسر؟", "يوم الأحد 12 مايو 2019"),
        ("في أي سنة انهار الجسر القديم؟", "عام 1998"),
    ],
)
def test_a_number_or_a_date_is_cut_out_of_its_sentence(article: Attribution, question: str, short: str):
    told = answer(article, question)
    assert told.text == short
    assert told.evidence is not None
    assert short in told.evidence.of(BRIDGE)


@pytest.mark.parametrize(
    ("question", "held"), [("أين يقع جسر الندى؟", "مدينة الواحة"), ("لماذا توقف العمل؟", "بسبب الأمطار الغزيرة")]
)
def test_a_place_or_a_reason_is_told_by_the_words_of_its_sentence(article: Attribution, question: str, held: str):
    assert held in answer(article, question).text


@pytest.mark.parametrize(
    "question",
    [
        "ماذا قال رئيس الحكومة عن الجسر؟",  # nobody of that office speaks
        "ماذا قال وزير المالية؟",  # another minister does
        "هل قال منصور إن الجسر سينهار؟",  # he spoke, but not of that
        "كم سيارة تعبر الجسر يوميا؟",  # no number of cars
        "ما اسم المقاول؟",
        "من فاز بكأس العالم؟",
        "من قال إن الفيلم حصد جوائز المهرجان؟",
        "كم بلغت نسبة البطالة؟",
    ],
)
def test_what_the_article_does_not_tell_is_not_answered(article: Attribution, question: str):
    told = answer(article, question)
    assert not told.answerable
    assert (told.text, told.quotes, told.evidence) == ("", (), None)


def test_a_family_is_not_its_minister():
    assert answer(market(), "ماذا قالت ليلى حداد؟").quotes == (1, 2)
    assert not answer(market(), "ماذا قالت عائلة حداد؟").answerable


def test_a_past_date_does_not_tell_when_something_will_be():
    text = "ناقشت المحكمة أمس طلب الدفاع في قضية المصنع."
    assert not answer(attribution(text, []), "متى ستصدر المحكمة قرارها في قضية المصنع؟").answerable
    assert answer(attribution(text, []), "متى ناقشت المحكمة طلب الدفاع؟").text == "أمس"


def test_when_is_told_by_no_sentence_without_a_date():
    text = "وصلت المحطة المتنقلة إلى بلدة الواحة."
    assert not answer(attribution(text, []), "متى وصلت المحطة المتنقلة إلى بلدة الواحة؟").answerable
    dated = "وصلت المحطة المتنقلة إلى بلدة الواحة مساء الخميس."
    assert answer(attribution(dated, []), "متى وصلت المحطة المتنقلة إلى بلدة الواحة؟").text == "مساء الخميس"


def test_a_share_is_no_number_of_things():
    text = "يعمل في الزراعة 60% من سكان الوادي."
    assert not answer(attribution(text, []), "كم مزارعا يعمل في الوادي؟").answerable
    assert answer(attribution(text, []), "ما نسبة سكان الوادي الذين يعملون في الزراعة؟").text == "60%"


def test_who_passes_words_on_is_not_who_said_them():
    outer = "قال النادي إن المدرب باق حتى الصيف"
    text = f"{outer}، وفق ما ذكرت وكالة الشرق."
    lines = [Line("وكالة الشرق", "", outer), Line("النادي", "قال", "المدرب باق حتى الصيف")]
    assert answer(attribution(text, lines), "من أكد بقاء المدرب حتى الصيف؟").speaker == "النادي"
    assert answer(attribution(text, lines), "أي وكالة ذكرت بقاء المدرب حتى الصيف؟").speaker == "وكالة الشرق"


def test_a_verb_of_saying_that_no_list_holds_is_known_by_the_cue_it_is_like():
    text = "وبين الطبيب هاني سعد كيف يصل الدواء إلى القلب."
    lines = [Line("الطبيب هاني سعد", "بين", "كيف يصل الدواء إلى القلب")]
    assert answer(attribution(text, lines), "من شرح كيف يبلغ الدواء القلب؟").speaker == "الطبيب هاني سعد"


def test_leftovers_of_a_page_answer_nothing():
    text = "وصل الوفد إلى المدينة.\nاقرأ أيضا: 15 قتيلا في حريق المصنع\n"
    assert not answer(attribution(text, []), "كم قتيلا سقط في حريق المصنع؟").answerable


def test_what_several_speakers_said_is_ascribed_to_none_of_them():
    told = answer(market(), "ماذا قيل عن أسعار القمح؟")
    assert len({market().quotes[n].speaker for n in told.quotes}) > 1
    assert told.speaker is None


def test_who_really_said_it_is_told_where_the_question_names_another():
    told = answer(bridge(), "هل قالت رنا الحموي إن كلفة المشروع بلغت 46 مليون دينار؟")
    assert not told.answerable
    assert told.text == ""
    assert told.speaker == MINISTER
    assert [bridge().quotes[n].of(BRIDGE) for n in told.quotes] == ["كلفة المشروع بلغت 46 مليون دينار"]


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("مين حكى ان الطريج القديم مو آمن؟", "المهندسة رنا الحموي"),
        ("مين قال انهم راح يبنوا جسور بعد؟", MINISTER),
        ("شكون نفى التأخير؟", "رئيس البلدية عادل منصور"),
    ],
)
def test_questions_of_the_dialects_find_who_said_it(question: str, speaker: str):
    assert answer(bridge(), question).speaker == speaker


def test_what_the_article_has_nothing_to_do_with_is_not_answered_by_words_of_like_company():
    text = (
        "قال المزارع نادر صقر إن موسم القمح فاق التوقعات هذا العام.\n"
        "وأكدت المهندسة هدى سليم أن «شجر الزيتون يحتاج إلى المطر»."
    )

    assert not answer(attribute(Article(text)), "من قال إن القمر من جبن؟").answerable
