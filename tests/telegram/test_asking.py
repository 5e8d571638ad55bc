"""Commands and buttons over HTTP: shown in place, turned page by page, refused to strangers, sent as files."""

import json

import pytest

from tests.conversation.commands.articles import numbered
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.conftest import answering
from tests.telegram.people import Person

GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}
NOT_YOURS = "هذه الأزرار لمن أرسل الرسالة"


@pytest.fixture
def reader(api):
    return Person(api)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("الأشخاص", "اقتباسان"),
        ("أرقام وتواريخ", "900 متر"),
        ("أسئلة مقترحة", "من قال «لن ندفع ليرة واحدة فوق الميزانية»؟"),
    ],
)
async def test_each_button_shows_in_place_what_it_says_and_the_way_back(api, reader, label, words):
    await reader.say(BRIDGE)
    summary = await reader.sees()

    await reader.press(summary, label)
    shown = await reader.sees()
    await reader.press(shown, "الملخّص")
    back = await reader.sees()

    assert words in shown.words
    assert summary.id == shown.id == back.id
    assert (back.text, back.buttons) == (summary.text, summary.buttons)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_suggested_question_is_answered_in_place_and_a_second_press_is_harmless(api, reader):
    await reader.say(BRIDGE)
    await reader.press(await reader.sees(), "أسئلة مقترحة")
    suggested = await reader.sees()

    await reader.press(suggested, "1")
    answered = await reader.sees()
    await api.push(reader.pressed(answered, suggested.buttons["1"]))
    await reader.press(answered, "أسئلة مقترحة")

    assert "لن ندفع ليرة واحدة فوق الميزانية" in answered.under("blockquote")[0]
    assert (await reader.sees()).text == suggested.text
    assert [call.status for call in api.of("editMessageText")] == [200, 200, 400, 200]


@pytest.mark.usefixtures("bot")
async def test_a_list_is_turned_in_place_and_an_article_chosen_from_it(api, reader):
    for text in (BRIDGE, *(numbered(n) for n in range(6))):
        await reader.say(text)
        await reader.sees()

    await reader.say("/articles")
    first = await reader.sees()
    await reader.press(first, "التالي")
    second = await reader.sees()
    await reader.press(second, "7")
    chosen = await reader.sees()
    await reader.say("ماذا قالت ليلى منصور؟")

    assert first.id == second.id == chosen.id
    assert "7. جسر النهر الجديد يفتح في مارس" in second.words
    assert "ثلاثين ألف سيارة" in (await reader.sees()).words


async def test_pages_and_choices_work_after_a_restart(api, conversation, reader):
    async with answering(api, conversation):
        for n in range(7):
            await reader.say(numbered(n))
            await reader.sees()
        await reader.say("/said عبد التواب")
        said = await reader.sees()
        await reader.say("/search المزارع")
        found = await reader.sees()
    await reader.press(found, "التالي")

    async with answering(api, conversation):
        assert "خبر المزرعة رقم 0" in (await reader.sees()).words
        assert len(said.under("blockquote")) == 14


@pytest.mark.usefixtures("bot")
async def test_a_strangers_press_in_a_group_is_refused_in_a_window_and_changes_nothing(api):
    owner, stranger = Person(api, id=42, chat=GROUP), Person(api, id=43, chat=GROUP)
    await owner.say(f"@ManQalBot {BRIDGE}")
    summary = await owner.sees()

    await stranger.press(summary, "من قال ماذا")
    await api.until(lambda: api.of("answerCallbackQuery"))
    refused = api.of("answerCallbackQuery")[-1].params
    await owner.press(summary, "من قال ماذا")
    shown = await owner.sees()
    await stranger.press(shown, "الملخّص")
    await api.until(lambda: len(api.of("answerCallbackQuery")) == 3)
    await owner.press(shown, "الملخّص")

    assert NOT_YOURS in refused["text"]
    assert refused["show_alert"] == "true"
    assert len(refused["text"]) <= 200
    assert "ثلاثين ألف سيارة" in shown.words
    assert (await owner.sees()).text == summary.text
    assert len(api.of("editMessageText")) == 2


@pytest.mark.usefixtures("bot")
async def test_what_a_group_is_sent_by_its_anonymous_admin_anybody_may_press(api):
    admin, member = Person(api, id=1087968824, chat=GROUP), Person(api, id=43, chat=GROUP)
    await admin.say(f"@ManQalBot {BRIDGE}", sender_chat=GROUP)
    summary = await admin.sees()

    await member.press(summary, "من قال ماذا")

    assert "ثلاثين ألف سيارة" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_a_command_in_a_group_names_the_bot_and_its_words_follow(api):
    member = Person(api, chat=GROUP)
    await member.say(f"@ManQalBot {BRIDGE}")
    await member.sees()

    await member.say("/said@ManQalBot الراوي")

    assert "لا تتسع لهذا العدد من السيارات" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
async def test_a_forgotten_article_is_gone_for_all_its_buttons(api, reader):
    await reader.say(WHEAT)
    summary = await reader.sees()
    await reader.say("/forget")
    asked = await reader.sees()

    await reader.press(asked, "امحُ: موسم القمح يفوق التوقعات")
    done = await reader.sees()
    await reader.press(summary, "من قال ماذا")

    assert done.id == asked.id
    assert not done.buttons
    assert "لم أعد أجد هذا الخبر" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_all_that_is_kept_is_sent_as_two_files(api, reader):
    await reader.say(BRIDGE)
    await reader.sees()

    await reader.say("/export")

    assert "هذا كل ما أحفظه" in (await reader.sees()).words
    sent = [(await reader.sees()).raw["document"] for _ in range(2)]
    assert [document["file_name"] for document in sent] == ["manqal.md", "manqal.json"]
    text, data = (api.files[document["file_id"]].decode() for document in sent)
    assert "> لن ندفع ليرة واحدة فوق الميزانية" in text
    assert json.loads(data)["articles"][0]["article"]["text"] == BRIDGE


@pytest.mark.usefixtures("bot")
async def test_a_setting_is_changed_in_place_and_its_language_is_spoken_and_aligned(api):
    person = Person(api, language="en")
    await person.say("/settings")
    english = await person.sees()

    await person.press(english, "العربية")
    arabic = await person.sees()
    await person.press(arabic, "English")
    again = await person.sees()
    await person.say("شكرا")
    thanked = await person.sees()
    await person.press(again, "العربية")
    await person.sees()
    await person.say(voice={"file_id": "f", "file_unique_id": "f", "duration": 3})

    assert english.id == arabic.id == again.id
    assert arabic.words.startswith("الإعدادات")
    assert "\u200f• " in arabic.text  # right to left though the platform says English
    assert again.words.startswith("Settings")
    assert "\u200f" not in again.text.splitlines()[0]
    assert thanked.text.startswith("You are welcome")
    assert "التسجيلات" in (await person.sees()).words
