"""All that is kept of a chat, as files."""

import json

from bot.conversation.turn import Origin
from tests.conversation.articles import BRIDGE, DENIAL, PARK
from tests.conversation.commands.articles import numbered
from tests.conversation.people import Person


async def exported(person):
    reply = await person.says("/export")
    return {document.name: document.content for document in reply.documents}


async def test_the_file_for_programs_holds_all_that_is_kept(conversation):
    person = Person(conversation, name="5")
    await person.presses("set:1:2")
    await person.says(PARK, origin=Origin("قناة صيدا", "https://t.me/saida/5", "2026-03-05"))
    for n in range(7):
        await person.says(numbered(n))
    await person.says("/search المزارع")
    await person.presses("talk:1")
    await person.says("ماذا قال المزارع؟")

    kept = json.loads((await exported(person))["manqal.json"])

    assert kept["settings"] == {"language": None, "length": "long", "digits": "latn", "summarises": True}
    assert kept["current"] == 1
    assert kept["lookups"] == ["المزارع"]
    assert kept["last_question"]["question"] == "ماذا قال المزارع؟"
    assert [one["article"]["text"] for one in kept["articles"]] == [PARK, *(numbered(n) for n in range(7))]
    first = kept["articles"][0]
    assert first["article"]["url"] == "https://t.me/saida/5"
    assert all(PARK[quote["start"] : quote["end"]] == quote["text"] for quote in first["quotes"])
    assert {"message": "1", "article": None, "person": "5"} not in kept["messages"]
    assert {"message": person.wrote, "article": 8, "person": None} not in kept["messages"]
    assert [one for one in kept["messages"] if one["article"] == 1 and one["person"] == "5"]


async def test_the_file_to_read_tells_each_article_with_who_said_what(person):
    await person.says(PARK, origin=Origin("قناة صيدا", "https://t.me/saida/5", "2026-03-05"))
    await person.says(DENIAL)

    text = (await exported(person))["manqal.md"]

    assert "## حديقة جديدة على شاطئ صيدا\n\n- المصدر: قناة صيدا\n- نُشر: 5 مارس 2026\n" in text
    assert "### رئيس البلدية مروان حداد\n\nقال:\n\n> ستبقى الحديقة مفتوحة للناس كلهم مجانا" in text
    assert "نفت:\n\n> وقوع إصابات بين العمال" in text
    assert text.count("### نصّ الخبر") == 2
    assert "من جهتها قالت المهندسة ليلى نصار إن الأشجار المزروعة تحتاج إلى ماء قليل." in text


async def test_what_an_article_holds_cannot_pass_for_the_files_own_marks(person):
    await person.says(PARK + "\n\n# عنوان مزيف\n> اقتباس مزيف <script>x</script> [رابط](https://example.com)")

    text = (await exported(person))["manqal.md"]

    assert "\n# عنوان مزيف" not in text
    assert "\n> اقتباس مزيف" not in text
    assert "<script>" not in text
    assert "[رابط]" not in text


async def test_no_chat_gets_what_is_another_chats(conversation, person):
    await person.says(PARK)
    stranger = Person(conversation, chat="telegram:2")
    await stranger.says(BRIDGE)

    assert not any("حداد" in content for content in (await exported(stranger)).values())
