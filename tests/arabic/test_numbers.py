"""Numbers in words and digits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.arabic.numbers import is_dual, numbers, value_of
from models.arabic.words import words

PIECES = [
    "ثلاثة", "وعشرون", "ألف", "مليون", "7", "و", "12", "ساعتين", "مئات", "من",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("كلف 15 ألف درهم و8 قوارب", [("15 ألف", 15_000), ("8", 8)]),
        ("تسعة أطفال وخمسة وعشرون رجلا", [("تسعة", 9), ("خمسة وعشرون", 25)]),
        ("ثلاثة ملايين ومئتا ألف", [("ثلاثة ملايين ومئتا ألف", 3_200_000)]),
        ("أحد عشر لاعبا", [("أحد عشر", 11)]),
        ("بإحدى عشرة نقطة", [("بإحدى عشرة", 11)]),
        ("بلغت 71,5 من 3,2 ملايين", [("71,5", 71.5), ("3,2 ملايين", 3_200_000)]),
        ("دفع ١٬٢٥٠٬٠٠٠ دينار", [("١٬٢٥٠٬٠٠٠", 1_250_000)]),
        ("استغرق ساعتين", [("ساعتين", 2)]),
        ("مئات العمال", [("مئات", None)]),
        ("يومي 5 و6 مارس", [("5", 5), ("6", 6)]),
        ("زاد 11 بالمئة", [("11", 11)]),
        ("عاد يوم الأحد", []),
    ],
)
def test_numbers_are_found_with_what_they_are_worth(text: str, found: list[tuple[str, float | None]]):
    assert [(each.of(text), each.value) for each in numbers(words(text))] == found


def test_a_dual_noun_counts_two():
    assert is_dual("ساعتين")
    assert is_dual("ليومين")
    assert not is_dual("حسين")
    assert not is_dual("ملايين")


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_are_worth_what_they_say(number: int):
    assert value_of(str(number)) == number


@given(st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join))
def test_numbers_are_slices_in_order_and_apart(text: str):
    found = numbers(words(text))
    assert all(each.start < each.end <= len(text) for each in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
