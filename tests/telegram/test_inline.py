"""The bot's name typed in any chat: what it offers to send there, over HTTP, from one's own articles or a link."""

import asyncio
import time

import pytest

from bot.conversation import Conversation, linked
from bot.storage import Preferences
from models.reading import Article
from models.summaries.extractive import ExtractiveSummarizer
from tests.articles.links.site import answer, running
from tests.conversation.commands.articles import numbered
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.people import Person

TITLE, *BODY = filter(None, BRIDGE.splitlines())
PAGE = (
    f"<html><head><title>{TITLE}</title><meta property='og:site_name' content='صدى الساحل'></head>"
    f"<body><h1>{TITLE}</h1>{''.join(f'<p>{each}</p>' for each in BODY)}</body></html>"
)
LINK = "http://news.example/bridge"
GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}


@pytest.fixture
async def site():
    async with running() as site:
        site.pages["/bridge"] = answer(PAGE)
        yield site


@pytest.fixture
def conversation(store, site):
    return Conversation(store, ExtractiveSummarizer(), 200_000, site.fetcher())


@pytest.fixture
def reader(api):
    return Person(api)


async def read(person, *texts):
    for text in texts:
        await person.say(text)
        await person.sees()


@pytest.mark.usefixtures("bot")
async def test_words_of_an_article_offer_its_summary_and_the_quotations_that_hold_them(reader):
    await read(reader, BRIDGE, WHEAT)

    offered = await reader.offered("الشوارع القريبة")

    assert offered.titles == ["جسر النهر الجديد يفتح في مارس", "رئيس البلدية كمال الراوي"]
    summary, quotation = offered.messages
    assert "المصدر: جسر النهر الجديد يفتح في مارس" in summary.words
    assert "من تكلّم في الخبر" in summary.under("bold")
    assert quotation.words.splitlines()[0] == "رئيس البلدية كمال الراوي"
    assert "لا تتسع لهذا العدد من السيارات" in quotation.under("blockquote")[0]
    assert "المصدر: جسر النهر الجديد يفتح في مارس" in quotation.words
    assert quotation.words.splitlines()[1].startswith("حذر")
    assert "حذر" in offered.raw["results"][1]["description"]


@pytest.mark.usefixtures("bot")
async def test_a_speakers_name_offers_what_he_said(reader):
    await read(reader, BRIDGE)

    offered = await reader.offered("الحداد")

    assert offered.titles[1:] == ["وزير النقل سامي الحداد"] * 2


@pytest.mark.usefixtures("bot")
async def test_without_words_the_latest_articles_are_offered_page_by_page(api, reader, store):
    for n in range(7):
        await store.add_article("telegram:42", Article(numbered(n), title=f"خبر المزرعة رقم {n}"))

    first = await reader.offered("")
    second = await reader.offered("", first.raw["next_offset"])

    assert first.titles == [f"خبر المزرعة رقم {n}" for n in (6, 5, 4, 3, 2)]
    assert second.titles == [f"خبر المزرعة رقم {n}" for n in (1, 0)]
    assert not second.raw.get("next_offset")
    assert {call.params["is_personal"] for call in api.of("answerInlineQuery")} == {"true"}
    assert all(int(call.params["cache_time"]) <= 10 for call in api.of("answerInlineQuery"))


@pytest.mark.usefixtures("bot")
async def test_nobody_is_offered_another_chats_articles(api, reader):
    stranger, member = Person(api, id=43), Person(api, id=42, chat=GROUP)
    await read(stranger, BRIDGE)
    await read(member, f"@ManQalBot {WHEAT}")

    for words in ("", "الجسر", "القمح"):
        offered = await reader.offered(words)
        assert not offered.titles
        assert offered.button
    assert (await stranger.offered("الجسر")).titles


@pytest.mark.usefixtures("bot")
async def test_what_is_not_found_leads_to_the_private_chat(api, reader):
    offered = await reader.offered("القمر")

    assert offered.button == "لا خبر عندي فيه هذه الكلمات، أرسل إليّ خبرا"
    await reader.say(f"/start {offered.raw['button']['start_parameter']}")
    assert "أهلا بك" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_a_link_is_read_and_not_kept(reader, store, site):
    offered = await reader.offered(LINK)

    assert offered.titles[0] == TITLE
    assert len(offered.titles) == 5
    assert "المصدر: صدى الساحل — جسر النهر الجديد يفتح في مارس" in offered.messages[1].words
    assert offered.raw["results"][0]["reply_markup"]["inline_keyboard"][0][0]["url"] == LINK
    assert await store.count("telegram:42") == 0
    assert [path for _, path in site.asked] == ["/bridge"]


@pytest.mark.usefixtures("bot")
async def test_a_link_that_was_just_read_is_not_asked_for_again_and_words_choose_from_it(api, site):
    await Person(api).offered(LINK)

    offered = await Person(api, id=43).offered(f"{LINK} الراوي")

    assert offered.titles == [TITLE, "رئيس البلدية كمال الراوي"]
    assert len(site.asked) == 1


@pytest.mark.usefixtures("bot")
async def test_while_a_link_is_typed_only_the_last_is_asked_for_and_earlier_ones_stay_unanswered(api, reader, site):
    for end in range(len("http://news.example/b"), len(LINK)):
        await reader.types(LINK[:end])

    offered = await reader.offered(LINK)

    assert offered.titles[0] == TITLE
    assert [path for _, path in site.asked] == ["/bridge"]
    assert len(api.of("answerInlineQuery")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_newer_link_ends_the_fetch_of_an_older_one(api, reader, site):
    gone = asyncio.Event()

    async def never(writer):
        await writer.wait_closed()
        gone.set()

    site.pages["/slow"] = never
    await reader.types("http://news.example/slow")
    await api.until(lambda: site.asked)

    offered = await reader.offered(LINK)

    assert offered.titles[0] == TITLE
    assert len(api.of("answerInlineQuery")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_slow_site_is_told_in_time_and_found_at_the_next_try(api, reader, site, monkeypatch):
    async def late(writer):
        await asyncio.sleep(1)
        writer.write(answer(PAGE))
        await writer.drain()

    monkeypatch.setattr(linked, "_PATIENCE", 1.0)
    site.pages["/bridge"] = late
    began = time.monotonic()
    told = await reader.offered(LINK)
    took = time.monotonic() - began
    monkeypatch.setattr(linked, "_PATIENCE", 10.0)

    assert told.button == "الموقع بطيء، أعد المحاولة أو أرسل إليّ الرابط"
    assert took < 5
    assert (await reader.offered(LINK)).titles[0] == TITLE
    assert len(site.asked) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("http://news.example", "ألصق رابط الخبر كاملا"),
        ("http://news.example/missing", "لم أستطع قراءة الرابط"),
        ("http://127.0.0.1:9/secret", "لم أستطع قراءة الرابط"),
    ],
)
async def test_a_link_that_is_not_read_gets_a_word_and_leads_to_the_private_chat(reader, query, words):
    offered = await reader.offered(query)

    assert not offered.titles
    assert words in offered.button


@pytest.mark.usefixtures("bot")
async def test_the_persons_settings_hold(api, store):
    person = Person(api, language="en")
    await store.prefer("telegram:42", Preferences(language="ar", digits="arab"))
    await store.add_article("telegram:42", Article(BRIDGE, title=TITLE, source="BBC", published="2026-03-05"))

    shown = (await person.offered("")).messages[0]

    assert "المصدر: BBC — جسر النهر الجديد يفتح في مارس — ٥ مارس ٢٠٢٦" in shown.words
    assert "\u2068BBC\u2069" in shown.text


@pytest.mark.usefixtures("bot")
async def test_what_comes_from_outside_is_text_and_no_markup(reader, store):
    hostile = BRIDGE.replace("ليرة واحدة", "<b>ليرة</b> & <a href='x'>واحدة")
    await store.add_article("telegram:42", Article(hostile, title="خبر <i>عن</i> الجسر \u202e"))

    offered = await reader.offered("ليرة")

    assert offered.titles[0] == "خبر <i>عن</i> الجسر"
    assert "<b>ليرة</b> & <a href='x'>واحدة" in offered.messages[1].words


@pytest.mark.usefixtures("bot")
async def test_a_quotation_that_fits_no_message_is_not_offered_and_the_others_are(reader, store):
    endless = "«" + "لن ندفع ليرة واحدة فوق الميزانية مهما طال العمل، " * 120 + "والسلام»"
    await store.add_article("telegram:42", Article(f"{BRIDGE}\nوأضاف الحداد: {endless}.", title=TITLE))

    offered = await reader.offered("الحداد ليرة")

    assert "وزير النقل سامي الحداد" in offered.titles
    assert all(len(message.text) < 4096 for message in offered.messages)


@pytest.mark.usefixtures("bot")
async def test_results_that_telegram_refuses_go_without_markup_and_links(api, reader, store, caplog):
    await store.add_article("telegram:42", Article(BRIDGE, title=TITLE, url="http://intranet/bridge"))

    offered = await reader.offered("")

    assert offered.titles == [TITLE]
    assert "reply_markup" not in offered.raw["results"][0]
    assert [call.status for call in api.of("answerInlineQuery")] == [400, 200]
    assert "Button_url_invalid" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_comes_too_late_stops_nothing(api, reader):
    api.refuse("answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired")
    await reader.types("القمر")
    await api.until(lambda: api.of("answerInlineQuery"))

    assert (await reader.offered("القمر")).button


@pytest.mark.usefixtures("bot")
async def test_a_result_sent_to_the_bot_itself_or_to_a_group_is_not_read_as_an_article(api, reader, store):
    member = Person(api, chat=GROUP)
    for person in (reader, member):
        await person.say(f"@ManQalBot {BRIDGE}", via_bot=api.bot)
        await person.say("/help")
        assert "أهلا بك" in (await person.sees()).words

    assert await store.count("telegram:42") == await store.count("telegram:-1001") == 0
