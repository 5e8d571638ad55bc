"""The figures that a person reads."""

from datetime import date

import pytest

from bot.telemetry.figures import Tally, megabytes, quantile


@pytest.mark.parametrize(
    ("share", "found"),
    [(0.5, 0.5), (0.25, 0.25), (0.95, 1.9), (1.0, 2.0)],
)
def test_a_share_lies_within_its_bucket_as_if_values_were_spread_evenly(share, found):
    buckets = [(1.0, 50.0), (2.0, 100.0), (float("inf"), 100.0)] if share > 0.5 else [(1.0, 100.0), (2.0, 100.0)]

    assert quantile(buckets, share) == pytest.approx(found)


def test_what_is_beyond_the_last_bound_is_told_as_that():
    assert quantile([(1.0, 1.0), (float("inf"), 10.0)], 0.95) == 1.0


def test_of_nothing_every_share_is_nothing():
    assert quantile([(1.0, 0.0), (float("inf"), 0.0)], 0.5) == 0.0


def test_a_new_day_begins_with_nothing_and_the_whole_goes_on():
    tally, monday, tuesday = Tally(), date(2026, 11, 30), date(2026, 12, 1)
    tally.add("answered", monday)
    tally.add("failed", monday)
    tally.add("answered", tuesday)

    assert tally.today(tuesday) == {"answered": 1}
    assert tally.all == {"answered": 2, "failed": 1}


def test_the_memory_is_told_where_the_system_tells_it():
    assert megabytes() is None or megabytes() > 10
