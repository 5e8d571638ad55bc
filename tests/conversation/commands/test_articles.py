"""The list of a chat's articles, and choosing one to talk about."""

import pytest
from sqlalchemy import text

from bot.conversation.reply import Heading, Item
from bot.conversation.turn import Origin
from bot.texts import say
from tests.conversation.articles import BRIDGE, HARVEST, PARK
from tests.conversation.commands.articles import DATED, numbered
from tests.conversation.people import Person, actions, labels, quotations, words


async def test_the_newest_article_stands_first_with_its_day_and_is_the_one_talked_about(person, store):
    await person.says(PARK)
    await person.says(DATED, origin=Origin("قناة الشمال", date="2026-03-05T09:30:00+00:00"))
    async with store._engine.begin() as connection:
        await connection.execute(text("UPDATE articles SET received = '2026-03-06'"))

    reply = await person.says("/articles")

    assert reply.blocks[0] == Heading("عندي خبران")
    assert reply.blocks[1] == Item("معرض الكتاب يفتح أبوابه في طرابلس — 5 مارس 2026 (حديثنا الآن)", "1.")
    assert reply.blocks[2] == Item("حديقة جديدة على شاطئ صيدا — وصل في 6 مارس 2026", "2.")
    assert labels(reply) == {"1": "talk:2", "2": "talk:1"}


async def test_a_long_list_is_turned_page_by_page_and_back(person):
    for n in range(12):
        await person.says(numbered(n))

    first = await person.says("/articles")
    second = await person.presses(labels(first)["التالي"])
    third = await person.presses(labels(second)["التالي"])

    shown = [block.text for page in (first, second, third) for block in page.blocks if isinstance(block, Item)]
    assert [title.split(" — ")[0] for title in shown] == [f"خبر المزرعة رقم {n}" for n in reversed(range(12))]
    assert "التالي" not in labels(third)
    assert "السابق" not in labels(first)
    assert await person.presses(labels(third)["السابق"]) == second


@pytest.mark.parametrize("page", [99, 10**18 - 1])
async def test_a_page_that_is_gone_shows_the_last_one(person, page):
    await person.says(PARK)

    assert await person.presses(f"articles:{page}") == await person.presses("articles:0")


async def test_questions_go_to_the_article_that_was_chosen_until_a_new_one_comes(person):
    first = await person.says(PARK)
    await person.says(BRIDGE)

    chosen = await person.presses(f"talk:{first.article}")
    about_first = await person.says("ماذا قال مروان حداد؟")
    await person.says(HARVEST)
    about_new = await person.says("ماذا قال نبيل شاكر؟")

    assert chosen.article == first.article
    assert f"who:{first.article}" in actions(chosen)
    assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(about_first)
    assert "الري الزائد" in words(about_new)


async def test_no_chat_lists_or_chooses_an_article_of_another(conversation, person):
    article = (await person.says(PARK)).article
    stranger = Person(conversation, chat="telegram:2")

    assert words(await stranger.says("/articles")) == say("articles.none", "ar")
    assert words(await stranger.presses(f"talk:{article}")) == say("talk.article_gone", "ar")
    assert words(await stranger.says("ماذا قال مروان حداد؟")) == say("talk.article_first", "ar")
