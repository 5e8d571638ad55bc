"""One update seen: its line, its counts, its stages."""

import asyncio

import pytest

from bot.telemetry.chats import pseudonym
from bot.telemetry.observing import Kind, Outcome, Stage, note, observed, stage


def test_an_update_ends_in_one_line_with_what_it_was_and_how_long_each_stage_took(lines, counted):
    counted("manqal_updates_total", kind="question", outcome="answered")
    counted("manqal_stage_seconds_count", stage="waited")
    with observed(7, "telegram:42") as seen:
        seen.took(Stage.WAITED, 0.25)
        with seen.stage(Stage.READ):
            note(kind=Kind.QUESTION)
            note(outcome=Outcome.ANSWERED)
        with stage(Stage.SENT):
            pass

    (line,) = lines.updates
    assert list(line)[:6] == ["timestamp", "level", "logger", "event", "update", "chat"]
    assert (line["update"], line["chat"]) == (7, pseudonym("telegram:42"))
    assert (line["kind"], line["outcome"], line["waited_ms"]) == ("question", "answered", 250)
    assert line["read_ms"] >= 0
    assert line["sent_ms"] >= 0
    assert counted("manqal_updates_total", kind="question", outcome="answered") == 1
    assert counted("manqal_stage_seconds_count", stage="waited") == 1


@pytest.mark.parametrize(
    ("noted", "outcome"),
    [
        ([], "nothing"),
        (["answered"], "answered"),
        (["refused", "answered"], "refused"),
        (["failed", "answered"], "failed"),
        (["answered", "gone"], "gone"),
        (["answered", "failed"], "failed"),
    ],
)
def test_the_last_outcome_counts_but_a_part_that_failed_is_not_answered_by_the_rest(lines, noted, outcome):
    with observed(1, "telegram:1"):
        for each in noted:
            note(outcome=Outcome(each))

    assert lines.updates[0]["outcome"] == outcome


@pytest.mark.parametrize(
    ("error", "outcome", "level"),
    [(RuntimeError, "failed", "warning"), (asyncio.CancelledError, "stopped", "info")],
)
def test_what_leaves_the_block_is_an_outcome_and_goes_on(lines, error, outcome, level):
    def fails():
        with observed(1, "telegram:1"):
            note(outcome=Outcome.ANSWERED)
            raise error

    with pytest.raises(error):
        fails()

    (line,) = lines.updates
    assert (line["outcome"], line["level"]) == (outcome, level)


async def test_updates_that_are_handled_at_once_do_not_mix(lines):
    async def handled(update, kind):
        with observed(update, f"telegram:{update}") as seen:
            with seen.stage(Stage.READ):
                await asyncio.sleep(0)
                await asyncio.create_task(asyncio.to_thread(note, kind=kind))
                await asyncio.sleep(0)
            note(outcome=Outcome.ANSWERED)

    await asyncio.gather(*(handled(n, kind) for n, kind in enumerate(Kind)))

    assert {line["update"]: line["kind"] for line in lines.updates} == dict(enumerate(Kind))
    assert {line["chat"] for line in lines.updates} == {pseudonym(f"telegram:{n}") for n in range(len(Kind))}


def test_a_stage_that_comes_twice_is_added_up_and_one_of_two_clocks_is_never_negative(lines):
    with observed(1, "telegram:1") as seen:
        seen.took(Stage.GATHERED, 1.0)
        seen.took(Stage.GATHERED, 0.5)
        seen.took(Stage.WAITED, -3.0)

    (line,) = lines.updates
    assert (line["gathered_ms"], line["waited_ms"]) == (1500, 0)


def test_outside_of_an_update_nothing_is_noted():
    note(kind=Kind.ARTICLE, outcome=Outcome.FAILED)
    with stage(Stage.READ):
        pass
