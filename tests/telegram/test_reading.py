"""A reader's way through the bot, over HTTP: an article in; a summary, who said what and answers out."""

import asyncio
from dataclasses import replace

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.commands import COMMANDS
from bot.conversation.reply import Reply
from bot.conversation.turn import Press
from bot.texts import say
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.conftest import answering
from tests.telegram.people import Person

WHO, SHORTER, LONGER, SUMMARY = "من قال ماذا", "أقصر", "أطول", "الملخّص"
ALL, NEXT = "كل ما قيل دفعة واحدة", "التالي"
FIELD = "وقالت هدى سليم إن الحقل رقم {} في القرية الشرقية أعطى هذا العام محصولا أكبر من العام الماضي.\n\n"


@pytest.fixture
def reader(api):
    return Person(api)


@pytest.mark.usefixtures("bot")
async def test_a_pasted_article_is_answered_with_its_summary_its_speakers_and_buttons(api, reader):
    await reader.say(BRIDGE)

    summary = await reader.sees()
    assert "جسر النهر الجديد يفتح في مارس" in summary.under("bold")
    assert "• " in summary.text
    assert all(name in summary.words for name in ("سامي الحداد", "ليلى منصور", "كمال الراوي"))
    assert {WHO, SHORTER, LONGER} <= set(summary.buttons)


@pytest.mark.usefixtures("bot")
async def test_a_button_shows_in_place_who_said_what(api, reader):
    await reader.say(BRIDGE)
    summary = await reader.sees()

    await reader.press(summary, WHO)

    who = await reader.sees()
    assert who.id == summary.id
    assert any("سامي الحداد" in heading for heading in who.under("bold"))
    quotations = [words.strip("\u200f") for words in who.under("blockquote")]
    assert len(quotations) >= 4
    assert all(words in BRIDGE for words in quotations)
    methods = [call.method for call in api.calls]
    assert methods.index("answerCallbackQuery") < methods.index("editMessageText")


@pytest.mark.usefixtures("bot")
async def test_a_summary_gets_shorter_and_longer_in_place_and_a_second_press_is_harmless(api, reader):
    await reader.say(BRIDGE)
    summary = await reader.sees()

    await reader.press(summary, SHORTER)
    short = await reader.sees()
    await api.push(reader.pressed(short, summary.buttons[SHORTER]))
    await api.push(reader.pressed(short, summary.buttons[LONGER]))
    long = await reader.sees()

    assert summary.id == short.id == long.id
    assert short.text.count("•") < long.text.count("•")
    assert [call.status for call in api.of("editMessageText")] == [200, 400, 200]
    assert len(api.of("answerCallbackQuery")) == 3
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_question_is_answered_with_the_quotation_and_its_speaker(reader):
    await reader.say(BRIDGE)
    await reader.sees()

    await reader.say("ماذا قالت ليلى منصور؟")

    answer = await reader.sees()
    assert any("الجسر يتحمل ثلاثين ألف سيارة في اليوم" in words for words in answer.under("blockquote"))
    assert "ليلى منصور" in answer.words


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_an_older_article_is_answered_from_that_one(reader):
    older = await reader.say(BRIDGE)
    summary = await reader.sees()
    await reader.say(WHEAT)
    await reader.sees()

    answers = []
    for reply_to in (None, older, summary.id):
        await reader.say("ماذا قال الوزير؟", reply_to=reply_to)
        answers.append(await reader.sees())

    assert "حسون" in answers[0].words
    for answer in answers[1:]:
        assert "الحداد" in answer.words
        assert "حسون" not in answer.words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("language", "words"), [("ar", "أهلا بك"), ("en-GB", "Welcome"), ("fr", "Welcome"), (None, "أهلا بك")]
)
@pytest.mark.parametrize("command", ["/start", "/help"])
async def test_start_and_help_speak_the_users_language(api, language, words, command):
    person = Person(api, language=language)

    await person.say(command)

    assert words in (await person.sees()).words


@pytest.mark.usefixtures("bot")
async def test_the_commands_are_registered_in_both_languages(api):
    registered = {call.params.get("language_code"): call.params["commands"] for call in api.of("setMyCommands")}

    assert set(registered) == {None, "ar"}
    assert registered["ar"][0]["description"] == "ابدأ من هنا"
    assert registered[None][0] == {"command": "start", "description": "Start here"}
    for language, commands in (("ar", registered["ar"]), ("en", registered[None])):
        assert [each["command"] for each in commands] == [command.name for command in COMMANDS]
        assert [each["description"] for each in commands] == [say(command.key, language) for command in COMMANDS]


@pytest.mark.usefixtures("bot")
async def test_a_forwarded_post_is_read_from_its_caption_and_its_origin_kept(api, reader, store):
    origin = {
        "type": "channel",
        "date": 1_760_000_000,
        "chat": {"id": -100, "type": "channel", "title": "أخبار النهر", "username": "river_news"},
        "message_id": 55,
    }
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]
    await reader.say(photo=photo, caption=BRIDGE, forward_origin=origin)

    assert "جسر النهر الجديد" in (await reader.sees()).words
    chat = f"telegram:{reader.id}"
    article = await store.article(chat, await store.current_article(chat))
    assert article.source == "أخبار النهر"
    assert article.url == "https://t.me/river_news/55"
    assert article.text == BRIDGE


@pytest.mark.usefixtures("bot")
async def test_two_readers_at_once_each_get_their_own_article(api):
    readers = [Person(api, id=number) for number in (51, 52)]
    await asyncio.gather(readers[0].say(BRIDGE), readers[1].say(WHEAT))

    seen = [await reader.sees() for reader in readers]
    assert "الحداد" in seen[0].words
    assert "حسون" in seen[1].words
    await readers[1].press(seen[1], WHO)
    await api.push(readers[0].pressed(seen[0], seen[1].buttons[WHO]))  # another chat's article is not to be had
    assert "حسون" in (await readers[1].sees()).words
    assert "حسون" not in (await readers[0].sees()).words


async def test_a_button_works_after_a_restart(api, conversation, reader):
    async with answering(api, conversation):
        await reader.say(BRIDGE)
        summary = await reader.sees()
    await reader.press(summary, WHO)

    async with answering(api, conversation):
        assert len((await reader.sees()).under("blockquote")) >= 4


@pytest.mark.usefixtures("bot")
async def test_much_that_was_said_is_turned_in_place_and_on_demand_sent_at_once(reader):
    await reader.say(WHEAT + "\n" + "".join(FIELD.format(number) for number in range(60)))
    summary = await reader.sees()

    await reader.press(summary, WHO)
    first = await reader.sees()
    await reader.press(first, NEXT)
    second = await reader.sees()
    await reader.press(second, ALL)
    whole = [await reader.sees() for _ in range(2)]
    await reader.press(second, SUMMARY)
    back = await reader.sees()

    assert summary.id == first.id == second.id == back.id
    assert back.text == summary.text
    assert second.under("bold") == ["المزارعة هدى سليم"]
    assert not any(message.buttons for message in whole)
    quotations = [words for message in whole for words in message.under("blockquote")]
    assert len(quotations) == 63
    assert {*first.under("blockquote"), *second.under("blockquote")} < set(quotations)
    await reader.say(BRIDGE)
    await reader.sees()
    await reader.say("من قال إن المطر جاء في وقته؟", reply_to=whole[-1].id)
    assert "سليم" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_what_takes_too_many_messages_comes_as_its_beginning_and_a_file(api, reader):
    await reader.say(WHEAT + "\n" + "".join(FIELD.format(number) for number in range(250)))
    await reader.press(await reader.sees(), WHO)

    await reader.press(await reader.sees(), ALL)
    beginning, file = await reader.sees(), (await reader.sees()).raw

    assert beginning.words.endswith("الكلام طويل فهذا أوله، وتجده كاملا في الملف.")
    assert file["document"]["file_name"] == "manqal.html"
    page = api.files[file["document"]["file_id"]].decode()
    assert page.count("<blockquote>") == 253
    assert '<html lang="ar" dir="rtl">' in page
    assert len(api.of("sendMessage")) == 2
    await reader.say(BRIDGE)
    await reader.sees()
    await reader.say("من قال إن المطر جاء في وقته؟", reply_to=file["message_id"])
    assert "سليم" in (await reader.sees()).words


async def test_a_view_that_fits_no_message_stays_in_place_and_a_second_press_sends_its_file_no_second_time(
    api, store, reader
):
    class Wordy(Conversation):
        async def press(self, press: Press) -> Reply:
            shown = await super().press(press)
            return replace(shown, blocks=shown.blocks * 60) if press.action.startswith("people") else shown

    async with answering(api, Wordy(store, ExtractiveSummarizer(), 200_000, Fetcher())):
        await reader.say(BRIDGE)
        summary = await reader.sees()
        for _ in range(2):
            await api.push(reader.pressed(summary, summary.buttons["الأشخاص"]))
        beginning, file = await reader.sees(), await reader.sees()
        await api.push(reader.pressed(summary, summary.buttons[SHORTER]))
        short = await reader.sees()

    assert summary.id == beginning.id == short.id
    assert beginning.words.endswith("في الملف.")
    assert beginning.buttons
    assert file.raw["document"]["file_name"] == "manqal.html"
    assert [call.status for call in api.of("editMessageText")] == [200, 400, 200]
    assert len(api.of("sendDocument")) == 1
