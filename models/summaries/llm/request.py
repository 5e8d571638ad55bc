"""What a language model is asked: the rules, the article fenced off as data, and the shape of the answer.

An article can hold words that were put there for a model to obey. It stands between tags whose code its writer cannot
know, and no character is left in it that a tag, or a chat template's own marks ("<|im_end|>", "[INST]"), is made of.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from models.summaries.engine import Task

_LONGEST_WORD = 16  # characters that a word may take on average, its space among them; hostile text has longer ones
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi marks, invisible tags, surrogates, no characters
_BREAKS = {ord(mark): "\n" for mark in "\r\x0b\x0c\x85\u2028\u2029"} | {ord("\t"): " "}
_ANGLES = str.maketrans("<>＜＞", "‹›‹›")
_TEMPLATE_MARK = re.compile(r"\[(/?[A-Z_]{1,40})\]")
_SHAPES = 4


@dataclass(frozen=True, slots=True)
class Manner:
    """How a request is put. What a server refuses is left out of the next one.

    `shape` counts how loosely the answer's form is asked for: by OpenAI's strict schema, by the schema as llama.cpp and
    its like take it, as any JSON object, in words alone. `extras` are parameters that some models do not take.
    """

    shape: int = 0
    extras: frozenset[str] = frozenset({"temperature", "stream"})

    def without(self, param: str | None) -> "Manner | None":
        """Return the manner to try after a refusal that names `param`, None where nothing is left to leave out."""
        if param in self.extras:
            return replace(self, extras=self.extras - {param})
        bare = replace(self, extras=frozenset()) if self.extras else None
        return self.looser() or bare  # not every server names what it does not take

    def looser(self) -> "Manner | None":
        """Return the manner that asks for the answer's form more loosely, None where this is the loosest."""
        return replace(self, shape=self.shape + 1) if self.shape + 1 < _SHAPES else None

    def parameters(self, count: int) -> dict[str, Any]:
        """Return the parameters of a request for `count` sentences that this manner brings with it."""
        schema = _schema(count)
        shapes: tuple[dict[str, Any] | None, ...] = (
            {"type": "json_schema", "json_schema": {"name": "summary", "strict": True, "schema": schema}},
            {"type": "json_object", "schema": schema},
            {"type": "json_object"},
            None,
        )
        extras = {"temperature": 0.2, "stream": True}
        chosen = {name: value for name, value in extras.items() if name in self.extras}
        shape = shapes[self.shape]
        return chosen if shape is None else chosen | {"response_format": shape}


def messages(task: Task, nonce: str, capacity: int) -> list[dict[str, str]]:
    """Return the messages that ask for a task's sentences; of each text about `capacity` words are sent at most."""
    words = _words()
    limit = capacity * _LONGEST_WORD
    parts = [words["code"].format(nonce=nonce)]
    if task.title:
        parts += [words["title"], _fenced("title", task.title, nonce, limit)]
    parts += [words["article"], _fenced("article", task.text, nonce, limit), words["passages"]]
    for at, focus in enumerate(task.focuses, 1):
        whole = focus == task.text  # the weightiest sentence may tell all of it; it need not be read twice
        parts.append(words["whole"].format(at=at) if whole else _fenced(f"passage-{at}", focus, nonce, limit))
    if task.rejected:
        parts += [words["rejected"], _fenced("rejected", "\n".join(task.rejected), nonce, limit)]
    parts.append(words["request"].format(count=len(task.focuses)))
    return [{"role": "system", "content": words["system"].strip()}, {"role": "user", "content": "\n".join(parts)}]


def harmless(text: str) -> str:
    """Return a text without invisible characters, and without those that could be read as a tag or a template's mark.

    "<|im_end|> [INST]" becomes "‹|im_end|› (INST)"; "[3]" and "[نحو]" stay.
    """
    seen = text.translate(_BREAKS)
    shown = "".join(char for char in seen if char == "\n" or unicodedata.category(char) not in _HIDDEN)
    return _TEMPLATE_MARK.sub(r"(\1)", shown.translate(_ANGLES))


def _fenced(tag: str, text: str, nonce: str, limit: int) -> str:
    return f"<{tag}-{nonce}>\n{harmless(text[:limit])}\n</{tag}-{nonce}>"


def _schema(count: int) -> Mapping[str, Any]:
    sentences = {"type": "array", "items": {"type": "string"}, "minItems": count, "maxItems": count}
    return {
        "type": "object",
        "properties": {"headline": {"type": "string"}, "sentences": sentences},
        "required": ["headline", "sentences"],
        "additionalProperties": False,
    }


@cache
def _words() -> Mapping[str, str]:
    return tomllib.loads((Path(__file__).parent / "prompts.toml").read_text(encoding="utf-8"))
