"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.actions import Action, parse
from models.summaries.engine import Length


@given(st.sampled_from(["who", *Length]), st.integers(min_value=0, max_value=10**18 - 1))
def test_an_action_is_read_back_as_it_was_written(wanted, article):
    written = str(Action(wanted, article))

    assert parse(written) == Action(wanted, article)
    assert len(written.encode("ascii")) <= 64


@pytest.mark.parametrize(
    "written", ["", "who", "who:", "who:-1", "who:1 ", "who:١", "delete:1", "who:1:2", "who:" + "9" * 19, "who:1\n"]
)
def test_what_is_no_action_of_ours_is_none(written):
    assert parse(written) is None
