"""What a language model answered: its words out of the bytes of a response, the object that was asked for out of these.

Whatever comes is read without an error. A response that was cut off gives what stands in it whole.
"""

import re
import unicodedata
from typing import Literal, TypeVar

from pydantic import BaseModel
from pydantic_core import from_json

_LONGEST = 20_000  # characters of an answer once the thinking is off
_TRIES = 8  # braces at which the answer may begin
_FEWEST_WORDS = 3
_LONGEST_WORD = 30  # characters of a word on average
_THOUGHT = ("think", "thinking", "thought", "reasoning")
_TAG = re.compile(r"<[^<>]{0,200}>")
_BULLET = re.compile(r"\A(?:[-•#>]{1,6}\s|\d{1,2}[.)]\s)\s*")
_EMPHASIS = re.compile(r"[*`]|__")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn"})

Model = TypeVar("Model", bound=BaseModel)


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message | None = None
    delta: _Message | None = None


class _Completion(BaseModel):
    choices: list[_Choice] = []


class _Listed(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Listed]


def content(body: bytes) -> str:
    """Return the words of the model in a response's body, whole or cut off: a stream of events or one JSON object."""
    text = body.decode("utf-8", "ignore")
    events = [line[len("data:") :] for line in text.split("\n") if line.startswith("data:")]
    completions = [_parsed(_Completion, event, "trailing-strings") for event in events or [text]]
    choices = [found.choices[0] for found in completions if found is not None and found.choices]
    said = [choice.delta or choice.message for choice in choices]
    return "".join(message.content for message in said if message is not None and message.content)


def model_names(body: bytes) -> tuple[str, ...] | None:
    """Return the names in a server's list of models, None where the body is no such list."""
    found = _parsed(_Models, body.decode("utf-8", "ignore"), "on")
    return None if found is None else tuple(each.id for each in found.data)


def object_in(words: str, model: type[Model], *, whole: bool = False) -> Model | None:
    """Return the first JSON object of a form in a model's words, whatever stands around it: prose, a code fence.

    One that was cut off counts as far as it goes, unless it is to be `whole`. Line breaks become spaces first: some
    models write them into their strings as they are, which JSON forbids.
    """
    words = re.sub(r"[\x00-\x1f]", " ", _without_thoughts(words)[:_LONGEST])
    start = -1
    for _ in range(_TRIES):
        start = words.find("{", start + 1)
        if start < 0:
            return None
        end = words.rfind("}") + 1
        found = _parsed(model, words[start:end], "off")
        if found is None and not whole:
            found = _parsed(model, words[start:], "on")
        if found is not None:
            return found
    return None


def sentence(text: str, most_words: int) -> str:
    """Return a sentence without markup and invisible characters, "" where it is too long or short or not Arabic."""
    if len(text) > most_words * _LONGEST_WORD:
        return ""
    shown = "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)
    plain = _BULLET.sub("", _EMPHASIS.sub("", _TAG.sub(" ", " ".join(shown.split()))).strip())
    words = plain.split()
    letters = len(_LETTER.findall(plain))
    arabic = len(_ARABIC.findall(plain))
    return " ".join(words) if _FEWEST_WORDS <= len(words) <= most_words and arabic * 2 > letters else ""


def _parsed(model: type[Model], text: str, partial: Literal["off", "on", "trailing-strings"]) -> Model | None:
    """Return JSON as the model, None where it is none; `partial` says what becomes of JSON that was cut off."""
    try:
        return model.model_validate(from_json(text, allow_partial=partial))
    except ValueError:  # pydantic's is one too
        return None


def _without_thoughts(words: str) -> str:
    """Return what stands behind a model's thinking aloud, nothing where it was cut off while it still thought."""
    for tag in _THOUGHT:
        end = words.rfind(f"</{tag}>")
        if end >= 0:
            words = words[end + len(tag) + 3 :]
        elif words.lstrip().startswith(f"<{tag}>"):
            return ""
    return words
