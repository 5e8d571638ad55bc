"""The last question of a chat: kept in place of the one before, for an hour, for that chat alone."""

from dataclasses import replace

import pytest

from bot.storage import Turn
from bot.storage import turns as module
from models.reading import Article

CHAT = "telegram:1"


@pytest.fixture
async def turn(store):
    return Turn(
        "ماذا قال الوزير؟", await store.add_article(CHAT, Article("قال الوزير إن العمل بدأ.")), "الوزير", (0, 2)
    )


async def test_a_turn_is_kept_in_place_of_the_one_before(store, turn):
    await store.note_turn(CHAT, turn)
    await store.note_turn(CHAT, replace(turn, question="ومتى؟", shown=(1,)))

    assert await store.last_turn(CHAT) == replace(turn, question="ومتى؟", shown=(1,))
    assert await store.last_turn("telegram:2") is None


async def test_a_turn_about_another_chats_article_is_not_kept(store, turn):
    await store.add_article("telegram:2", Article("نص"))

    await store.note_turn("telegram:2", turn)

    assert await store.last_turn("telegram:2") is None


async def test_a_turn_of_more_than_an_hour_ago_is_deleted(store, turn, monkeypatch):
    now = module.time.time()
    await store.note_turn(CHAT, turn)
    monkeypatch.setattr(module.time, "time", lambda: now + 3_700)
    assert await store.last_turn(CHAT) is None

    monkeypatch.setattr(module.time, "time", lambda: now)

    assert await store.last_turn(CHAT) is None


async def test_a_turn_goes_with_its_article_and_with_its_chat(store, turn):
    await store.note_turn(CHAT, turn)
    await store.forget(CHAT, turn.number)
    assert await store.last_turn(CHAT) is None

    other = replace(turn, number=await store.add_article(CHAT, Article("نص")))
    await store.note_turn(CHAT, other)
    await store.move_chat(CHAT, "telegram:-100")

    assert await store.last_turn("telegram:-100") is None
    assert await store.article("telegram:-100", other.number) is not None


async def test_the_outlets_of_the_newest_articles_are_told(store):
    first = await store.add_article(CHAT, Article("نص", source="صحيفة الضفاف"))
    await store.add_article(CHAT, Article("نص"))
    await store.add_article("telegram:2", Article("نص", source="قناة البحر"))

    assert await store.sources(CHAT, 20) == ((first, "صحيفة الضفاف"),)
    assert await store.sources(CHAT, 1) == ()
