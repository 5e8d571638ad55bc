"""What a process of its own costs the engine that writes, and what batching gains: python benchmarks/apart.py

A network of AraBART's shape with random weights, as benchmarks/engines.py makes it; a summary asks for three passages
of 512 tokens (`--read`), 32 tokens each. It is asked by 1, 2, 4 and 8 callers at a time until each has two: in this
process, where each call goes to the network for itself, and apart, where what waits goes together, up to as many
sentences as stand beside it.

Prints for each the seconds by the clock for all, the seconds that the cores worked on it (which other programs disturb
less) and the seconds that a caller waited on average, each for one summary; then what a call that writes nothing takes,
and megabytes of resident memory. Linux.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.engines import opened, passage, resident, step
from models.summaries.apart import ApartWriter
from models.summaries.engine import Draft, Task, Writer
from models.summaries.seq2seq.decoding import Decoding
from models.summaries.seq2seq.on_cpu import CpuEngine

WRITTEN, PASSAGES, EACH = 32, 3, 2
CALLERS = (1, 2, 4, 8)


class NumbersWriter:
    """Writes about passages that are given as the numbers of their tokens."""

    name, capacity = "numbers", 512

    def __init__(self, folder: Path) -> None:
        architecture, tokens = opened(folder)
        self.engine = CpuEngine(folder / "network", tokens, architecture)

    def write(self, tasks: Sequence[Task]) -> list[Draft]:
        sources = [[int(each) for each in focus.split()] for task in tasks for focus in task.focuses]
        told = iter(self.engine.write(sources, Decoding(longest=WRITTEN)) if sources else ())
        return [Draft(tuple(" ".join(map(str, next(told)[0].ids)) for _ in task.focuses)) for task in tasks]

    def check(self) -> str:
        return "ready"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shape", choices=("arabart", "mt5"), default="arabart")
    options.add_argument("--read", type=int, default=512)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--at-once", type=int, nargs="+", default=[3, 6, 12, 24], help="sentences that go together")
    given = options.parse_args()
    given.beams, given.rounds = 4, 1
    os.environ["OMP_NUM_THREADS"] = str(given.threads)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.threads])
    with tempfile.TemporaryDirectory() as folder:
        step("make", given.shape, folder, given)
        compare(Path(folder), given.at_once, given.read)


def compare(folder: Path, bounds: Sequence[int], read: int) -> None:
    made = partial(NumbersWriter, folder)
    tasks = some_tasks(folder, read)
    before = resident()
    aparts = {
        f"apart {bound}": ApartWriter(made, NumbersWriter.name, NumbersWriter.capacity, at_once=bound * read)
        for bound in bounds
    }
    began = time.perf_counter()
    for writer in aparts.values():
        writer.write([])
    print(f"{(time.perf_counter() - began) / len(aparts):.2f} s until a process is ready")
    print(f"{quick(next(iter(aparts.values()))) * 1000:.2f} ms a call that writes nothing, the passages sent along")
    held = resident()
    here = made()
    told = here.write(tasks[:1])
    print(f"{before:.0f} MB before, {held:.0f} with all processes apart, {resident():.0f} with the network here")
    print(f"{'callers':>10} {'':>10} {'clock':>9} {'cores':>9} {'wait':>9}")
    writers: dict[str, Writer] = {"here": here, **aparts}
    for callers in CALLERS:
        for name, writer in writers.items():
            assert writer.write(tasks[:1]) == told  # noqa: S101
            clock, cores, wait = timed(writer, tasks, callers)
            print(f"{callers:>10} {name:>10} {clock:9.2f} {cores:9.2f} {wait:9.2f}", flush=True)
    for writer in aparts.values():
        print(f"{memory(process_of(writer)):.0f} MB", end=" ")
        writer.close()
    print(f"the processes at most; load of the machine {os.getloadavg()[0]:.1f}")


def some_tasks(folder: Path, read: int) -> list[Task]:
    architecture, _ = opened(folder)
    chance = Random(1)  # noqa: S311 - the same for all
    return [
        Task(None, "", tuple(" ".join(map(str, passage(chance, architecture)[-read:])) for _ in range(PASSAGES)))
        for _ in range(max(CALLERS) * EACH)
    ]


def timed(writer: Writer, tasks: Sequence[Task], callers: int) -> tuple[float, float, float]:
    """Return the seconds by the clock, of the cores and of waiting that a summary takes."""
    waits: list[float] = []
    gate = threading.Barrier(callers)

    def ask(mine: Sequence[Task]) -> None:
        gate.wait()
        for task in mine:
            began = time.perf_counter()
            writer.write([task])
            waits.append(time.perf_counter() - began)

    process = process_of(writer)
    start = time.perf_counter(), cores(process)
    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(ask, [tasks[n * EACH : (n + 1) * EACH] for n in range(callers)]))
    many = callers * EACH
    return (time.perf_counter() - start[0]) / many, (cores(process) - start[1]) / many, statistics.mean(waits)


def quick(writer: Writer) -> float:
    """Return the seconds that the way there and back takes."""
    text = "كلمة " * 340 * (PASSAGES + 1)  # as long as what a summary sends
    took = []
    for _ in range(50):
        began = time.perf_counter()
        writer.write([Task(None, text, ())])
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def process_of(writer: Writer) -> int:
    """Return the number of the process that a writer works in."""
    if isinstance(writer, ApartWriter) and writer._process is not None:  # noqa: SLF001
        return writer._process._process.pid or 0  # noqa: SLF001
    return os.getpid()


def cores(process: int) -> float:
    """Return the seconds that the cores worked for a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    """Return the megabytes that a process held at most."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e6


if __name__ == "__main__":
    main()
