"""The settings of a chat."""

import re

import pytest

from bot.conversation.reply import Heading, Item, Paragraph
from bot.texts import say
from tests.conversation.articles import HARVEST, PARK
from tests.conversation.people import Person, actions, labels, quotations, words


async def test_the_settings_show_what_is_chosen_and_a_press_changes_it_in_place(person):
    shown = await person.says("/settings")
    assert "✓ تلقائية" in labels(shown)

    changed = await person.presses(labels(shown)["طويل"])

    assert Item("طول الملخّص: طويل") in changed.blocks
    assert "✓ طويل" in labels(changed)
    assert await person.presses(labels(changed)["✓ طويل"]) == changed
    assert (await person.says("/settings")).blocks == changed.blocks


async def test_another_language_is_spoken_at_once_and_automatic_goes_by_the_person_again(person):
    english = await person.presses("set:0:2")
    assert english.blocks[0] == Heading("Settings")
    assert english.language == "en"
    assert words(await person.says("شكرا")) == say("talk.thanks", "en")
    assert say("summary.speakers", "en") in words(await person.says(PARK))

    automatic = await person.presses("set:0")

    assert automatic.blocks[0] == Heading("الإعدادات")
    assert automatic.language == "ar"


@pytest.mark.parametrize(("part", "length"), [(0, "short"), (1, "normal"), (2, "long")])
async def test_an_article_is_summarised_as_long_as_is_set_and_the_way_back_leads_there(person, part, length):
    await person.presses(f"set:1:{part}")

    summary = await person.says(HARVEST)

    offered = {"short", "normal", "long"} - {length}
    assert {f"{other}:{summary.article}" for other in offered} <= set(actions(summary))
    assert await person.presses(f"{length}:{summary.article}") == summary
    assert await person.presses(f"summary:{summary.article}") == summary


async def test_where_summaries_are_off_an_article_gets_a_receipt_and_is_read_when_it_is_asked_about(person, store):
    await person.presses("set:3:1")

    receipt = await person.says(PARK)

    assert receipt.blocks == (Heading("حديقة جديدة على شاطئ صيدا"), Paragraph(say("receipt", "ar")))
    assert await store.reading(person.chat, receipt.article) is None
    assert quotations(await person.says("ماذا قال مروان حداد؟"))
    summary = await person.presses(labels(receipt)["الملخّص"])
    assert say("summary.speakers", "ar") in words(summary)


async def test_the_digits_that_are_set_are_used_in_the_bots_own_words_and_never_in_the_articles(person):
    article = f"{PARK}\n\nوقالت نصار إن 3500 شجرة زرعت في 12 يوما."
    await person.presses("set:2:1")

    summary = await person.says(article)
    who = await person.presses(f"who:{summary.article}")
    figures = await person.presses(f"figures:{summary.article}")
    listed = await person.says("/articles")
    answered = await person.says("كم شجرة زرعت؟")

    assert any("3500 شجرة زرعت في 12 يوما" in quotation for quotation in quotations(who))
    assert "3500 شجرة، 12 يوما" in words(figures)
    assert "3500" in words(answered)
    assert listed.blocks[1].mark == "١."
    assert not re.search("[0-9]", words(listed))
    assert set(labels(listed)) == {"١"}
    for reply in (who, figures, answered):
        assert not re.search("[٠-٩]", words(reply))


async def test_an_english_speaker_may_have_either_digits(conversation):
    person = Person(conversation, language="en")
    await person.says(PARK)
    await person.presses("set:2:1")

    assert "٢ quotations" in words(await person.presses("summary:1"))


@pytest.mark.parametrize("action", ["set:9", "set:0:7", "set:" + "9" * 18])
async def test_a_setting_that_is_none_changes_nothing(person, store, action):
    before = await store.preferences(person.chat)

    assert words(await person.presses(action)) == say("lookup.gone", "ar")
    assert await store.preferences(person.chat) == before


async def test_no_chat_sets_anything_for_another(conversation, person):
    await person.presses("set:0:2")

    assert words(await Person(conversation, chat="telegram:2").says("شكرا")) == say("talk.thanks", "ar")
