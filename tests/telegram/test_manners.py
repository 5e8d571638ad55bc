"""When the bot speaks, when it keeps silent, and how it shows that it is at work."""

import asyncio
import time

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.telegram import deliver
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE
from tests.telegram.conftest import answering
from tests.telegram.people import Person

GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}
PICTURE = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}
FILE = {"file_id": "f", "file_unique_id": "f"}


@pytest.fixture
def member(api):
    return Person(api, chat=GROUP)


@pytest.mark.usefixtures("bot")
async def test_in_a_group_only_what_is_addressed_to_the_bot_is_answered(api, member):
    unanswered = ["صباح الخير جميعا", BRIDGE, "/help@OtherBot", "@ManQalBotX ما رأيك؟"]
    for text in unanswered:
        await member.say(text)
    addressed = await member.say(f"@manqalbot {BRIDGE}")

    summary = await member.sees()
    assert summary.raw["reply_to_message"]["message_id"] == addressed
    assert "جسر النهر الجديد يفتح في مارس" in summary.under("bold")

    await member.say("ماذا قالت ليلى منصور؟", reply_to=summary.id)
    assert "ثلاثين ألف سيارة" in (await member.sees()).words
    for command in ("/help@ManQalBot", "/help"):
        await member.say(command)
        assert "أهلا بك" in (await member.sees()).words
    assert len(api.of("sendMessage")) == 4


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_another_member_is_not_answered(member):
    other = Person(member.api, id=43, chat=GROUP)
    theirs = await other.say("ماذا قال الوزير؟")
    await member.say("لا أدري", reply_to=theirs)
    await member.say("/help")

    assert "أهلا بك" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_in_a_topic_the_answer_goes_to_the_topic(api, member):
    await member.say("/help", message_thread_id=9, is_topic_message=True)

    await member.sees()
    assert api.of("sendMessage")[0].params["message_thread_id"] == "9"


@pytest.mark.usefixtures("bot")
async def test_other_bots_are_not_answered(api):
    person = Person(api)
    person.user |= {"is_bot": True}
    await person.say(BRIDGE)
    person.user = person.user | {"is_bot": False}
    await person.say("/help")

    assert "أهلا بك" in (await person.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"photo": [PICTURE]}, "الصور"),
        ({"voice": FILE | {"duration": 3}}, "التسجيلات"),
        (
            {"sticker": FILE | {"width": 9, "height": 9, "is_animated": False, "is_video": False, "type": "regular"}},
            "لطيف",
        ),
        ({"document": FILE | {"file_name": "خبر.pdf"}}, "لم أستطع تنزيل الملف"),
        ({"animation": PICTURE | {"duration": 3}, "document": FILE}, "لطيف"),
        ({"location": {"longitude": 1.0, "latitude": 2.0}}, "النصوص"),
    ],
)
async def test_what_is_not_read_gets_a_short_word(api, fields, words):
    person = Person(api)

    await person.say(**fields)

    assert words in (await person.sees()).words


@pytest.mark.usefixtures("bot")
async def test_of_a_file_that_cannot_be_read_the_caption_is(api):
    person = Person(api)

    await person.say(document=FILE | {"file_name": "خبر.pdf"}, caption=BRIDGE)

    shown = await person.sees()
    assert "لم أستطع تنزيل الملف خبر.pdf" in shown.words
    assert "جسر النهر الجديد" in shown.words


@pytest.mark.usefixtures("bot")
async def test_news_about_the_chat_itself_and_edits_are_passed_over(api):
    person = Person(api)
    await person.say(new_chat_title="عنوان")
    await api.push({"edited_message": person.message(BRIDGE) | {"edit_date": 1_760_000_000}})
    await api.push(
        {"channel_post": person.message(BRIDGE) | {"chat": {"id": -1009, "type": "channel", "title": "قناة"}}}
    )
    await person.say("/help")

    assert "أهلا بك" in (await person.sees()).words


@pytest.mark.usefixtures("bot")
async def test_an_update_of_an_unknown_form_stops_nothing(api, caplog):
    person = Person(api)
    press = {"id": "1", "from": person.user, "message": person.message("قال"), "data": "who:1"}
    await api.push({"callback_query": press})
    await api.push({"message": {"text": "no chat, no date"}})
    await api.push({"of_a_later_version": {"id": 1}})
    await person.say("/help")

    assert "أهلا بك" in (await person.sees()).words
    assert "cannot be understood" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_typing_is_shown_while_an_article_is_read(api):
    person = Person(api)

    await person.say(BRIDGE)

    await person.sees()
    assert {call.params["action"] for call in api.of("sendChatAction")} == {"typing"}


async def test_typing_is_shown_again_for_as_long_as_the_work_takes(api, store, monkeypatch):
    class Slow(ExtractiveSummarizer):
        def summarize(self, *args, **kwargs):
            time.sleep(0.5)
            return super().summarize(*args, **kwargs)

    monkeypatch.setattr(deliver, "_TYPING_LASTS", 0.1)
    person = Person(api)
    async with answering(api, Conversation(store, Slow(), 200_000, Fetcher())):
        await person.say(BRIDGE)
        await person.sees()
        shown = len(api.of("sendChatAction"))
        await asyncio.sleep(0.3)

    assert shown >= 3
    assert len(api.of("sendChatAction")) == shown


@pytest.mark.usefixtures("bot")
async def test_typing_that_cannot_be_shown_delays_no_answer(api):
    person = Person(api)
    api.delay("sendChatAction", 30)
    began = time.monotonic()

    await person.say(BRIDGE)

    await person.sees()
    assert time.monotonic() - began < 10
