"""What somebody said in all articles of a chat."""

import pytest

from bot.conversation.reply import Heading, Lead, Quotation
from bot.conversation.turn import Origin
from bot.texts import say
from tests.conversation.articles import BRIDGE, HARVEST, PARK
from tests.conversation.commands.articles import LATER, numbered
from tests.conversation.people import Person, labels, quotations, words


async def two_days(person):
    await person.says(LATER, origin=Origin(date="2026-05-20T08:00:00+00:00"))
    await person.says(BRIDGE)
    await person.says(PARK, origin=Origin(date="2026-03-02"))


@pytest.mark.parametrize("name", ["مروان حداد", "حداد", "الحداد", "رئيس البلدية", "رئيس البلديه", "مَروان  حدّاد"])
async def test_quotations_stand_under_their_articles_by_day_in_whatever_way_the_person_is_named(person, name):
    await two_days(person)

    reply = await person.says(f"/said {name}")

    headings = [block.text for block in reply.blocks if isinstance(block, Heading)]
    assert headings == [
        "رئيس بلدية صيدا يعلن موعد المهرجان — 20 مايو 2026",
        "حديقة جديدة على شاطئ صيدا — 2 مارس 2026",
    ]
    assert len(quotations(reply)) == 4
    assert all(quotation in LATER + PARK for quotation in quotations(reply))
    assert words(reply).startswith("4 اقتباسات من خبرين")


async def test_what_somebody_denied_is_shown_as_denied(person):
    await person.says(LATER)

    reply = await person.says("/said حداد")

    denied = reply.blocks.index(Quotation("وجود خلاف مع أصحاب المقاهي"))
    assert reply.blocks[denied - 1] == Lead("نفى:")


async def test_an_office_is_no_namesake_of_the_body_that_it_heads(person):
    await person.says(HARVEST)
    await person.says("""موسم القمح يفوق التوقعات

قال وزير الزراعة نبيل حسون إن موسم القمح بلغ مليوني طن هذا العام، وإن المخازن امتلأت.""")

    assert "مليوني طن" not in words(await person.says("/said وزارة الزراعة"))
    assert "مليوني طن" in words(await person.says("/said وزير الزراعة"))


async def test_a_long_list_is_turned_page_by_page_and_nothing_is_lost(person):
    for n in range(30):
        await person.says(numbered(n))

    pages = [await person.says("/said عبد التواب")]
    while "التالي" in labels(pages[-1]):
        pages.append(await person.presses(labels(pages[-1])["التالي"]))

    assert len(pages) > 1
    assert all(len(words(page)) < 3_500 for page in pages)
    assert sum(len(quotations(page)) for page in pages) == 60
    assert all(isinstance(page.blocks[1], Heading) for page in pages)


async def test_an_article_that_was_only_kept_is_searched_too(person):
    await person.presses("set:3:1")
    await person.says(PARK)

    assert "ستبقى الحديقة مفتوحة للناس كلهم مجانا" in quotations(await person.says("/said حداد"))


@pytest.mark.parametrize("name", ["وليد جنبلاط", "المدينة", "في", "🎉", "x" * 3_000])
async def test_who_said_nothing_is_said_to_have_said_nothing(person, name):
    await two_days(person)

    assert not quotations(await person.says(f"/said {name[:1_500]}"))


async def test_no_chat_hears_what_was_said_in_another(conversation, person):
    await two_days(person)

    reply = await Person(conversation, chat="telegram:2").says("/said حداد")

    assert words(reply) == say("said.nothing", "ar", name="حداد")
