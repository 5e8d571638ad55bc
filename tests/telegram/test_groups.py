"""The bot in groups, topics and channels, over HTTP: whom it answers, about what, and what stays apart."""

import pytest

from bot.storage import Preferences
from models.reading import Article
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.people import Person, entities

GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}
OTHER = {"id": -1002, "type": "supergroup", "title": "أهل الحي"}
CHANNEL = {"id": -1003, "type": "channel", "title": "صدى الساحل", "username": "sada"}
ANONYMOUS = 1087968824
PICTURE = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}


@pytest.fixture
def member(api):
    return Person(api, chat=GROUP)


@pytest.fixture
def other(api):
    return Person(api, id=43, chat=GROUP)


async def post(api, text, **fields):
    """Let the channel post something; returns its id."""
    message = {
        "message_id": api.next_message_id(), "date": 1_764_400_000, "chat": CHANNEL, "sender_chat": CHANNEL,
        "text": text, "entities": entities(text), **fields,
    }  # fmt: skip
    await api.push({"channel_post": message})
    return message["message_id"]


def quoted(text, **fields):
    return {"quote": {"text": text, "position": 0, **fields}}


# ---- replies to what somebody else sent


@pytest.mark.usefixtures("bot")
async def test_a_question_in_reply_to_somebody_elses_article_is_answered_from_it(api, member, other, store):
    article = await other.say(BRIDGE)
    asked = await member.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=article)

    shown = await member.sees()
    assert "ثلاثين ألف سيارة" in shown.words
    assert shown.raw["reply_to_message"]["message_id"] == asked
    assert "من تكلّم في الخبر" not in shown.words

    await other.say("@ManQalBot من حذر من الشوارع؟", reply_to=article)
    assert "كمال الراوي" in (await other.sees()).words
    assert await store.count("telegram:-1001") == 1
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["@ManQalBot", "@ManQalBot 👆", "@ManQalBot لخص لنا هذا الخبر", "ملخص @ManQalBot"])
async def test_the_bots_name_alone_in_reply_to_an_article_asks_for_its_summary(member, other, text):
    await other.say(WHEAT)
    article = await other.say(BRIDGE)
    await member.say(text, reply_to=article)

    summary = await member.sees()

    assert "جسر النهر الجديد يفتح في مارس" in summary.under("bold")
    await member.press(summary, "من قال ماذا")
    assert "ثلاثين ألف سيارة" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_the_ask_command_takes_the_article_that_it_replies_to(member, other):
    article = await other.say(BRIDGE)

    await member.say("/ask@ManQalBot ماذا قالت ليلى منصور؟", reply_to=article)

    assert "ثلاثين ألف سيارة" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_no_other_command_keeps_what_it_replies_to(member, other, store):
    article = await other.say(BRIDGE)

    for command in ("/forget@ManQalBot", "/articles@ManQalBot", "/said@ManQalBot الراوي"):
        await member.say(command, reply_to=article)
        await member.sees()

    assert await store.count("telegram:-1001") == 0


@pytest.mark.usefixtures("bot")
async def test_the_name_alone_in_reply_to_a_question_answers_it(member, other):
    await member.say(f"@ManQalBot {BRIDGE}")
    await member.sees()
    question = await other.say("ماذا قالت ليلى منصور؟")

    await member.say("@ManQalBot", reply_to=question)

    assert "ثلاثين ألف سيارة" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_the_name_alone_and_nothing_to_read_gets_a_word(member, other):
    await member.say("@ManQalBot")
    first = await member.sees()
    theirs = await other.say("/forget")
    await member.sees()
    await member.say("@ManQalBot", reply_to=theirs)

    assert "لا نصّ في ما أرسلت" in first.words
    assert "لا نصّ في ما أرسلت" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_a_marked_part_says_what_the_question_is_about(member, other):
    article = await other.say(BRIDGE)
    mark = quoted("الجسر يتحمل ثلاثين ألف سيارة", is_manual=True)

    await member.say("@ManQalBot من قال هذا؟", reply_to=article, **mark)

    assert "المهندسة ليلى منصور" in (await member.sees()).under("bold")


@pytest.mark.usefixtures("bot")
async def test_what_was_quoted_of_another_chat_is_read_with_where_it_is_from(member, store):
    origin = {"type": "channel", "date": 1_764_400_000, "chat": CHANNEL, "message_id": 7}
    reply = {"external_reply": {"origin": origin, "chat": CHANNEL, "message_id": 7}, **quoted(BRIDGE)}

    for _ in range(2):
        await member.say("@ManQalBot ماذا قالت ليلى منصور؟", **reply)
        assert "ثلاثين ألف سيارة" in (await member.sees()).words

    (entry,) = await store.entries("telegram:-1001", 0, 5)
    kept = await store.article("telegram:-1001", entry.number)
    assert (kept.source, kept.url) == ("صدى الساحل", "https://t.me/sada/7")


@pytest.mark.usefixtures("bot")
async def test_an_article_that_its_author_edits_is_read_again_without_a_word(api, member, other):
    article = await other.say(BRIDGE)
    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=article)
    await member.sees()

    edited = {**api.messages[GROUP["id"], article], "text": BRIDGE.replace("ثلاثين", "أربعين")}
    await api.push({"edited_message": {**edited, "edit_date": edited["date"] + 9}})
    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=article)

    assert "أربعين ألف سيارة" in (await member.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_an_answer_of_the_bots_own_is_no_article(member, store):
    await member.say(f"@ManQalBot {BRIDGE}")
    summary = await member.sees()
    await store.forget_chat("telegram:-1001")

    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=summary.id)

    assert "أرسل إليّ الخبر أولا" in (await member.sees()).words
    assert await store.count("telegram:-1001") == 0


@pytest.mark.usefixtures("bot")
async def test_in_private_too_a_post_of_another_chat_can_be_asked_about(api):
    person = Person(api)
    origin = {"type": "channel", "date": 1_764_400_000, "chat": CHANNEL, "message_id": 7}

    await person.say("ماذا قالت ليلى منصور؟", external_reply={"origin": origin}, **quoted(BRIDGE))

    assert "ثلاثين ألف سيارة" in (await person.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("comment", ["@ManQalBot", "@ManQalBot لخص"])
async def test_the_bots_name_sent_along_with_a_forwarded_article_calls_it(api, member, comment):
    origin = {"type": "channel", "date": 1_764_400_000, "chat": CHANNEL, "message_id": 7}
    said, post = member.message(comment), member.message(BRIDGE, forward_origin=origin)
    await api.push({"message": said})
    await api.push({"message": post})

    assert "جسر النهر الجديد يفتح في مارس" in (await member.sees()).under("bold")
    await member.say("/help")
    assert "أهلا بك" in (await member.sees()).words


# ---- who speaks in a group


@pytest.mark.usefixtures("bot")
async def test_a_caption_that_mentions_the_bot_is_read(member):
    caption = f"@ManQalBot {WHEAT}"

    await member.say(photo=[PICTURE], caption=caption, caption_entities=entities(caption))

    assert "موسم القمح يفوق التوقعات" in (await member.sees()).under("bold")


@pytest.mark.usefixtures("bot")
async def test_an_anonymous_admin_and_a_channel_that_writes_in_the_group_are_answered(api):
    admin, channel = Person(api, id=ANONYMOUS, chat=GROUP), Person(api, id=136817688, chat=GROUP)
    for person, writer in ((admin, GROUP), (channel, CHANNEL)):
        person.user |= {"is_bot": True}
        article = await Person(api, id=43, chat=GROUP).say(BRIDGE)

        await person.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=article, sender_chat=writer)

        assert "ثلاثين ألف سيارة" in (await person.sees()).words


@pytest.mark.usefixtures("bot")
async def test_the_copy_of_a_channels_post_is_not_answered_and_can_be_asked_about(api, member, store):
    origin = {"type": "channel", "date": 1_764_400_000, "chat": CHANNEL, "message_id": 7}
    copy = Person(api, id=777000, chat=GROUP)
    post = await copy.say(
        f"{BRIDGE}\n@ManQalBot", sender_chat=CHANNEL, is_automatic_forward=True, forward_origin=origin
    )

    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", reply_to=post, message_thread_id=post)

    assert "ثلاثين ألف سيارة" in (await member.sees()).words
    assert len(api.of("sendMessage")) == 1
    (entry,) = await store.entries("telegram:-1001", 0, 5)
    assert (await store.article("telegram:-1001", entry.number)).source == "صدى الساحل"


# ---- channels


@pytest.mark.usefixtures("bot")
async def test_in_a_channel_a_mention_and_a_command_are_answered_and_nothing_else(api):
    reader = Person(api, chat=CHANNEL)
    await post(api, BRIDGE)
    post_id = await post(api, f"{WHEAT}\n@ManQalBot")

    summary = await reader.sees()
    assert "موسم القمح يفوق التوقعات" in summary.under("bold")
    assert summary.raw["reply_to_message"]["message_id"] == post_id
    await post(api, "/said@ManQalBot حسون")
    assert "المخازن تكفي البلاد" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_in_a_channel_only_who_runs_it_presses_buttons(api, store):
    reader, owner = Person(api, id=43, chat=CHANNEL), Person(api, id=42, chat=CHANNEL)
    api.admins.add((CHANNEL["id"], 42))
    await post(api, f"{WHEAT}\n@ManQalBot")
    await reader.sees()
    await post(api, "/forget")
    asked = await reader.sees()

    await reader.press(asked, "امحُ كل شيء")
    await api.until(lambda: api.of("answerCallbackQuery"))
    assert api.of("answerCallbackQuery")[0].params["text"] == "أزرار القناة لمن يديرها وحده."
    assert await store.count("telegram:-1003") == 1

    await owner.press(asked, "امحُ كل شيء")
    await owner.sees()
    assert await store.count("telegram:-1003") == 0


# ---- who may delete and hand out


async def brought_by(person, article):
    await person.say(f"@ManQalBot {article}")
    return await person.sees()


@pytest.mark.usefixtures("bot")
async def test_in_a_group_a_member_deletes_and_hands_out_their_own_articles_only(api, member, other, store):
    await brought_by(other, BRIDGE)
    await brought_by(member, WHEAT)

    await member.say("/export@ManQalBot")
    assert "هذه الأخبار التي أرسلتها أنت هنا" in (await member.sees()).words
    await api.until(lambda: len(api.of("sendDocument")) == 2)
    files = b"".join(content for name, content in api.files.items() if name.startswith("sent"))
    assert "القمح".encode() in files
    assert "الجسر".encode() not in files

    await member.say("/forget@ManQalBot")
    asked = await member.sees()
    while "document" in asked.raw:
        asked = await member.sees()
    assert "امحُ كل شيء" not in asked.buttons
    (mine,) = (label for label in asked.buttons if label.startswith("امحُ:"))
    await member.press(asked, mine)
    await member.sees()
    assert await store.count("telegram:-1001") == 1


@pytest.mark.usefixtures("bot")
async def test_in_a_group_nobody_but_an_admin_deletes_what_another_sent(api, member, other, store):
    summary = await brought_by(other, BRIDGE)

    for command in ("/forget@ManQalBot", "/export@ManQalBot"):
        await member.say(command, reply_to=summary.id)
        shown = await member.sees()
        assert not shown.buttons
        assert "مشرف" in shown.words
    for action in ("forget:1", "forgetall:0"):  # which no button of theirs carries
        await member.say("/help")
        await api.push(member.pressed(await member.sees(), action))
        assert "لا يمحو خبرا إلا من أرسله" in (await member.sees()).words

    assert await store.count("telegram:-1001") == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("anonymous", [False, True])
async def test_a_groups_admin_deletes_and_hands_out_everything(api, other, store, anonymous):
    admin = Person(api, id=ANONYMOUS if anonymous else 44, chat=GROUP)
    presser = Person(api, id=45, chat=GROUP)
    api.admins |= {(GROUP["id"], 44), (GROUP["id"], 45)}
    as_group = {"sender_chat": GROUP} if anonymous else {}
    await brought_by(other, BRIDGE)

    await admin.say("/export@ManQalBot", **as_group)
    assert "هذا كل ما أحفظه" in (await admin.sees()).words
    await admin.sees()
    await admin.sees()
    await admin.say("/forget@ManQalBot", **as_group)
    asked = await admin.sees()
    await (presser if anonymous else admin).press(asked, "امحُ كل شيء")
    await admin.sees()

    assert await store.count("telegram:-1001") == 0


@pytest.mark.usefixtures("bot")
async def test_who_is_no_admin_any_more_deletes_nothing(api, other, store):
    admin = Person(api, id=44, chat=GROUP)
    api.admins.add((GROUP["id"], 44))
    await brought_by(other, BRIDGE)
    await admin.say("/forget@ManQalBot")
    asked = await admin.sees()
    api.admins.clear()

    await admin.press(asked, "امحُ كل شيء")

    assert "لا يمحو خبرا إلا من أرسله" in (await admin.sees()).words
    assert await store.count("telegram:-1001") == 1


@pytest.mark.usefixtures("bot")
async def test_an_anonymous_admins_button_deletes_nothing_for_a_member(api, member, other, store):
    admin = Person(api, id=ANONYMOUS, chat=GROUP)
    await brought_by(other, BRIDGE)
    await admin.say("/forget@ManQalBot", sender_chat=GROUP)

    await member.press(await admin.sees(), "امحُ كل شيء")

    assert "لا يمحو خبرا إلا من أرسله" in (await member.sees()).words
    assert await store.count("telegram:-1001") == 1


# ---- coming, going, moving


def membership(person, chat, before, after):
    def member(status):
        return {"user": person.api.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    change = {"chat": chat, "from": person.user, "date": 1_764_400_000}
    return {"my_chat_member": {**change, "old_chat_member": member(before), "new_chat_member": member(after)}}


@pytest.mark.usefixtures("bot")
async def test_one_hello_when_added_to_a_group_and_silence_everywhere_else(api, member):
    private = Person(api)
    await api.push(membership(member, GROUP, "left", "member"))
    hello = await member.sees()
    await api.push(membership(member, GROUP, "member", "kicked"))
    await api.push(membership(member, CHANNEL, "left", "member"))
    await api.push(membership(member, private.chat, "kicked", "member"))
    await private.say("/help")
    await private.sees()

    assert "بذكر اسمي" in hello.words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_a_group_that_becomes_a_supergroup_keeps_its_articles_and_settings(api, store):
    old, new = (
        {"id": number, "type": kind, "title": "أهل الحي"} for number, kind in ((-55, "group"), (-100, "supergroup"))
    )
    before, after = Person(api, language="en", chat=old), Person(api, language="en", chat=new)
    await store.prefer("telegram:-55", Preferences(language="ar"))
    await before.say(f"@ManQalBot {BRIDGE}")
    await before.sees()

    await before.say(migrate_to_chat_id=-100)
    await after.say(migrate_from_chat_id=-55)
    await api.until(lambda: len(api.pending) == 0)
    await after.say("@ManQalBot ماذا قالت ليلى منصور؟")
    assert "ثلاثين ألف سيارة" in (await after.sees()).words
    await after.say("/articles")
    assert "عندي خبر واحد" in (await after.sees()).words
    assert await store.count("telegram:-55") == 0


# ---- what stays apart


@pytest.mark.usefixtures("bot")
async def test_no_chat_sees_what_another_has(api, store):
    private, stranger = Person(api), Person(api, id=43)
    here, there = Person(api, chat=GROUP), Person(api, chat=OTHER)
    await private.say(BRIDGE)
    await private.sees()
    await here.say(f"@ManQalBot {WHEAT}")
    summary = await here.sees()

    for person in (stranger, there):
        call = "" if person is stranger else "@ManQalBot "
        for text in (f"{call}ماذا قالت ليلى منصور؟", "/said@ManQalBot حسون", "/articles@ManQalBot"):
            await person.say(text)
            shown = (await person.sees()).words
            assert "ثلاثين ألف" not in shown
            assert "المخازن" not in shown
    await stranger.say("/help")
    helped = await stranger.sees()
    actions = {*summary.buttons.values(), "talk:1", "open:1", "forget:1", "who:2", "said:1:0", "found:1:0"}
    for action in actions:
        await api.push(stranger.pressed(helped, action))
    await api.until(lambda: len(api.of("editMessageText")) == len(actions))
    told = [call.params["text"] for call in api.of("editMessageText")]
    assert not any("الجسر" in text or "القمح" in text for text in told)
    assert await store.count("telegram:42") == await store.count("telegram:-1001") == 1


@pytest.mark.usefixtures("bot")
async def test_topics_of_one_group_do_not_see_each_others_articles(api):
    member = Person(api, chat={**GROUP, "is_forum": True})
    first, second = ({"message_thread_id": topic, "is_topic_message": True} for topic in (9, 12))
    await member.say(f"@ManQalBot {BRIDGE}", **first)
    await member.sees()

    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", **second)
    elsewhere = await member.sees()
    await member.say("@ManQalBot ماذا قالت ليلى منصور؟", **first)

    assert "أرسل إليّ الخبر أولا" in elsewhere.words
    assert "ثلاثين ألف سيارة" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("parameter", ["inline", "article_1", "who-1", "42"])
async def test_a_deep_link_with_whatever_behind_it_is_the_plain_start(api, store, parameter):
    await store.add_article("telegram:42", Article(BRIDGE, title="جسر النهر"))
    stranger = Person(api, id=43)
    await stranger.say("/start")
    plain = await stranger.sees()

    await stranger.say(f"/start {parameter}")

    assert (await stranger.sees()).text == plain.text
