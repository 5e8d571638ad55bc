"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.actions import Action, Wanted, parse


@given(
    st.sampled_from(Wanted), st.integers(min_value=0, max_value=10**18 - 1), st.integers(min_value=0, max_value=9999)
)
def test_an_action_is_read_back_as_it_was_written(wanted, number, part):
    written = str(Action(wanted, number, part))

    assert parse(written) == Action(wanted, number, part)
    assert len(written.encode("ascii")) <= 64


@pytest.mark.parametrize(
    "written",
    ["", "who", "who:", "who:-1", "who:1 ", "who:١", "delete:1", "who:1:2:3", "who:" + "9" * 19, "who:1\n", "said:1:"],
)
def test_what_is_no_action_of_ours_is_none(written):
    assert parse(written) is None
