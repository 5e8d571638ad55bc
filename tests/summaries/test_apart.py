"""A writer in a process of its own: what comes together goes together, and its end is nobody else's."""

import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.logs import protect
from models.reader import read
from models.reading import Article
from models.summaries.apart import ApartWriter
from models.summaries.engine import Task, Writer, WriterError
from models.summaries.writing import WritingSummarizer
from tests.conversation.articles import PARK
from tests.summaries.obedient import CAPACITY, NAME, Obedient, Unmakeable


@contextmanager
def apart(made: Callable[[], Writer] = Obedient, **bounds: float) -> Iterator[ApartWriter]:
    writer = ApartWriter(made, NAME, CAPACITY, **bounds)
    try:
        yield writer
    finally:
        writer.close()


def task(text: str, sentences: int = 1) -> Task:
    return Task(None, text, ("خبر",) * sentences)


def said(writer: Writer, text: str, sentences: int = 1) -> str:
    return writer.write([task(text, sentences)])[0].sentences[0]


def until(holds: Callable[[], object]) -> None:
    while not holds():
        time.sleep(0.005)


@contextmanager
def held(writer: ApartWriter, folder: Path, pool: ThreadPoolExecutor) -> Iterator[Future[str]]:
    """Keep the process at work while the block runs."""
    first = pool.submit(said, writer, f"await {folder}/open")
    until((folder / "open.there").exists)
    yield first
    (folder / "open").touch()


def test_it_writes_in_one_process_that_is_not_this_one():
    with apart() as writer:
        process = said(writer, "process")
        assert process != str(os.getpid())
        assert said(writer, "process") == process
        assert writer.write([]) == []
        assert [draft.sentences for draft in writer.write([task("a"), task("bc")])] == [("a 1",), ("bc 2",)]


def test_what_is_asked_while_it_is_at_work_goes_to_it_together_and_each_gets_its_own(tmp_path):
    with apart() as writer, ThreadPoolExecutor(4) as pool:
        with held(writer, tmp_path, pool) as first:
            others = [pool.submit(writer.write, [task("tasks"), task(each)]) for each in ("a", "bb", "ccc")]
            until(lambda: len(writer._waiting) == len(others))
        assert first.result().startswith("await")
        told = [[draft.sentences[0] for draft in other.result()] for other in others]
    assert told == [["6", "a 1"], ["6", "bb 2"], ["6", "ccc 3"]]


def test_no_more_words_go_together_than_the_bound_but_one_call_alone_always_goes(tmp_path):
    with apart(at_once=3) as writer, ThreadPoolExecutor(6) as pool:
        with held(writer, tmp_path, pool):
            others = []
            for sentences in (2, 1, 2, 9, 1):
                others.append(pool.submit(said, writer, "tasks", sentences))
                until(lambda: len(writer._waiting) == len(others))
        assert [other.result() for other in others] == ["2", "2", "1", "1", "1"]


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (f"end {signal.SIGKILL:d}", "ended by signal 9 .*for want of memory"),
        (f"end {signal.SIGSEGV:d}", "ended by signal 11 "),
        ("leave", "ended with 3"),
    ],
)
def test_where_the_process_dies_those_who_waited_are_told_and_the_next_has_a_new_one(order, why):
    with apart() as writer:
        before = said(writer, "process")
        with pytest.raises(WriterError, match=why) as failed:
            writer.write([task(order)])
        assert failed.value.shortfall == "unusable"
        assert said(writer, "process") not in {before, str(os.getpid())}


def test_who_waits_behind_a_batch_that_kills_the_process_is_served_by_the_next(tmp_path):
    with apart(at_once=1) as writer, ThreadPoolExecutor(3) as pool:
        with held(writer, tmp_path, pool):
            killing = pool.submit(said, writer, f"end {signal.SIGKILL:d}")
            until(lambda: len(writer._waiting) == 1)
            behind = pool.submit(said, writer, "later")
            until(lambda: len(writer._waiting) == 2)
        assert isinstance(killing.exception(), WriterError)
        assert behind.result() == "later 5"


def test_a_process_that_died_while_nothing_was_asked_is_replaced_unnoticed():
    with apart() as writer:
        os.kill(int(said(writer, "process")), signal.SIGKILL)
        assert writer._process is not None
        writer._process._process.join()
        assert said(writer, "a") == "a 1"


@pytest.mark.parametrize("order", ["hang", "stop"])
def test_a_process_that_is_stuck_is_ended_when_its_time_is_over(order):
    with apart(patience=0.3) as writer:
        process = said(writer, "process")
        with pytest.raises(WriterError, match="after 0 seconds"):
            said(writer, order)
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)
        assert said(writer, "process") != process


def test_more_than_a_pipe_holds_goes_through_it_and_does_not_outlast_its_time():
    with apart(patience=0.5, loading=30) as writer:
        assert said(writer, "ب" * 3_000_000).endswith("3000000")
        os.kill(int(said(writer, "process")), signal.SIGSTOP)
        with pytest.raises(WriterError):
            said(writer, "ب" * 3_000_000)


def test_a_reader_gets_the_extractive_summary_where_the_process_is_lost():
    class Lost:
        name, capacity = NAME, CAPACITY

        def __init__(self, writer: Writer) -> None:
            self.write = lambda _: writer.write([task("leave")])
            self.check = writer.check

    with apart() as writer:
        summary = WritingSummarizer(Lost(writer)).summarize(read(Article(PARK)))
    assert (summary.engine, summary.shortfall) == ("extractive", "unusable")
    assert summary.points


def test_the_writers_own_words_on_why_it_cannot_write_come_through_and_it_stays():
    with apart() as writer:
        process = said(writer, "process")
        with pytest.raises(WriterError, match="There is no model") as refused:
            said(writer, "refuse")
        assert refused.value.shortfall == "missing"
        assert said(writer, "process") == process


def test_what_is_logged_there_is_logged_here_without_secrets_and_words(caplog):
    made = logging.getLogRecordFactory()
    protect()
    try:
        with apart() as writer:
            assert said(writer, "warn") == "warn 4"
            with pytest.raises(WriterError, match="LookupError") as failed:
                said(writer, "fail")
    finally:
        logging.setLogRecordFactory(made)
    assert "[words] and [hidden]" in caplog.text
    assert "old ways" in caplog.text
    assert "in told" in caplog.text
    assert 'LookupError("[words]' in caplog.text
    assert "كلمة" not in caplog.text
    assert "الوزير" not in caplog.text
    assert str(failed.value).isascii()


def test_a_writer_that_cannot_be_made_is_a_shortfall_and_logged(caplog, capfd):
    with apart(Unmakeable) as writer, pytest.raises(WriterError, match="ended with 1"):
        said(writer, "a")
    assert "ValueError" in caplog.text
    assert capfd.readouterr() == ("", "")


def test_where_the_system_has_no_room_for_a_process_that_is_a_shortfall_and_the_next_try_another():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with apart() as writer:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
        try:
            with pytest.raises(WriterError, match="cannot be started: Too many open files"):
                said(writer, "a")
            with pytest.raises(WriterError, match="cannot be started"):
                writer.check()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
        assert said(writer, "a") == "a 1"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_of_the_whole_group_does_not_end_it(number, tmp_path):
    with apart() as writer, ThreadPoolExecutor(1) as pool:
        process = int(said(writer, "process"))
        with held(writer, tmp_path, pool) as first:
            os.kill(process, number)
        assert first.result().startswith("await")
        assert said(writer, "process") == str(process)


def test_closing_ends_it_and_whoever_waits_or_comes_later_is_told(tmp_path):
    with apart() as writer, ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(said, writer, f"await {tmp_path}/never")
        until((tmp_path / "never.there").exists)
        behind = pool.submit(said, writer, "a")
        until(lambda: len(writer._waiting) == 1)
        writer.close()
        for each in (waiting, behind):
            assert isinstance(each.exception(), WriterError)
        with pytest.raises(WriterError, match="ended with the program"):
            said(writer, "a")


def test_it_is_checked_in_a_process_for_that_alone():
    with apart() as writer:
        assert writer.check().endswith("obeys")
        assert str(os.getpid()) not in writer.check()


_PROGRAM = """
from tests.summaries.obedient import CAPACITY, NAME, Obedient
from models.summaries.apart import ApartWriter
from models.summaries.engine import Task
import threading
if __name__ == "__main__":
    writer = ApartWriter(Obedient, NAME, CAPACITY)
    asked = threading.Thread(target=writer.write, args=([Task(None, "{order}", ("",))],), daemon=True)
    asked.start()
    {then}
"""


def program(tmp_path: Path, order: str, then: str) -> subprocess.Popen[str]:
    """Start a program that has a writer's process, which holds its output open as long as it lives."""
    file = tmp_path / "program.py"
    file.write_text(_PROGRAM.format(order=order, then=then), encoding="utf-8")
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, str(file)], env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE, text=True
    )


def test_it_ends_when_the_one_that_started_it_is_killed(tmp_path):
    with program(tmp_path, "hang", "asked.join()") as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "hangs\n"
        started.kill()
        assert started.stdout.read() == ""  # ends when all who hold it have


def test_it_ends_with_the_program_even_at_work(tmp_path):
    then = "import time; time.sleep(0.2)\n    while writer._process is None: pass"
    with program(tmp_path, "hang", then) as started:
        assert started.stdout is not None
        assert started.stdout.read() in {"", "hangs\n"}
        assert started.wait() == 0
