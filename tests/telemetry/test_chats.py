"""What a chat is called in the logs."""

import pytest

from bot.telemetry import chats
from bot.telemetry.chats import key_chats, pseudonym


@pytest.fixture(autouse=True)
def _own_key(monkeypatch):
    monkeypatch.setattr(chats, "_key", chats._key)


def test_every_start_with_the_same_token_calls_a_chat_the_same():
    key_chats("1:token")
    first = pseudonym("telegram:42")
    key_chats("2:another")
    other = pseudonym("telegram:42")
    key_chats("1:token")

    assert pseudonym("telegram:42") == first != other
    assert pseudonym("telegram:43") != first


def test_a_pseudonym_is_short_and_holds_nothing_of_the_name():
    found = pseudonym("telegram:42")

    assert len(found) == 12
    assert int(found, 16) >= 0


def test_a_name_of_any_length_and_any_characters_has_one():
    assert len(pseudonym("web:" + "ق" * 10_000 + "\ud83d")) == 12
