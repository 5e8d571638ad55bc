"""The settings of a chat, each a row of buttons with the chosen one marked."""

from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.actions import Action, Wanted
from bot.conversation.chat import Chat, spoken_in
from bot.conversation.replies import spoken_reply
from bot.conversation.reply import Button, Heading, Item, Reply
from bot.storage import Preferences
from bot.texts import plain, say


@dataclass(frozen=True, slots=True)
class _Setting:
    """A field of the preferences and its values, each with the end of its words' key; their order is on buttons."""

    field: str
    values: tuple[tuple[str, Any], ...]


_SETTINGS = (
    _Setting("language", (("auto", None), ("ar", "ar"), ("en", "en"))),
    _Setting("length", (("short", "short"), ("normal", "normal"), ("long", "long"))),
    _Setting("digits", (("latn", "latn"), ("arab", "arab"))),
    _Setting("summarises", (("on", True), ("off", False))),
)


async def settings(chat: Chat, _: str) -> Reply:
    """Show what the chat has set, with the buttons that change it."""
    return _shown(chat.preferences, chat.language)


async def change(chat: Chat, action: Action) -> Reply:
    """Set what a button says, and show how it is now, in the language that is now spoken."""
    setting = _SETTINGS[action.number] if action.number < len(_SETTINGS) else None
    if setting is None or action.part >= len(setting.values):
        return spoken_reply("lookup.gone", chat.language)
    _, value = setting.values[action.part]
    wanted: Preferences = replace(chat.preferences, **{setting.field: value})
    await chat.store.prefer(chat.name, wanted)
    return _shown(wanted, spoken_in(wanted, chat.platform))


def _shown(preferences: Preferences, language: str) -> Reply:
    chosen = [(setting, getattr(preferences, setting.field)) for setting in _SETTINGS]
    items = [Item(_told(setting, value, language)) for setting, value in chosen]
    rows = tuple(_row(n, setting, value, language) for n, (setting, value) in enumerate(chosen))
    return Reply((Heading(say("settings", language)), *items), rows, language=plain(language))


def _told(setting: _Setting, chosen: object, language: str) -> str:
    end = next(end for end, value in setting.values if value == chosen)
    return say(f"settings.{setting.field}", language, value=say(f"settings.{setting.field}.{end}", language))


def _row(n: int, setting: _Setting, chosen: object, language: str) -> tuple[Button, ...]:
    return tuple(
        Button(
            ("✓ " if value == chosen else "") + say(f"settings.{setting.field}.{end}", language),
            str(Action(Wanted.SET, n, part)),
        )
        for part, (end, value) in enumerate(setting.values)
    )
