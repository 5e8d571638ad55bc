"""A bot that is for certain people: who is let in, and what the others are told."""

import pytest

from bot.articles.links.fetching import Fetcher
from bot.conversation import Conversation
from bot.conversation.quotas import Limits, Quotas
from bot.storage import Store
from models.summaries.extractive import ExtractiveSummarizer
from tests.telegram.articles import BRIDGE, WHEAT
from tests.telegram.conftest import answering
from tests.telegram.people import Person
from tests.telegram.test_groups import CHANNEL, GROUP, OTHER, membership, post

FRIEND, STRANGER, ADMIN = 42, 43, 44
LISTED = {"allowed_users": "42,-1001", "admins": "44"}


@pytest.fixture
async def bot(api, conversation):
    async with answering(api, conversation, **LISTED):
        yield


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("who", [FRIEND, ADMIN])
async def test_who_is_listed_is_answered_in_private_and_in_any_group(api, who):
    await Person(api, id=who).say(WHEAT)
    assert "القمح" in (await Person(api, id=who).sees()).words

    there = Person(api, id=who, chat=OTHER)
    await there.say(f"@ManQalBot {WHEAT}")
    assert "القمح" in (await there.sees()).words


@pytest.mark.usefixtures("bot")
async def test_in_a_group_that_is_listed_everybody_is_answered(api):
    member = Person(api, id=STRANGER, chat=GROUP)

    await member.say(f"@ManQalBot {WHEAT}")

    assert "القمح" in (await member.sees()).words


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("language", "word"), [("ar", "هذا البوت لأشخاص"), ("en", "This bot is for people")])
async def test_a_stranger_is_told_their_id_once_and_nothing_of_theirs_is_kept(api, store, language, word):
    stranger, friend = Person(api, id=STRANGER, language=language), Person(api)
    await stranger.say(BRIDGE)
    told = await stranger.sees()
    for text in ("/start", BRIDGE, "ماذا قالت ليلى منصور؟"):
        await stranger.say(text)
    await friend.say("/help")
    await friend.sees()

    assert word in told.text
    assert told.text.endswith("43")
    assert len(api.of("sendMessage")) == 2
    assert await store.count("telegram:43") == 0


@pytest.mark.usefixtures("bot")
async def test_in_other_groups_and_channels_strangers_get_no_word(api, store):
    stranger, friend = Person(api, id=STRANGER, chat=OTHER), Person(api)
    await api.push(membership(stranger, OTHER, "left", "member"))
    await stranger.say(f"@ManQalBot {WHEAT}")
    await stranger.say("/forget")
    await post(api, f"{WHEAT}\n@ManQalBot")
    await stranger.types("القمح")
    await friend.say("/help")
    await friend.sees()

    assert len(api.of("sendMessage")) == 1
    assert not api.of("answerInlineQuery")
    assert await store.count(f"telegram:{OTHER['id']}") == await store.count(f"telegram:{CHANNEL['id']}") == 0


@pytest.mark.usefixtures("bot")
async def test_a_stranger_presses_no_button_and_edits_no_article_of_a_friend(api, store):
    friend = Person(api, chat=OTHER)
    stranger = Person(api, id=STRANGER, chat=OTHER)
    await friend.say(f"@ManQalBot {WHEAT}")
    summary = await friend.sees()

    for action in ("who:1", "forget:1", "forgetall:0", "stop"):
        await api.push(stranger.pressed(summary, action))
    edited = {**stranger.message("@ManQalBot خبر آخر"), "edit_date": 1_764_400_000}
    await api.push({"edited_message": edited})
    await friend.press(summary, "من قال ماذا")
    await friend.sees()

    assert len(api.of("answerCallbackQuery")) == len(api.of("editMessageText")) == 1
    assert await store.count("telegram:-1002") == 1


async def test_the_word_to_a_stranger_is_not_said_again_after_a_restart(api, store):
    stranger, friend = Person(api, id=STRANGER), Person(api)
    for _ in range(2):
        conversation = Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher())
        async with answering(api, conversation, **LISTED):
            await stranger.say("/start")
            await friend.say("/help")
            await friend.sees()

    assert len(api.of("sendMessage")) == 3


async def test_a_quota_holds_over_telegram_and_over_a_restart_on_the_same_file(api, tmp_path):
    person = Person(api)
    for shown in ("القمح", "يمكنك أن تتابع بعد"):
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/quotas.db")
        quotas = Quotas(store, Limits(9, 1, 9, 9))
        conversation = Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher(), quotas=quotas)
        async with answering(api, conversation):
            await person.say(WHEAT)
            assert shown in (await person.sees()).words
        await store.close()


async def test_no_token_comes_into_the_database(api, tmp_path):
    """Not of a file's address, a refused request or a failed turn either."""
    path = tmp_path / "chats.db"
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    conversation = Conversation(store, ExtractiveSummarizer(), 200_000, Fetcher())
    person = Person(api)
    api.files["one"] = WHEAT.encode()
    async with answering(api, conversation):
        api.refuse("sendMessage", 400, f"Bad Request: bot{api.token} is odd")
        await person.say(BRIDGE)
        await person.sees()
        await person.say(document={"file_id": "one", "file_unique_id": "one", "file_name": "a.txt"})
        await person.sees()
        await person.say("/said الوزير")
        await person.sees()
    await store.close()

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "القمح".encode() in kept
    assert b"AAE-a_token" not in kept
