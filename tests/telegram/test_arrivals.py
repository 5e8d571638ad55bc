"""Every way an article arrives on Telegram: in parts, forwarded, in albums, several at once, with a comment."""

import asyncio
import time

import pytest

from tests.telegram.articles import BRIDGE, WHEAT, long_article
from tests.telegram.conftest import answering
from tests.telegram.people import Person

GROUP = {"id": -1001, "type": "supergroup", "title": "أصدقاء الأخبار"}
PICTURE = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]


def channel(number, title="أخبار النهر"):
    chat = {"id": -100, "type": "channel", "title": title, "username": "river_news"}
    return {"type": "channel", "date": 1_760_000_000, "chat": chat, "message_id": number}


def parts_of(text, size=4_000):
    return [text[at : at + size] for at in range(0, len(text), size)]


async def latest(store, chat):
    return await store.article(chat, await store.current_article(chat))


@pytest.fixture
async def bot(api, conversation):
    async with answering(api, conversation, quiet=1.5):  # as long as outside tests: busy machines take parts in slowly
        yield


@pytest.fixture
def reader(api):
    return Person(api)


@pytest.mark.usefixtures("bot")
async def test_a_paste_in_parts_is_one_article_answered_once(api, reader, store):
    text = long_article(12_000)
    for part in parts_of(text):
        await reader.say(part)
        await asyncio.sleep(0.1)

    summary = await reader.sees()

    assert summary.under("bold")[0].strip("\u200f") == "قرى السهل تعيد فتح مدارسها"
    assert (await latest(store, f"telegram:{reader.id}")).text == text
    await asyncio.sleep(0.5)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_two_pastes_interleaved_in_a_group_come_out_whole_both_of_them(api, store):
    people = [Person(api, id=number, chat=GROUP) for number in (51, 52)]
    texts = [long_article(12_000), long_article(11_000, title="مدارس الجبل تنتظر معلميها")]
    for one, other in zip(*map(parts_of, texts), strict=True):
        for person, part in zip(people, (one, other), strict=True):
            await person.say(part if part != parts_of(texts[person.id - 51])[0] else f"@manqalbot {part}")
            await asyncio.sleep(0.05)

    shown = [await people[0].sees() for _ in people]

    kept = {(await store.article("telegram:-1001", number)).text for number in (1, 2)}
    assert kept == set(texts)
    assert {each.under("bold")[0].strip("\u200f") for each in shown} == {text.partition("\n")[0] for text in texts}
    assert len(api.of("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
async def test_a_paste_whose_parts_arrive_out_of_order_is_read_in_the_order_of_its_messages(api, reader, store):
    text = long_article(8_000)
    first, second = (reader.message(part) for part in parts_of(text))

    await api.push({"message": second})
    await api.push({"message": first})

    await reader.sees()
    assert (await latest(store, f"telegram:{reader.id}")).text == text


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_any_part_finds_the_article(reader):
    ids = [await reader.say(part) for part in parts_of(long_article(8_500))]
    await reader.sees()
    await reader.say(WHEAT)
    await reader.sees()

    await reader.say("ماذا قال سامر الحلبي؟", reply_to=ids[1])

    assert "الحلبي" in (await reader.sees()).words


async def test_a_command_ends_the_wait_for_the_rest_of_a_paste(api, conversation, reader):
    async with answering(api, conversation, quiet=9):
        began = time.monotonic()
        await reader.say(long_article(4_000))
        await reader.say("/help")

        assert "قرى السهل" in (await reader.sees()).words
        assert "أهلا بك" in (await reader.sees()).words
        assert time.monotonic() - began < 8


async def test_a_paste_that_was_still_waited_on_is_answered_after_a_restart(api, conversation, reader):
    async with answering(api, conversation, quiet=9):
        await reader.say(long_article(4_000))
        await api.until(lambda: api.of("sendChatAction"))
    assert not api.of("sendMessage")

    async with answering(api, conversation, quiet=0.2):
        assert "قرى السهل" in (await reader.sees()).words
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("comment_first", [True, False])
async def test_a_forwarded_post_and_a_comment_on_it_are_one_turn(api, reader, comment_first):
    comment = reader.message("ماذا قالت ليلى منصور؟")
    post = reader.message(BRIDGE, forward_origin=channel(5))
    if not comment_first:
        comment["message_id"], post["message_id"] = post["message_id"], comment["message_id"]
    for message in sorted((comment, post), key=lambda each: each["message_id"]):
        await api.push({"message": message})

    answer = await reader.sees()

    assert any("ثلاثين ألف سيارة" in words for words in answer.under("blockquote"))
    assert "جسر النهر الجديد يفتح في مارس" in answer.under("bold")
    assert answer.buttons
    await asyncio.sleep(0.5)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_comment_that_asks_nothing_adds_nothing(reader):
    await reader.say("السلام عليكم")
    await reader.say(BRIDGE, forward_origin=channel(5))

    shown = await reader.sees()

    assert shown.under("bold")[0].strip("\u200f") == "جسر النهر الجديد يفتح في مارس"
    assert "لا يذكر" not in shown.words


@pytest.mark.usefixtures("bot")
async def test_several_posts_at_once_are_answered_with_one_digest(api, reader, store):
    await reader.say(BRIDGE, forward_origin=channel(5))
    await reader.say(WHEAT, forward_origin=channel(6))

    digest = await reader.sees()

    assert digest.under("bold")[0].strip("\u200f").startswith("1. ")
    for words in ("جسر النهر الجديد", "موسم القمح", "سامي الحداد", "نبيل حسون"):
        assert words in digest.words
    assert all(quotation.strip("\u200f") in BRIDGE + WHEAT for quotation in digest.under("blockquote"))
    assert len(digest.buttons) == 2
    assert {(await store.article(f"telegram:{reader.id}", number)).text for number in (1, 2)} == {BRIDGE, WHEAT}

    await reader.press(digest, next(iter(digest.buttons)))
    opened = await reader.sees()
    assert opened.id > digest.id
    assert "جسر النهر الجديد يفتح في مارس" in opened.under("bold")


@pytest.mark.usefixtures("bot")
async def test_a_question_beside_several_posts_is_answered_from_the_one_that_tells(reader):
    await reader.say("ماذا قالت هدى سليم؟")
    await reader.say(BRIDGE, forward_origin=channel(5))
    await reader.say(WHEAT, forward_origin=channel(6))

    answer = await reader.sees()

    assert answer.under("bold")[0].strip("\u200f") == "موسم القمح يفوق التوقعات"
    assert "المطر جاء في وقته" in answer.under("blockquote")[0]


@pytest.mark.usefixtures("bot")
async def test_an_album_is_one_article(api, reader, store):
    for caption in (None, BRIDGE, None):
        fields = {"caption": caption} if caption else {}
        await reader.say(photo=PICTURE, media_group_id="album", **fields)

    assert "جسر النهر الجديد" in (await reader.sees()).words
    assert (await latest(store, f"telegram:{reader.id}")).text == BRIDGE
    await asyncio.sleep(0.5)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_an_album_without_a_word_gets_one_answer(api, reader):
    for _ in range(3):
        await reader.say(photo=PICTURE, media_group_id="album")

    assert "الصور" in (await reader.sees()).words
    await asyncio.sleep(0.5)
    assert len(api.of("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("origin", "source", "url"),
    [
        ({"type": "hidden_user", "date": 1, "sender_user_name": "قارئة"}, "قارئة", None),
        ({"type": "user", "date": 1, "sender_user": {"id": 7, "is_bot": False, "first_name": "رنا"}}, "رنا", None),
        ({"type": "chat", "date": 1, "sender_chat": {"id": -9, "type": "group", "title": "الحي"}}, "الحي", None),
        (channel(55), "أخبار النهر", "https://t.me/river_news/55"),
    ],
)
async def test_where_a_post_was_forwarded_from_becomes_its_source(reader, store, origin, source, url):
    await reader.say(BRIDGE, forward_origin=origin)
    await reader.sees()

    article = await latest(store, f"telegram:{reader.id}")

    assert (article.source, article.url) == (source, url)
    assert article.published


@pytest.mark.usefixtures("bot")
async def test_two_long_posts_of_a_channel_are_two_articles(reader, store):
    texts = [long_article(2_500), long_article(2_600, title="مدارس الجبل تنتظر معلميها")]
    for number, text in enumerate(texts):
        await reader.say(text, forward_origin=channel(number + 1))

    await reader.sees()

    assert {(await store.article(f"telegram:{reader.id}", number)).text for number in (1, 2)} == set(texts)


@pytest.mark.usefixtures("bot")
async def test_what_was_sent_at_different_times_while_the_bot_was_away_is_answered_one_by_one(api, reader):
    early, late = reader.message(long_article(3_000)), reader.message("ماذا قال سامر الحلبي؟")
    early["date"] -= 600
    for message in (early, late):
        await api.push({"message": message})

    assert "قرى السهل" in (await reader.sees()).words
    assert "الحلبي" in (await reader.sees()).words


@pytest.mark.usefixtures("bot")
async def test_topics_of_a_group_keep_their_own_articles(api):
    member = Person(api, chat=GROUP)
    await member.say(f"@manqalbot {BRIDGE}", message_thread_id=3, is_topic_message=True)
    await member.sees()
    await member.say(f"@manqalbot {WHEAT}", message_thread_id=4, is_topic_message=True)
    await member.sees()

    await member.say("@manqalbot ماذا قال الوزير؟", message_thread_id=3, is_topic_message=True)

    assert "الحداد" in (await member.sees()).words
