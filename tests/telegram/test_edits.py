"""An article that its sender edits is read again, and the reply to it is edited."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from bot.storage import Store
from tests.telegram.articles import BRIDGE, WHEAT, long_article
from tests.telegram.conftest import answering
from tests.telegram.people import Person

WHO = "من قال ماذا"


@pytest.fixture
def reader(api):
    return Person(api)


async def edit(reader, number, text):
    """Let a reader edit a message of theirs."""
    message = reader.message(text) | {"message_id": number, "edit_date": 1_760_000_000}
    await reader.api.push({"edited_message": message})


@pytest.mark.usefixtures("bot")
async def test_an_edited_article_is_read_again_and_its_reply_edited(api, reader):
    number = await reader.say(BRIDGE)
    summary = await reader.sees()

    await edit(reader, number, BRIDGE.replace("ليلى منصور", "هدى سليم"))

    again = await reader.sees()
    assert again.id == summary.id
    assert "هدى سليم" in again.words
    assert "ليلى منصور" not in again.words
    await reader.say("ماذا قالت هدى سليم؟")
    assert "ثلاثين ألف سيارة" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_an_edit_is_answered_though_the_store_was_away_once_the_new_text_was_kept(reader, store, monkeypatch):
    number = await reader.say(BRIDGE)
    summary = await reader.sees()
    save, faults = Store.save_reading, [OperationalError("", {}, OSError("away"))]

    async def saved(self, *args):
        if faults:
            raise faults.pop()
        await save(self, *args)

    monkeypatch.setattr(Store, "save_reading", saved)
    await edit(reader, number, BRIDGE.replace("ليلى منصور", "هدى سليم"))

    again = await reader.sees()
    assert again.id == summary.id
    assert "هدى سليم" in again.words
    assert not faults


@pytest.mark.usefixtures("bot")
async def test_one_part_of_a_paste_can_be_edited(api, reader, store):
    text = long_article(8_000)
    first = await reader.say(text[:4_000])
    second = await reader.say(text[4_000:])
    await reader.sees()

    await edit(reader, first, text[:4_000].replace("سامر الحلبي", "سامر"))
    await edit(reader, second, text[4_000:] + "\nوقال سعيد مراد إن كل شيء جاهز.")
    await reader.say("/help")
    await api.until(lambda: len(api.of("sendMessage")) == 2)

    kept = await store.article(f"telegram:{reader.id}", await store.current_article(f"telegram:{reader.id}"))
    assert kept.text == text[:4_000].replace("سامر الحلبي", "سامر") + text[4_000:] + "\nوقال سعيد مراد إن كل شيء جاهز."


@pytest.mark.usefixtures("bot")
async def test_the_reply_is_edited_whatever_a_button_shows_in_it(reader):
    number = await reader.say(BRIDGE)
    summary = await reader.sees()
    await reader.press(summary, WHO)
    await reader.sees()

    await edit(reader, number, BRIDGE.replace("ليلى منصور", "هدى سليم"))

    again = await reader.sees()
    assert again.id == summary.id
    assert WHO in again.buttons


@pytest.mark.usefixtures("bot")
async def test_an_edit_that_changes_no_word_and_one_of_a_question_are_passed_over(api, reader):
    article = await reader.say(BRIDGE)
    await reader.sees()
    question = await reader.say("ماذا قالت ليلى منصور؟")
    await reader.sees()

    await edit(reader, article, BRIDGE)
    await edit(reader, question, "ماذا قال كمال الراوي؟")
    await reader.say("/help")

    assert "أهلا بك" in (await reader.sees()).words
    assert len(api.of("editMessageText")) == 0


@pytest.mark.usefixtures("bot")
async def test_an_edit_that_leaves_no_article_says_so_and_keeps_the_old_one(reader, store):
    number = await reader.say(BRIDGE)
    summary = await reader.sees()

    await edit(reader, number, "خطأ")

    told = await reader.sees()
    assert told.id != summary.id or "قصير" in told.words
    kept = await store.article(f"telegram:{reader.id}", 1)
    assert kept.text == BRIDGE


async def test_an_edit_that_comes_before_the_answer_is_what_is_answered(api, conversation, reader, store):
    async with answering(api, conversation, quiet=1):
        number = await reader.say(long_article(4_000))
        await edit(reader, number, WHEAT)
        assert "موسم القمح" in (await reader.sees()).words
        await asyncio.sleep(0.3)

    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_an_edited_article_whose_reply_is_gone_is_answered_anew(api, reader):
    number = await reader.say(BRIDGE)
    summary = await reader.sees()
    del api.messages[reader.id, summary.id]

    await edit(reader, number, WHEAT)

    assert "موسم القمح" in (await reader.sees()).words
