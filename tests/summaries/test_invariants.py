"""What holds for every summary, whatever was pasted."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from models.arabic.words import words
from models.reading import Span, Summary
from models.summaries.engine import Length
from tests.summaries.articles import BRIDGE, INTERVIEW, summary

_OURS = re.compile(r"\[[^\]]*\]")
_PIECES = [piece for text in (BRIDGE, INTERVIEW) for line in text.split("\n") for piece in re.split(r"(?<=[،.])", line)]
_NOISE = [
    "\n", " ", "، ", ". ", "؟", ' "', '" ', "«", "»", "(", ")", "[", "]", " - ", "\u202e", "\u200f", "#", "_", ":",
    "وأضاف أن ", "وقال: ", "، الخميس،", "، الذي حضر اللقاء، إن ", "، 30 عاما، ", "(25 عاما)", "لكن ", "كما ", "وقد ",
    "، مضيفا أن ", "1- ", "و", "ـ", "x", "٣",
]  # fmt: skip
articles = st.lists(st.sampled_from(_PIECES) | st.sampled_from(_NOISE) | st.text(max_size=12), max_size=40).map("".join)


def in_order(point: list[str], evidence: list[str]) -> bool:
    """Say whether the words of a point stand in its evidence in that order; a first و may have been taken off one."""
    rest = iter(evidence)
    return all(any(own in (said, said[1:]) for said in rest) for own in point)


def norms(text: str) -> list[str]:
    return [word.norm for word in words(text)]


def check(text: str, found: Summary) -> None:
    whole = Span(0, len(text))
    for point in found.points:
        assert whole.covers(point.evidence)
        assert point.text == point.text.strip()
        assert "\n" not in point.text
        source = point.evidence.of(text).replace("#", "").replace("_", " ")
        assert in_order(norms(_OURS.sub(" ", point.text).replace("_", " ")), norms(source))


@settings(max_examples=150)
@given(articles, st.sampled_from(list(Length)), st.none() | st.sampled_from(_PIECES))
def test_every_word_of_a_point_outside_brackets_stands_in_its_evidence_in_that_order(
    text: str, length: Length, title: str | None
):
    check(text, summary(text, title, length))


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_summarised_without_an_error(text: str, title: str):
    check(text, summary(text, title, Length.LONG))


@settings(max_examples=60)
@given(articles)
def test_quotation_marks_of_a_point_that_stands_alone_are_balanced(text: str):
    points = summary(text, None, Length.LONG).points
    if len(points) > 1:
        for point in points:
            assert point.text.count('"') % 2 == 0
            assert point.text.count("«") == point.text.count("»")
            assert point.text.count("(") == point.text.count(")")
