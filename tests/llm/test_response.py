import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from models.llm.response import content, model_names, object_in
from tests.llm.server import completion, events

WORDS = '{"kind": "fact", "wording": "فُتحت المكتبة يوم الأحد."}'


class Said(BaseModel):
    kind: str
    wording: str = ""


@pytest.mark.parametrize("body", [completion(WORDS), b"".join(events(WORDS)), b"".join(events(WORDS, size=1))])
def test_one_object_and_a_stream_of_events_give_the_same_words(body: bytes) -> None:
    assert content(body) == WORDS


def test_a_line_separator_inside_a_string_does_not_end_the_event() -> None:
    words = "قالت البلدية\u2028إن المكتبة مفتوحة."
    event = b"data: " + json.dumps({"choices": [{"delta": {"content": words}}]}, ensure_ascii=False).encode()
    assert content(event) == words


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    assert object_in(content(body), Said) is None
    assert model_names(body) is None


def test_an_object_that_was_cut_off_counts_unless_it_is_to_be_whole() -> None:
    cut = WORDS[:-5]
    assert object_in(cut, Said) == Said(kind="fact")
    assert object_in(cut, Said, whole=True) is None
    assert object_in(f"هذا هو الجواب: {WORDS}", Said, whole=True) is not None


def test_the_names_of_models_are_read() -> None:
    assert model_names(b'{"object": "list", "data": [{"id": "a", "object": "model"}, {"id": "b"}]}') == ("a", "b")
    assert model_names(b"<html>") is None
