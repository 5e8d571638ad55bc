"""The toys, trained once for all tests, and the real command in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.summaries.seq2seq.fetching import fetch
from tests.summaries.seq2seq.toys import Toy, mbart, mt5, train

Command = Callable[..., subprocess.Popen[str]]
Named = tuple[str, str]

BOTH_WAYS = [(family, tokenizer) for family in ("mbart", "mt5") for tokenizer in ("json", "spm")]
"""Each family with a `tokenizer.json` and with a sentencepiece model only."""


@pytest.fixture(scope="session")
def toys() -> dict[str, Toy]:
    return {"mbart": train(mbart(), 300, 8e-3), "mt5": train(mt5(), 260, 6e-3)}


@pytest.fixture(scope="session")
def checkpoints(toys: dict[str, Toy], tmp_path_factory: pytest.TempPathFactory) -> dict[Named, Path]:
    """The toys as folders: with safetensors and a `tokenizer.json`, and with a `.bin` and a sentencepiece model."""
    root = tmp_path_factory.mktemp("checkpoints")
    return {
        (family, kind): toys[family].save(root / f"{family}-{kind}", kind, safe=kind == "json")
        for family, kind in BOTH_WAYS
    }


@pytest.fixture(scope="session")
def fetched(checkpoints: dict[Named, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all toys were fetched into; each lies in a folder named as its checkpoint's."""
    into = tmp_path_factory.mktemp("models")
    for folder in checkpoints.values():
        fetch(str(folder), into, lambda *_: None)
    return into


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Start `python -m models fetch` where `data/models` is this test's own."""

    def start(*arguments: str, endpoint: str = "http://127.0.0.1:9", **settings: str) -> subprocess.Popen[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HF_", "HUGGING", "LC_", "MODELS_"))
        }
        return subprocess.Popen(
            [sys.executable, "-m", "models", "fetch", *arguments],
            cwd=tmp_path,
            env=kept | {"HF_ENDPOINT": endpoint, "HF_HOME": str(tmp_path / "hub"), "LC_ALL": "C"} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return start
