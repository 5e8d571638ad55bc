"""Questions that list or count, that ask who somebody is, and that take for granted what the article does not have."""

import pytest

from models.answers import answer
from models.answers.mentions import is_slip
from models.quotes import attribute
from models.reading import Article

DAM = """خلاف في مجلس السواقي حول سد الوادي الأخضر

عقد مجلس مدينة السواقي يوم الأربعاء جلسة عاصفة ناقش فيها مشروع سد الوادي الأخضر الذي تقدر كلفته بتسعين مليون دينار.

وقال وزير المياه نادر صقر إن السد سيحمي المدينة من الفيضانات ويروي عشرة آلاف هكتار. وأضاف صقر أن الأعمال ستبدأ في \
الربيع المقبل وتستمر ثلاثين شهرا.

ورد عليه النائب سليم عواد: "لم نر دراسة واحدة عن أثر السد في القرى الواقعة خلفه". وطالب عواد بتأجيل التصويت حتى تنشر \
الدراسات.

وقالت المهندسة ريم الحلبي، مديرة مشروع السد، إن الدراسات جاهزة وستنشر قبل نهاية الشهر.

ونفى رئيس البلدية فؤاد الدقاق أن تكون البلدية قد وقعت العقد مع شركة "أنهار".

وحضر الجلسة المحافظ عصام بركات، وشكر بركات الحاضرين. ورافقه جميل الطيب في الجولة. ويعمل الطيب في تجارة الحديد منذ \
ثلاثين عاما. وشارك في النقاش لؤي برهوم.
"""

ATTRIBUTION = attribute(Article(DAM))
SPEAKERS = (
    "وزير المياه نادر صقر",
    "النائب سليم عواد",
    "المهندسة ريم الحلبي، مديرة مشروع السد",
    "رئيس البلدية فؤاد الدقاق",
)


@pytest.mark.parametrize(
    "question",
    [
        "من تحدث في المقال؟",
        "مين اللي تكلم؟",
        "من ذُكرت أقوالهم؟",
        "مين حكى؟",
        "شكون هضر؟",
        "من هم المتحدثون في هذا الخبر؟",
        "اذكر أسماء المتحدثين",
        "who spoke?",
    ],
)
def test_the_speakers_are_listed_as_the_article_names_them(question: str):
    told = answer(ATTRIBUTION, question)

    assert told.counted == "speakers"
    assert told.text == "، ".join(SPEAKERS)
    assert told.evidence is not None


@pytest.mark.parametrize(
    "question", ["كم شخصا تحدث؟", "كم واحد حكى بالخبر؟", "ما عدد المتحدثين؟", "How many people spoke?"]
)
def test_the_speakers_are_counted(question: str):
    told = answer(ATTRIBUTION, question)

    assert (told.counted, told.text) == ("number_of_speakers", "4")


@pytest.mark.parametrize(
    "question",
    [
        "كم مرة تحدث صقر؟",
        "كم مرة تكلم وزير المياه؟",
        "كم تصريحا لصقر؟",
        "كم عدد تصريحات نادر صقر في المقال؟",
        "How many times does Saqr speak?",
    ],
)
def test_the_statements_of_somebody_are_counted_and_shown(question: str):
    told = answer(ATTRIBUTION, question)

    assert (told.counted, told.text, told.speaker) == ("quotes", "2", "وزير المياه نادر صقر")
    assert all(ATTRIBUTION.quotes[n].speaker == 0 for n in told.quotes)


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("كم مرة ذُكر صقر؟", 2),
        ("كم مرة ورد اسم نادر صقر؟", 2),
        ("كم مرة ذكر السد؟", 3),  # "سد" in "سد الوادي الأخضر" bears no article and is counted too
        ("كم مرة ورد اسم بركات في النص؟", 2),
        ("How many times is Saqr mentioned?", 2),
    ],
)
def test_mentions_are_counted_by_the_words_of_the_text(question: str, times: int):
    told = answer(ATTRIBUTION, question)

    assert told.counted == "mentions"
    assert len(told.places) >= times
    assert told.text == str(len(told.places))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("من هو نادر صقر؟", "وزير المياه نادر صقر"),
        ("ما منصب سليم عواد؟", "النائب سليم عواد"),
        ("مين ريم الحلبي؟", "المهندسة ريم الحلبي، مديرة مشروع السد"),
        ("شو بيشتغل عصام بركات؟", "المحافظ عصام بركات"),
        ("صقر مين هو؟", "وزير المياه نادر صقر"),
        ("وش وظيفة فؤاد الدقاق؟", "رئيس البلدية فؤاد الدقاق"),
        ("من هو فؤاد الدقاك؟", "رئيس البلدية فؤاد الدقاق"),
        ("من هو الطيب؟", "يعمل الطيب في تجارة الحديد منذ ثلاثين عاما"),
        ("who is Nader Saqr?", "وزير المياه نادر صقر"),
        ("what is Fuad Daqqaq's job?", "رئيس البلدية فؤاد الدقاق"),
    ],
)
def test_who_somebody_is_is_told_in_the_words_of_the_article(question: str, text: str):
    told = answer(ATTRIBUTION, question)

    assert told.text == text
    assert told.text in DAM
    assert told.evidence is not None
    assert told.text in told.evidence.of(DAM)


def test_an_article_that_names_somebody_without_a_role_says_so():
    told = answer(ATTRIBUTION, "من هو لؤي برهوم؟")

    assert (told.answerable, told.lack, told.speaker) == (False, "no_role", "لؤي برهوم")


def test_nobody_is_told_who_a_stranger_is():
    assert answer(ATTRIBUTION, "من هو كمال زيدان؟").lack == "unnamed"


@pytest.mark.parametrize(
    "question",
    [
        "لماذا استقال الوزير؟",
        "متى استقال الوزير؟",
        "أين اعتقل النائب؟",
        "لماذا انتحر المحافظ؟",
        "Why did the minister resign?",
    ],
)
def test_what_never_happened_has_no_reason_and_no_time(question: str):
    assert not answer(ATTRIBUTION, question).answerable


@pytest.mark.parametrize(
    "question", ["ماذا قال نادر صقر عن القمر؟", "شو قال صقر عن القمر؟", "What did Saqr say about the moon?"]
)
def test_who_says_nothing_of_a_topic_is_told_to_speak_of_other_things(question: str):
    told = answer(ATTRIBUTION, question)

    assert (told.answerable, told.lack, told.speaker) == (False, "unsaid", SPEAKERS[0])
    assert told.quotes == (0, 1)


def test_who_is_named_and_does_not_speak_is_said_to_be_silent():
    told = answer(ATTRIBUTION, "ماذا قال عصام بركات؟")

    assert (told.answerable, told.lack, told.speaker, told.quotes) == (False, "silent", "عصام بركات", ())


def test_who_is_nowhere_named_is_not_found():
    assert answer(ATTRIBUTION, "ماذا قال كمال زيدان عن السد؟").lack == "unnamed"


@pytest.mark.parametrize(
    "question", ["من فاز بالبطولة؟", "من هو وزير المياه؟", "كم مرة قال صقر إن السد آمن؟", "من تحدث عن الفيضانات؟"]
)
def test_other_questions_are_asked_as_before(question: str):
    assert answer(ATTRIBUTION, question).counted is None
    assert answer(ATTRIBUTION, question).lack is None


@pytest.mark.parametrize(("one", "other"), [("دقاق", "دقاك"), ("حلبي", "حبلي"), ("منيب", "منيبب"), ("برهوم", "بهوم")])
def test_a_slip_of_one_letter_is_one(one: str, other: str):
    assert is_slip(one, other)


@pytest.mark.parametrize(("one", "other"), [("صقر", "سقر"), ("دقاق", "دكاك"), ("منيب", "منيبات")])
def test_two_letters_or_a_short_word_are_no_slip(one: str, other: str):
    assert not is_slip(one, other)
