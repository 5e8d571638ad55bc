"""Sentences out of a language model's words: cleaned, Arabic, whole. A sentence without its end is none."""

from typing import Annotated

from pydantic import BaseModel, Field

from models.llm.response import object_in, sentence
from models.summaries.engine import Draft

_MOST_SENTENCES = 40  # in an answer that can be meant; far more than any task wants
_MOST_WORDS = 60  # of a sentence; it was asked to have half of them
_HEADLINE_WORDS = 20


class _Answer(BaseModel):
    headline: str | None = None
    sentences: Annotated[list[str], Field(max_length=_MOST_SENTENCES)]


def draft(words: str, wanted: int) -> Draft | None:
    """Return the sentences of an answer, at most `wanted`, cleaned and Arabic; None where it is not in the asked form.

    The draft is without sentences where the answer has the form and no sentence that can be used.
    """
    answer = object_in(words, _Answer)
    if answer is None:
        return None
    clean = dict.fromkeys(sentence(each, _MOST_WORDS) for each in answer.sentences)
    headline = sentence(answer.headline or "", _HEADLINE_WORDS)
    return Draft(tuple(each for each in clean if each)[:wanted], headline or None)
