"""What a language model is asked for a summary: the rules, the article fenced off as data, the form of the answer."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from models.llm.fencing import LONGEST_WORD, fenced
from models.llm.manner import Form
from models.once import once
from models.summaries.engine import Task


def messages(task: Task, nonce: str, capacity: int) -> list[dict[str, str]]:
    """Return the messages that ask for a task's sentences; of each text about `capacity` words are sent at most."""
    words = _words()
    limit = capacity * LONGEST_WORD
    parts = [words["code"].format(nonce=nonce)]
    if task.title:
        parts += [words["title"], fenced("title", task.title[:limit], nonce)]
    parts += [words["article"], fenced("article", task.text[:limit], nonce), words["passages"]]
    for at, focus in enumerate(task.focuses, 1):
        whole = focus == task.text  # the weightiest sentence may tell all of it; it need not be read twice
        parts.append(words["whole"].format(at=at) if whole else fenced(f"passage-{at}", focus[:limit], nonce))
    if task.rejected:
        parts += [words["rejected"], fenced("rejected", "\n".join(task.rejected)[:limit], nonce)]
    parts.append(words["request"].format(count=len(task.focuses)))
    return [{"role": "system", "content": words["system"].strip()}, {"role": "user", "content": "\n".join(parts)}]


def form(count: int) -> Form:
    """Return the form of a summary of so many sentences."""
    sentences = {"type": "array", "items": {"type": "string"}, "minItems": count, "maxItems": count}
    schema = {
        "type": "object",
        "properties": {"headline": {"type": "string"}, "sentences": sentences},
        "required": ["headline", "sentences"],
        "additionalProperties": False,
    }
    return Form("summary", schema)


@once
def _words() -> Mapping[str, str]:
    return tomllib.loads((Path(__file__).parent / "prompts.toml").read_text(encoding="utf-8"))
