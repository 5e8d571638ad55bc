"""No chat gets at what another has, whatever it sends: forged buttons, numbers, replies, edits, inline queries."""

import pytest

from bot.conversation.actions import Wanted
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.people import Person
from tests.telegram.test_groups import GROUP, OTHER

SECRETS = ("الجسر", "منصور", "الحداد", "ثلاثين ألف")


def leaks(text):
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
async def owner(api, bot):
    """A person whose private chat holds an article, a lookup and a last question."""
    one = Person(api)
    await one.say(BRIDGE)
    await one.sees()
    await one.say("ماذا قالت ليلى منصور؟")
    await one.sees()
    return one


@pytest.fixture(params=["private", "group"])
def stranger(api, request):
    return Person(api, id=43, chat={} if request.param == "private" else OTHER)


@pytest.mark.parametrize("wanted", list(Wanted))
async def test_no_button_of_another_chats_does_anything_here(api, owner, store, wanted):
    """One chat presses, under a message of its own, every action of the other's: its numbers are easy to guess."""
    stranger = Person(api, id=43)
    before = await store.kept("telegram:42")
    for part in ("", ":1"):
        await stranger.say("/help")
        shown = await stranger.sees()
        await api.push(stranger.pressed(shown, f"{wanted}:1{part}"))
        assert not leaks((await stranger.sees()).text)

    assert await store.kept("telegram:42") == before


@pytest.mark.parametrize(
    "action",
    ["", "who", "who:", "who:x", "who:-1", "who:1:99999", "forget:１", "who:1\nforgetall:0", "drop:1", "STOP", "\x00",
     "who:999999999999999999", "who:1:2:3", "x" * 64],
)  # fmt: skip
async def test_a_forged_action_is_answered_in_words_and_changes_nothing(api, owner, store, action):
    stranger = Person(api, id=43)
    await stranger.say("/help")
    shown = await stranger.sees()
    await api.push(stranger.pressed(shown, action))
    await api.until(lambda: api.of("answerCallbackQuery"))
    await stranger.say("/articles")

    seen = await stranger.sees()
    while "لا أخبار" not in seen.words:
        assert not leaks(seen.text)
        seen = await stranger.sees()
    assert await store.count("telegram:42") == 1


async def test_a_press_under_a_message_that_telegram_no_longer_shows_finds_the_presser_s_own_chat(api, owner, store):
    stranger = Person(api, id=43)
    await stranger.say("/help")
    press = stranger.pressed(await stranger.sees(), "forgetall:0")
    press["callback_query"]["message"] = {"chat": stranger.chat, "message_id": 103, "date": 0}
    await api.push(press)
    await api.until(lambda: api.of("answerCallbackQuery"))
    await owner.say("/articles")

    assert "عندي خبر واحد" in (await owner.sees()).words


async def test_a_reply_to_a_number_that_is_another_chats_message_is_about_nothing_here(api, owner, stranger):
    """Telegram numbers the messages of each group anew, so numbers of two chats are often the same."""
    call = "@ManQalBot " if stranger.chat["type"] != "private" else ""
    for number in (message for chat, message in [*api.messages] if chat == 42):
        replied = {"message_id": number, "date": 1_764_400_000, "chat": stranger.chat, "from": api.bot, "text": "نص"}
        await stranger.say(f"{call}ماذا قالت ليلى منصور؟", reply_to_message=replied)
        seen = await stranger.sees()
        assert "أرسل إليّ الخبر أولا" in seen.words


async def test_an_edit_of_a_message_with_another_chats_number_changes_nothing_there(api, owner, stranger, store):
    before = await store.kept("telegram:42")
    for number in (message for chat, message in [*api.messages] if chat == 42):
        edited = {**stranger.message(WHEAT), "message_id": number, "edit_date": 1_764_400_000}
        await api.push({"edited_message": edited})
    await owner.say("/help")
    await owner.sees()

    assert await store.kept("telegram:42") == before


async def test_a_link_to_another_persons_private_message_leads_to_nothing(api, owner, stranger):
    call = "@ManQalBot " if stranger.chat["type"] != "private" else ""
    await stranger.say(f"{call}https://t.me/c/42/101")

    assert not leaks((await stranger.sees()).text)


@pytest.mark.parametrize("text", ["/articles", "/search الجسر", "/said الحداد", "/export", "/ask من قال؟", "/forget"])
async def test_no_command_shows_another_chats_articles(owner, stranger, text):
    name, _, words = text.partition(" ")
    await stranger.say(f"{name}@ManQalBot {words}".strip())

    seen = (await stranger.sees()).text.replace("«الجسر»", "").replace("الجسر", "", int("search" in name))
    assert not leaks(seen.replace("الحداد", "") if "said" in name else seen)


@pytest.mark.parametrize("parameter", ["1", "who_1", "open-1", "telegram_42", "who%3A1", "../42", "' OR 1=1 --"])
async def test_no_deep_link_opens_what_is_another_persons(owner, stranger, parameter):
    await stranger.say(f"/start@ManQalBot {parameter}")

    assert not leaks((await stranger.sees()).text.replace("من قال", ""))


@pytest.mark.parametrize("offset", ["", "0", "5", "999999", "-1", "1e3", "٣", "9" * 60])
@pytest.mark.parametrize("query", ["", "الجسر"])
async def test_inline_offers_nobody_what_is_another_persons(owner, query, offset):
    stranger = Person(owner.api, id=43)

    offered = await stranger.offered(query, offset)

    assert not offered.titles


async def test_inline_offers_what_is_ones_own_and_nothing_of_a_group_that_one_is_in(api, owner):
    member = Person(api, id=43, chat=GROUP)
    await member.say(f"@ManQalBot {WHEAT}")
    await member.sees()

    assert not (await member.offered("القمح")).titles
    assert (await owner.offered("الجسر")).titles
    assert not (await owner.offered("القمح")).titles
