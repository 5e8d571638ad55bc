"""Questions that lean on the last one, through the real conversation, models and database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.followups import completed, leans
from bot.conversation.reply import Heading
from bot.conversation.turn import Message, Origin
from bot.storage import Store, Turn
from bot.storage.tables import turns
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.conversation.articles import BRIDGE, PARK
from tests.conversation.people import CHAT, LIMIT, Person, quotations, words

STATION = """مجلس الواحة يناقش مشروع المحطة الشمسية

ناقش مجلس بلدة الواحة مساء الاثنين في قاعة المدرسة مشروع محطة شمسية كلفتها سبعة ملايين دينار.

وقال وزير الطاقة كمال الرفاعي إن المحطة ستكفي ثلاثة آلاف بيت. وأضاف الرفاعي أن العمل في المحطة يبدأ \
في شهر أيار المقبل. وأكد الوزير أن أسعار الكهرباء لن ترتفع.

وقال النائب سليم عواد ردا على الوزير: "سمعنا هذا الوعد قبل خمس سنوات ولم نر شيئا".

وقالت رئيسة جمعية المزارعين هدى مراد إن المحطة تأخذ من أرض الزيتون. وطالبت مراد بتعويض عادل لأصحاب الأرض.

ورفض المجلس اقتراحا بتأجيل المشروع لأن التمويل ينتهي في آخر العام."""

ABSENT = say("answer.absent", "ar")
MINISTER, FARMER, HADDAD = "وزير الطاقة كمال الرفاعي", "رئيسة جمعية المزارعين هدى مراد", "رئيس البلدية مروان حداد"

# what is asked, and what the reply holds; "restart" begins anew over the same database
SCRIPT = (
    ("ماذا قال الوزير عن المحطة؟", "المحطة ستكفي ثلاثة آلاف بيت"),
    ("وماذا أيضا؟", "أسعار الكهرباء لن ترتفع"),
    ("وشو كمان", say("answer.no_more", "ar", name=MINISTER)),
    ("ومن رد عليه؟", "سمعنا هذا الوعد قبل خمس سنوات"),
    ("ومتى؟", ABSENT),  # five years ago is when the promise was heard, not when he said so
    ("ماذا قالت هدى مراد عن المحطة؟", "المحطة تأخذ من أرض الزيتون"),
    ("restart", ""),
    ("وماذا قالت أيضا؟", "بتعويض عادل لأصحاب الأرض"),
    ("ماذا قال هو عن الوعد؟", "سمعنا هذا الوعد قبل خمس سنوات"),
    ("وعن سوريا؟", ABSENT),
    ("ورئيس الجمهورية؟", ABSENT),
    ("متى يبدأ العمل في المحطة؟", "شهر أيار المقبل"),
    ("وأين؟", ABSENT),
    ("كم كلفة المحطة؟", "سبعة ملايين دينار"),
    ("طب ومتى", "مساء الاثنين"),
    ("من تحدث عن الصيانة في المقال السابق؟", "النائب فراس يونس"),
    ("وايش غير", say("answer.no_more", "ar", name="النائب فراس يونس")),
    ("ماذا قال رئيس البلدية في الخبر الأول؟", "كلفتها بلغت ثلاثة ملايين دولار"),
    ("والمهندسة؟", "الأشجار المزروعة تحتاج إلى ماء قليل"),
    ("من تحدث عن الصيانة في كل الأخبار؟", "إغلاق جسر الموصل القديم للصيانة"),
    ("ماذا قال الوزير عن الكهرباء في الخبر الأخير؟", "أسعار الكهرباء لن ترتفع"),
)


async def asked(person, *questions):
    """Ask one question after another and return the last reply."""
    for question in questions:
        reply = await person.says(question)
    return reply


async def test_twenty_turns_are_understood_over_three_articles_and_a_restart(database_url):
    store = await Store.open(database_url)
    person = Person(Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher()))
    for article in (PARK, BRIDGE, STATION):
        await person.says(article)

    failed = []
    for text, expected in SCRIPT:
        if text == "restart":
            await store.close()
            store = await Store.open(database_url)
            person.conversation = Conversation(store, ExtractiveSummarizer(), LIMIT, Fetcher())
            continue
        reply = await person.says(text)
        if expected not in words(reply):
            failed.append((text, words(reply)))
        assert all(any(quote in article for article in (PARK, BRIDGE, STATION)) for quote in quotations(reply))
    await store.close()

    assert failed == []


async def test_what_else_shows_nothing_twice_and_nobody_elses_words(person):
    await person.says(STATION)
    first = await person.says("ماذا قال الوزير عن المحطة؟")

    second = await person.says("وماذا أيضا؟")

    assert quotations(second) == ["أسعار الكهرباء لن ترتفع"]
    assert not set(quotations(first)) & set(quotations(second))
    assert Heading(MINISTER) in second.blocks


async def test_a_pronoun_means_the_last_man_or_the_last_woman(person):
    await person.says(STATION)

    reply = await asked(person, "ماذا قالت هدى مراد؟", "ماذا قال الرفاعي عن الكهرباء؟", "ما رأيها في الأرض؟")

    assert Heading(FARMER) in reply.blocks
    assert Heading(MINISTER) not in reply.blocks


async def test_a_pronoun_without_anybody_to_mean_is_not_given_one(person):
    await person.says(STATION)

    await asked(person, "ماذا قال الوزير عن المحطة؟", "ماذا قالت أيضا؟")

    turn = await person.conversation._store.last_turn(CHAT)
    assert FARMER not in turn.question
    assert MINISTER not in turn.question


async def test_the_reason_for_what_is_not_told_is_not_made_up_from_the_next_question(person):
    await person.says(STATION)

    reply = await asked(person, "أين استقال الوزير؟", "ومتى؟")

    assert words(reply) == ABSENT


async def test_an_outlet_or_a_title_chooses_the_article_and_the_chat_stays_with_it(person, store):
    await person.says(PARK, origin=Origin("صحيفة الضفاف"))
    await person.says(BRIDGE)
    await person.says(STATION)

    by_outlet = await person.says("ماذا قال رئيس البلدية في صحيفة الضفاف؟")
    assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(by_outlet)
    assert await store.current_article(CHAT) == by_outlet.article

    by_title = await person.says("ماذا قال فراس يونس عن جسر الموصل؟")
    assert "إغلاق جسر الموصل القديم للصيانة" in by_title.blocks[0].text
    assert await store.current_article(CHAT) == by_title.article != by_outlet.article


async def test_a_reply_to_an_article_wins_over_what_the_question_points_at(person):
    await person.says(PARK)
    park = person.answer
    await person.says(BRIDGE)

    reply = await person.says("ماذا قال رئيس البلدية عن الحديقة في الخبر الأخير؟", reply_to=park)

    assert Heading(HADDAD) in reply.blocks


async def test_the_same_is_asked_of_the_article_before(person):
    await person.says(PARK)
    await person.says(BRIDGE)

    reply = await asked(person, "متى تفتح الحديقة؟", "كم يوما يغلق الجسر؟", "وفي الخبر السابق؟")

    assert reply.article == 1


async def test_all_articles_are_asked_and_each_answer_stands_under_its_title(person):
    for article in (PARK, BRIDGE, STATION):
        await person.says(article)

    reply = await person.says("كم الكلفة في كل المقالات؟")

    titles = [block.text for block in reply.blocks if isinstance(block, Heading)]
    assert any("مجلس الواحة" in title for title in titles)
    assert not any("إغلاق جسر" in title for title in titles)
    assert words(await person.says("من اخترع التلفاز في جميع الأخبار؟")) == say("digest.absent", "ar")


async def test_a_new_article_is_not_asked_what_leans_on_an_old_one(person):
    await asked(person, STATION, "ماذا قال الوزير عن المحطة؟")
    await person.says(PARK)

    assert words(await person.says("ومتى")) == say("talk.single_word", "ar")
    assert MINISTER not in words(await person.says("وماذا أيضا؟"))


async def test_the_last_question_is_forgotten_after_an_hour(person, store):
    await asked(person, STATION, "ماذا قال الوزير عن المحطة؟")
    async with store._engine.begin() as connection:
        await connection.execute(update(turns).values(asked=int(datetime.now(UTC).timestamp()) - 3_700))

    await person.says("وماذا أيضا؟")

    assert (await store.last_turn(CHAT)).speaker is None
    async with store._engine.connect() as connection:
        assert len((await connection.execute(select(turns))).all()) == 1


async def test_no_chat_leans_on_another_chats_question(conversation, store):
    await asked(Person(conversation), STATION, "ماذا قال الوزير عن المحطة؟")
    other = Person(conversation, chat="telegram:2")
    await other.says(STATION)

    assert MINISTER not in words(await other.says("وماذا أيضا؟"))
    assert (await store.last_turn(CHAT)).speaker == MINISTER


@pytest.mark.parametrize("action", ["forget:1", "forgetall:0"])
async def test_forgetting_takes_the_last_question_with_it(person, store, action):
    await asked(person, STATION, "ماذا قال الوزير عن المحطة؟")

    await person.presses(action)

    assert await store.last_turn(CHAT) is None
    async with store._engine.connect() as connection:
        assert (await connection.execute(select(turns))).first() is None


async def test_an_edited_article_is_not_leaned_on_by_its_old_quotes(person, store):
    await person.says(STATION)
    brought = person.wrote
    await person.says("ماذا قال الوزير عن المحطة؟")

    await person.conversation.edited(Message(CHAT, brought, STATION.replace("ثلاثة آلاف", "ألفي")))

    assert await store.last_turn(CHAT) is None


async def test_nobody_is_given_words_about_what_they_did_not_speak_of(person):
    await person.says(STATION)

    assert words(await asked(person, "ماذا قال الوزير عن الكهرباء؟", "والنائب؟")) == ABSENT


async def test_why_is_answered_by_a_reason_and_not_by_what_was_just_shown(person):
    await person.says(STATION)
    reply = await asked(person, "من رفض تأجيل المشروع؟", "ولماذا؟")
    assert "لأن التمويل ينتهي" in words(reply)

    reply = await asked(person, "كم كلفة المحطة؟", "ولماذا؟")
    assert words(reply) == ABSENT


async def test_what_is_not_answered_does_not_take_the_place_of_the_question_before(person):
    await person.says(STATION)

    reply = await asked(person, "ماذا قال الوزير عن المحطة؟", "ولماذا؟", "وهدى مراد؟")

    assert Heading(FARMER) in reply.blocks
    assert "المحطة تأخذ من أرض الزيتون" in quotations(reply)


LAST = Turn("ماذا قال حداد عن الحديقة؟", 1, "حداد", (0,), he="حداد", she="نصار")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("ومتى؟", "متي قال حداد عن الحديقة"),
        ("ولماذا قال ذلك؟", "لماذا قال حداد عن الحديقة"),
        ("طيب وعن الماء؟", "ماذا قال حداد عن الماء"),
        ("والوزير؟", "ماذا قال الوزير عن الحديقة"),
        ("وماذا عن الوزير؟", "ماذا قال الوزير عن الحديقة"),
        ("وسعد الجبوري؟", "ماذا قال سعد الجبوري عن الحديقة"),
        ("ما رأيها في الأشجار؟", "ما راي نصار في الاشجار"),
        ("هل قال إن الحديقة مجانية؟", "هل قال حداد ان الحديقه مجانيه"),
        ("مين هو؟", "مين هو حداد"),
        ("وش قال بعد؟", "ماذا قال حداد عن الحديقة"),
        ("كمان", "ماذا قال حداد عن الحديقة"),
        ("هات غيره", "ماذا قال حداد عن الحديقة"),
    ],
)
def test_a_question_is_completed_by_words_of_the_last(text, full):
    assert completed(text, LAST).questions[0] == full


@pytest.mark.parametrize(
    "text",
    [
        "من قال ذلك؟",
        "ماذا قال الوزير عن الجسر؟",
        "من تحدث عن الصيانة؟",
        "كم عدد الأشجار؟",
        "",
        "و" * 300,
        "؟؟؟",
        "ومتى " * 60,
    ],
)
def test_a_question_that_says_all_itself_is_left_alone(text):
    assert completed(text, LAST) is None


@pytest.mark.parametrize("text", ["وليد", "الوزير", "مجلس النواب", "قف"])
def test_a_word_that_does_not_lean_is_no_question(text):
    assert not leans(text)
