"""What a language model answered: its words out of the bytes of a response, and sentences out of its words.

Whatever comes is read without an error. A response that was cut off gives what stands in it whole: a sentence without
its end is none.
"""

import re
import unicodedata
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field
from pydantic_core import from_json

from models.summaries.engine import Draft

_MOST_SENTENCES = 40  # in an answer that can be meant; far more than any task wants
_LONGEST = 20_000  # characters of an answer once the thinking is off
_TRIES = 8  # braces at which the answer may begin
_MOST_WORDS = 60  # of a sentence; it was asked to have half of them
_FEWEST_WORDS = 3
_HEADLINE_WORDS = 20
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


class _Answer(BaseModel):
    headline: str | None = None
    sentences: Annotated[list[str], Field(max_length=_MOST_SENTENCES)]


def content(body: bytes) -> str:
    """Return the words of the model in a response's body, whole or cut off: a stream of events or one JSON object."""
    text = body.decode("utf-8", "ignore")
    events = [line[len("data:") :] for line in text.split("\n") if line.startswith("data:")]
    completions = [_parsed(_Completion, event, "trailing-strings") for event in events or [text]]
    choices = [found.choices[0] for found in completions if found is not None and found.choices]
    said = [choice.delta or choice.message for choice in choices]
    return "".join(message.content for message in said if message is not None and message.content)


def draft(words: str, wanted: int) -> Draft | None:
    """Return the sentences of an answer, at most `wanted`, cleaned and Arabic; None where it is not in the asked form.

    The draft is without sentences where the answer has the form and no sentence that can be used.
    """
    answer = _answer(_without_thoughts(words)[:_LONGEST])
    if answer is None:
        return None
    clean = dict.fromkeys(_clean(each, _MOST_WORDS) for each in answer.sentences)
    headline = _clean(answer.headline or "", _HEADLINE_WORDS)
    return Draft(tuple(each for each in clean if each)[:wanted], headline or None)


def model_names(body: bytes) -> tuple[str, ...] | None:
    """Return the names in a server's list of models, None where the body is no such list."""
    found = _parsed(_Models, body.decode("utf-8", "ignore"), "on")
    return None if found is None else tuple(each.id for each in found.data)


def _answer(words: str) -> _Answer | None:
    """Return the first JSON object of the answer's form, whatever stands around it: prose, a code fence.

    Line breaks become spaces first: some models write them into their strings as they are, which JSON forbids.
    """
    words = re.sub(r"[\x00-\x1f]", " ", words)
    start = -1
    for _ in range(_TRIES):
        start = words.find("{", start + 1)
        if start < 0:
            return None
        end = words.rfind("}") + 1
        found = _parsed(_Answer, words[start:end], "off") or _parsed(_Answer, words[start:], "on")
        if found is not None:
            return found
    return None


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


def _clean(text: str, most_words: int) -> str:
    """Return a sentence without markup and invisible characters, "" where it is too long or not Arabic."""
    if len(text) > most_words * _LONGEST_WORD:
        return ""
    shown = "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)
    plain = _BULLET.sub("", _EMPHASIS.sub("", _TAG.sub(" ", " ".join(shown.split()))).strip())
    words = plain.split()
    letters = len(_LETTER.findall(plain))
    arabic = len(_ARABIC.findall(plain))
    return " ".join(words) if _FEWEST_WORDS <= len(words) <= most_words and arabic * 2 > letters else ""
