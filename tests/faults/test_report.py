"""The report of a trial tells apart what is lost, late, torn and doubled, and which fault explains a double."""

import dataclasses

import pytest

from tests.faults.crowd import Reader
from tests.faults.processes import Fault
from tests.faults.report import Told, report
from tests.faults.scenario import Kind, scenario
from tests.telegram.botapi import BotApi


@pytest.fixture
def reader():
    """Return a person whose article and two questions were sent a second apart."""
    chat = next(
        chat
        for chat in scenario(messages=400, chats=20, seconds=0, seed=3)
        if [step.kind for step in chat.steps[:3]] == [Kind.PASTE, Kind.QUESTION, Kind.QUESTION]
    )
    chat.steps = chat.steps[:3]
    reader = Reader(BotApi(), chat)
    reader.sent = {0: 0.0, 1: 1.0, 2: 2.0}
    return reader


@pytest.fixture
def say(reader):
    """Return a function that says what answers a step."""

    def said(at: int, seconds: float, *, confirmed: bool = True, whole: bool = True) -> Told:
        step = reader.chat.steps[at]
        names = step.names if whole else step.names[:1]
        return Told(seconds, reader.chat.id, " ".join((*sorted(step.numbers), *names)), confirmed)

    return said


def kill(at):
    return Fault("kill", "all0", at, at)


def test_all_that_is_answered_once_and_in_order_is_well(reader, say):
    found = report([reader], [say(0, 1.5), say(1, 2.5), say(2, 5.0)], [kill(1.7)])

    assert (found.messages, found.answered, found.lost) == (3, 3, [])
    assert (found.out_of_order, found.torn, found.strays, found.doubled) == ([], [], [], [])
    assert (found.wait_median, found.wait_worst) == (1.5, 3.0)


def test_what_has_no_answer_is_lost_and_another_chats_answer_is_none(reader, say):
    elsewhere = dataclasses.replace(say(1, 2.5), chat=1)

    found = report([reader], [say(0, 1.5), elsewhere], [])

    assert found.answered == 1
    assert [each.split("/")[1] for each in found.lost] == ["1 question", "2 question"]


def test_an_answer_before_an_earlier_ones_is_out_of_order_and_a_later_copy_is_not(reader, say):
    found = report([reader], [say(0, 1), say(2, 2), say(1, 3), say(0, 4)], [])

    assert [each.split("/")[1] for each in found.out_of_order] == ["2 question"]


def test_an_answer_to_half_of_a_paste_is_torn_and_no_answer(reader, say):
    found = report([reader], [say(0, 1, whole=False), say(1, 2), say(2, 3)], [])

    assert len(found.torn) == len(found.lost) == 1


def test_words_that_answer_nothing_are_strays_and_word_on_progress_is_not(reader, say):
    apology = Told(1, reader.chat.id, "عذرا، حدث خطأ", confirmed=True)
    progress = Told(1, reader.chat.id, "أعمل على رسالتك منذ 3 ثوان…", confirmed=True)

    assert len(report([reader], [apology, progress], []).strays) == 1


def test_an_answer_in_the_place_of_another_has_overwritten_it_and_a_copy_of_itself_has_not(reader, say):
    def at(message, told):
        return dataclasses.replace(told, message=message)

    well = [at(5, say(0, 1)), at(6, say(1, 2)), at(5, say(0, 3)), at(7, say(2, 4))]

    assert report([reader], well, []).overwritten == []
    assert len(report([reader], [*well, at(6, say(2, 5))], []).overwritten) == 1


@pytest.mark.parametrize(
    ("fault", "confirmed", "explained"),
    [
        (kill(1.6), True, (1, 0)),
        (kill(0.9), True, (0, 0)),  # before it was said
        (kill(6.0), True, (0, 0)),  # long after it
        (Fault("restart", "all0", 1.6, 2.6), True, (0, 0)),
        (Fault("database", "", 0.9, 3.0), True, (0, 1)),
        (Fault("network", "drop", 1.0, 1.2), False, (0, 1)),
    ],
)
def test_a_double_is_explained_by_a_crash_right_after_it_or_by_an_outage_around_it(
    reader, say, fault, confirmed, explained
):
    found = report([reader], [say(0, 1.5, confirmed=confirmed), say(0, 8), say(1, 9), say(2, 9)], [fault])

    assert len(found.doubled) == 1
    assert (sum(found.doubles_per_crash), found.doubles_by_outage) == explained
    assert len(found.unexplained) == 1 - sum(explained)


def test_a_scenario_is_as_long_as_it_is_to_be_and_no_number_stands_in_two_of_its_articles():
    chats = scenario(messages=2_000, chats=200, seconds=60, seed=1)
    steps = [step for chat in chats for step in chat.steps]

    told = [number for step in steps if step.is_message and step.kind is not Kind.QUESTION for number in step.numbers]
    assert (len(chats), len(steps)) == (200, 2_000)
    assert len(set(told)) == len(told)
    assert {step.kind for step in steps} == set(Kind)
    assert all(0 <= visit.at <= 60 for chat in chats for visit in chat.visits)
    assert any(chat.is_group for chat in chats)
