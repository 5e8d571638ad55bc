"""Twenty turns about one article: lists, counts, who somebody is, false premises, a group, a pressed question."""

import pytest

from bot.conversation.reply import Heading
from bot.texts import say
from tests.conversation.people import Person, quotations, words

BUSES = """جدل حول الحافلات المجانية في ميناء الريحان

قال رئيس البلدية سامر القاسم إن الحافلات ستصبح مجانية لطلاب المدارس ابتداء من أيلول. وأضاف القاسم أن البلدية خصصت لذلك \
نصف مليون دينار.

ورد عليه النائب سليم عواد: "من سيدفع الثمن؟ لا توجد ميزانية لهذا".

وقالت المهندسة هالة برغوث، مديرة النقل في البلدية، إن الوقود وحده يكلف مئتي ألف دينار في السنة.

وقال السائقون إن رواتبهم لم تتغير منذ ست سنوات. وأضافوا أنهم سيضربون يوم الأحد.

وحضر الاجتماع المحافظ عصام بركات، ومعه لؤي برهوم.
"""

MAYOR, MEMBER, ENGINEER = "رئيس البلدية سامر القاسم", "النائب سليم عواد", "المهندسة هالة برغوث، مديرة النقل في البلدية"
ABSENT = say("answer.absent", "ar")

SCRIPT = (
    ("من تحدث في المقال؟", (MAYOR, MEMBER, ENGINEER, "السائقون")),
    ("كم شخصا تكلم؟", ("4 متحدثين",)),
    ("كم مرة تحدث القاسم؟", (f"{MAYOR}: اقتباسان",)),
    ("كم مرة ورد اسم القاسم؟", (f"{MAYOR}: مرتان",)),
    ("من هو سليم عواد؟", (MEMBER,)),
    ("وماذا قال؟", ("لا توجد ميزانية لهذا",)),
    ("مين هالة برغوث؟", (ENGINEER,)),
    ("وماذا قالت عن الوقود؟", ("الوقود وحده يكلف مئتي ألف دينار",)),
    ("شو بيشتغل عصام بركات؟", ("المحافظ عصام بركات",)),
    ("من هو لؤي برهوم؟", (say("answer.no_role", "ar", name="لؤي برهوم"),)),
    ("من هو كمال زيدان؟", (say("answer.unnamed", "ar"),)),
    ("ماذا قال عصام بركات؟", (say("answer.silent", "ar", name="عصام بركات"),)),
    ("ماذا قال سامر القاسم عن القمر؟", (say("answer.unsaid", "ar", name=MAYOR), "الحافلات ستصبح مجانية")),
    ("لماذا استقال رئيس البلدية؟", (ABSENT,)),
    ("متى اعتقل النائب؟", (ABSENT,)),
    ("ماذا قال السائقون عن الرواتب؟", ("رواتبهم لم تتغير",)),
    ("وماذا قالوا أيضا؟", ("سيضربون يوم الأحد",)),
    ("كم تصريحا للمحافظ؟", (say("answer.silent", "ar", name="المحافظ"),)),
    ("who is Samer Qasim?", (MAYOR,)),
    ("How many times does Salim Awwad speak?", (f"{MEMBER}: اقتباس واحد",)),
)


async def test_twenty_turns_list_count_introduce_and_correct(person):
    await person.says(BUSES)

    failed = []
    for text, expected in SCRIPT:
        reply = await person.says(text)
        if any(each not in words(reply) for each in expected):
            failed.append((text, words(reply)))
        assert all(quote in BUSES for quote in quotations(reply))

    assert failed == []


async def test_a_reply_to_him_is_the_members_who_bears_no_preposition(person):
    await person.says(BUSES)

    reply = await person.says("ماذا قال النائب؟")

    assert Heading(MEMBER) in reply.blocks


async def test_a_pressed_question_is_leaned_on_like_a_typed_one(person, store):
    summary = await person.says(BUSES)
    shown = await person.presses(f"question:{summary.article}:1")

    turn = await store.last_turn("telegram:1")

    assert turn.question == shown.blocks[0].text
    assert turn.number == summary.article


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_what_is_counted_is_worded_in_the_language_of_the_chat(conversation, language):
    person = Person(conversation, language=language)
    await person.says(BUSES)

    reply = await person.says("من تحدث في المقال؟")

    assert reply.blocks[0] == Heading({"ar": "4 متحدثين في الخبر:", "en": "4 speakers in the article:"}[language])
