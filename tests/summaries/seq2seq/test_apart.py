"""The engine in a process of its own writes what it writes here, and leaves nothing of itself here."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.engine import engine_for_many
from bot.settings import Settings
from models.reader import read
from models.reading import Article
from models.summaries.apart import ApartWriter
from models.summaries.engine import Draft, Task, WriterError
from models.summaries.engines import EngineOptions, make_writer
from models.summaries.seq2seq.writer import Seq2SeqWriter
from tests.cli.articles import LIBRARY
from tests.cli.conftest import environment
from tests.cli.test_start import free_port
from tests.conversation.articles import PARK
from tests.summaries.seq2seq.toys import articles

pytestmark = pytest.mark.timeout(400)  # whoever comes first waits for the toys to learn


@pytest.fixture(scope="module")
def apart(fetched: Path) -> Iterator[ApartWriter]:
    writer = made(fetched)
    yield writer
    writer.close()


def made(folder: Path) -> ApartWriter:
    writer = make_writer("seq2seq", EngineOptions(folder, "mbart-json"), apart=True)
    assert isinstance(writer, ApartWriter)
    return writer


def tasks(seed: int, many: int) -> list[Task]:
    return [
        Task(None, text, (text,), (first,) if n % 3 == 2 else ())
        for n, (text, first) in enumerate(articles(seed, many))
    ]


def test_it_writes_what_it_writes_in_this_process(fetched: Path, apart: ApartWriter) -> None:
    here = Seq2SeqWriter(fetched, "mbart-json")
    assert (apart.name, apart.capacity) == (here.name, here.capacity)
    assert apart.write(tasks(61, 12)) == here.write(tasks(61, 12))
    assert apart.check() == here.check()


def test_many_at_once_get_what_one_would(fetched: Path, apart: ApartWriter) -> None:
    asked = tasks(63, 16)
    gate = threading.Barrier(8)

    def two(n: int) -> list[Draft]:
        gate.wait()
        return apart.write(asked[2 * n : 2 * n + 2])

    with ThreadPoolExecutor(8) as pool:
        told = [draft for drafts in pool.map(two, range(8)) for draft in drafts]
    assert told == Seq2SeqWriter(fetched, "mbart-json").write(asked)


def test_where_no_model_was_fetched_the_operator_is_told_how(tmp_path: Path) -> None:
    writer = made(tmp_path)
    with pytest.raises(WriterError, match="`python -m models fetch`") as told:
        writer.write(tasks(61, 1))
    writer.close()
    assert told.value.shortfall == "missing"


def test_the_bots_engine_runs_it_apart_and_ends_it(fetched: Path) -> None:
    settings = Settings(_env_file=None, summarizer="seq2seq", models_dir=fetched, summarizer_model="mbart-json")
    with engine_for_many(settings) as engine:
        summary = read(Article(PARK), engine).summary
    assert summary.points
    assert summary.shortfall in {None, "unsupported"}  # the toy knows nothing of parks
    assert read(Article(PARK), engine).summary.shortfall == "unusable"


_PROGRAM = """
import sys
from pathlib import Path
from models.summaries.engine import Task
from models.summaries.engines import EngineOptions, make_writer
if __name__ == "__main__":
    writer = make_writer("seq2seq", EngineOptions(Path(sys.argv[1]), "mbart-json"), apart=True)
    print(writer.write([Task(None, sys.argv[2], (sys.argv[2],))])[0].sentences[0])
    print({"ctranslate2", "sentencepiece", "tokenizers", "torch", "transformers"} & set(sys.modules))
"""


def test_the_program_that_asks_loads_none_of_its_libraries(fetched: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(_PROGRAM, encoding="utf-8")
    text, first = articles(41, 1)[0]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(tmp_path / "program.py"), str(fetched), text],
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=True,
    )
    assert done.stdout.splitlines() == [first, "set()"]
    assert done.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_chat_page_has_it_apart_and_nothing_of_it_stays_when_the_page_is_gone(
    number: int, fetched: Path, tmp_path: Path
) -> None:
    settings = {"SUMMARIZER": "seq2seq", "MODELS_DIR": str(fetched), "SUMMARIZER_MODEL": "mbart-json"}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", "chat"],
        cwd=tmp_path,
        env=environment(CHAT_PORT=str(free_port()), LOG_LEVEL="WARNING", **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as page:
        assert page.stdout is not None
        url = page.stdout.readline().split()[-1]
        asked = httpx.post(f"{url}api/messages", json={"text": LIBRARY}, timeout=100)
        own = maps(page.pid)
        beside = [library for child in children(page.pid) for library in maps(child)]
        if number == signal.SIGKILL:
            page.kill()
        else:
            os.killpg(page.pid, number)  # as a terminal and a service's stop do
        assert page.stdout.read() == ""  # ends when all who hold it have
    assert asked.json()["reply"]["blocks"]
    assert not any("ctranslate2" in library for library in own)
    assert any("ctranslate2" in library for library in beside)


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text(encoding="ascii").split()]


def maps(process: int) -> list[str]:
    return Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
