"""A paste that a client cut, put together again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.paste import rejoined
from tests.telegram.articles import long_article

LETTERS = st.text("ابتقىة .\n،«»5", min_size=1, max_size=30)


def test_parts_that_were_cut_at_the_limit_are_joined_with_nothing_between_them():
    text = long_article(12_000)
    cuts = [text[at : at + 4_000] for at in range(0, len(text), 4_000)]

    joined, spans = rejoined(cuts)

    assert joined == text
    assert [joined[span.start : span.end] for span in spans] == cuts


@pytest.mark.parametrize(
    ("ends", "begins", "between"),
    [
        ("في المدينة", "وقال الوزير", " "),
        ("انتهى العمل.", "ثم بدأ", " "),
        ("قال: «انتهى»", "وأضاف", " "),
        ("المستش", "فى الجديد", ""),
        ("بلغ 3.", "5 ملايين", ""),
        ("قال الوزير", "، وهو يضحك", ""),
    ],
)
def test_a_blank_that_was_lost_at_the_limit_comes_back_where_two_words_would_run_together(ends, begins, between):
    head = "ا" * (4_060 - len(ends)) + ends

    assert rejoined([head, begins])[0] == head + between + begins


def test_a_part_that_ended_early_ended_a_line():
    assert rejoined(["نص" * 1_200, "بقية"])[0] == "نص" * 1_200 + "\n" + "بقية"


def test_the_limit_counts_as_telegram_does():
    head = "🙂" * 2_001

    assert rejoined([head, "بعد"])[0] == head + "بعد"


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_every_part_stands_whole_in_the_text(parts):
    joined, spans = rejoined(parts)

    assert [joined[span.start : span.end] for span in spans] == parts
    assert not "".join(joined[before.end : after.start] for before, after in pairwise(spans)).strip()
