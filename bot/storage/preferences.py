"""What a chat has set for itself."""

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings of one chat; `language` None goes by what the platform says of each person.

    `length` is that of the summary which answers an article, `digits` are those of the bot's own words, and where
    `summarises` is off an article is only kept until somebody asks about it.
    """

    language: Literal["ar", "en"] | None = None
    length: Literal["short", "normal", "long"] = "normal"
    digits: Literal["latn", "arab"] = "latn"
    summarises: bool = True


_FORM = TypeAdapter(Preferences)


def written(preferences: Preferences) -> str:
    """Return the form in which preferences are kept."""
    return _FORM.dump_json(preferences).decode()


def read(kept: str | None) -> Preferences:
    """Return kept preferences; those of a form that is no longer known count as none."""
    try:
        return Preferences() if kept is None else _FORM.validate_json(kept)
    except ValidationError:
        return Preferences()
