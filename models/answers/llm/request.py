"""What a language model is asked about a question: the rules, numbered sentences and quotes, the form of the answer."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictInt

from models.answers.index import Index
from models.answers.llm.passages import QUOTE_WORDS, SENTENCE_WORDS, Passages
from models.answers.questions import LONGEST
from models.llm.fencing import LONGEST_WORD, fenced
from models.llm.manner import Form
from models.once import once
from models.reading import Span

MOST_QUOTES, MOST_SENTENCES = 6, 4
"""How much an answer may cite."""

_LONGEST_NAME = 120  # characters
_LONGEST_TITLE = 300


class Cited(BaseModel):
    """What a language model answered: of what kind, which quotes and sentences say so, and words for it."""

    kind: Literal["who_said", "what_said", "fact", "absent"]
    quotes: Annotated[list[StrictInt], Field(max_length=MOST_QUOTES)] = []
    sentences: Annotated[list[StrictInt], Field(max_length=MOST_SENTENCES)] = []
    wording: str = ""


def form() -> Form:
    """Return the form of an answer."""
    numbers: dict[str, Any] = {"type": "array", "items": {"type": "integer"}}
    properties = {
        "kind": {"type": "string", "enum": ["who_said", "what_said", "fact", "absent"]},
        "quotes": numbers | {"maxItems": MOST_QUOTES},
        "sentences": numbers | {"maxItems": MOST_SENTENCES},
        "wording": {"type": "string"},
    }
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return Form("answer", schema)


def messages(article: Index, shown: Passages, question: str, nonce: str) -> list[dict[str, str]]:
    """Return the messages that ask a question; what is asked comes last, so that the article is read but once."""
    words = prompts()
    attribution = article.attribution
    parts = [words["code"].format(nonce=nonce)]
    if attribution.article.title:
        parts += [words["title"], fenced("title", attribution.article.title[:_LONGEST_TITLE], nonce)]
    told = (_cut(article, article.sentences[n], SENTENCE_WORDS) for n in shown.sentences)
    parts += [words["sentences"], fenced("sentences", _numbered(told), nonce)]
    if shown.quotes:
        spoken = (f"[{_speaker(article, n)}] {_cut(article, attribution.quotes[n], QUOTE_WORDS)}" for n in shown.quotes)
        parts += [words["quotes"], fenced("quotes", _numbered(spoken), nonce)]
    parts += [words["question"], fenced("question", question[:LONGEST], nonce), words["request"]]
    return [{"role": "system", "content": words["system"].strip()}, {"role": "user", "content": "\n".join(parts)}]


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(f"{n}. {' '.join(text.split())}" for n, text in enumerate(texts, 1))


def _cut(article: Index, span: Span, most: int) -> str:
    """Return the words of a span, its end left out where it has very many or is one word without end."""
    inside = article.within(span)
    last = inside[most - 1].end if len(inside) > most else span.end
    text = article.text[span.start : min(last, span.start + most * LONGEST_WORD)]
    return text if span.start + len(text) == span.end else f"{text}…"


def _speaker(article: Index, quote: int) -> str:
    who = article.attribution.speaker_of(article.attribution.quotes[quote])
    return str(prompts()["unknown"]) if who is None else who.name[:_LONGEST_NAME]


@once
def prompts() -> Mapping[str, Any]:
    """Return what prompts.toml holds."""
    return tomllib.loads((Path(__file__).parent / "prompts.toml").read_text(encoding="utf-8"))
