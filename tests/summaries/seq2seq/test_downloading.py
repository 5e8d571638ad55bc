"""A checkpoint comes from the hub: what is needed of it, whole, at the pinned revision, also after a kill."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from transformers import MBartConfig, MBartForConditionalGeneration

from models.summaries.seq2seq.checkpoints import CHECKPOINTS, DEFAULT, FALLBACK
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.fetching import fetch
from models.summaries.seq2seq.prepared import digest, read_manifest
from tests.summaries.seq2seq.conftest import Command
from tests.summaries.seq2seq.hub import Hub, serving
from tests.summaries.seq2seq.toys import Toy, mbart

FIRST, SECOND = "1" * 40, "2" * 40
MULTILINGUAL = CHECKPOINTS[2]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that both this process and the command take for the real one."""
    with serving() as served:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", served.url)
        monkeypatch.setattr(
            "huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE",
            served.url + "/{repo_id}/resolve/{revision}/{filename}",
        )
        yield served


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small checkpoint as authors leave them, with files beside it that nobody needs."""
    folder = mbart().save(tmp_path_factory.mktemp("hub") / "checkpoint", "json")
    (folder / "sentencepiece.bpe.model").write_bytes(b"the same again, for other libraries")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04 the same weights as a pickle" + bytes(200_000))
    (folder / "modeling_custom.py").write_text("raise SystemExit('code from the hub ran')", encoding="utf-8")
    (folder / "README.md").write_text("# بطاقة", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def large(untrained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with 24 MB of weights: the hub's library hands on ten at once."""
    toy, folder = mbart(), tmp_path_factory.mktemp("large") / "checkpoint"
    torch.manual_seed(7)
    config = MBartConfig.from_pretrained(untrained)
    config.d_model, config.encoder_ffn_dim, config.decoder_ffn_dim = 320, 1280, 1280
    return Toy(MBartForConditionalGeneration(config), toy.spm, toy.before, toy.after).save(folder, "json")


class Told(list[tuple[str, str]]):
    """What was said to the person who fetches."""

    def __call__(self, arabic: str, english: str) -> None:
        self.append((arabic, english))

    def english(self) -> str:
        return "\n".join(english for _, english in self)


def ended(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Return how a command ended and what it told, a line each."""
    out, told = process.communicate(timeout=110)
    assert out == ""
    return process.returncode, told.splitlines()


def test_a_download_that_was_killed_is_gone_on_with(hub: Hub, large: Path, command: Command, tmp_path: Path) -> None:
    hub.repositories[DEFAULT.repository] = {FIRST: large}
    hub.pause = 15_000_000
    process = command(endpoint=hub.url)
    assert hub.paused.wait(60)
    part = tmp_path / "data" / "models" / f".{DEFAULT.name}.part" / "checkpoint"
    while not any(path.stat().st_size for path in part.glob("model.safetensors.*.part")):
        assert process.poll() is None
    process.kill()
    process.communicate()
    begun = sum(path.stat().st_size for path in part.glob("model.safetensors.*.part"))
    assert 0 < begun < (large / "model.safetensors").stat().st_size
    assert not (tmp_path / "data" / "models" / DEFAULT.name).exists()

    hub.pause = None
    hub.asked.clear()
    status, told = ended(command(endpoint=hub.url))
    assert status == 0, told
    folder = tmp_path / "data" / "models" / DEFAULT.name
    assert told[-2:] == [
        f"النموذج جاهز: {'data/models/' + DEFAULT.name}",
        f"The model is ready: data/models/{DEFAULT.name}",
    ]
    ranges = [asked for path, asked in hub.asked if path.endswith("model.safetensors")]
    assert ranges == [f"bytes={begun}-"]
    manifest = read_manifest(folder)
    assert (manifest.origin, manifest.revision) == (DEFAULT.repository, FIRST)
    assert manifest.source["model.safetensors"] == digest(large / "model.safetensors")
    assert sorted(path.name for path in folder.parent.iterdir()) == [f".{DEFAULT.name}.lock", DEFAULT.name]


def test_only_what_is_needed_is_brought_and_no_code(hub: Hub, untrained: Path, tmp_path: Path) -> None:
    hub.repositories[DEFAULT.repository] = {FIRST: untrained}
    fetch(DEFAULT.name, tmp_path, Told())
    assert hub.files() == ["config.json", "generation_config.json", "tokenizer.json", "model.safetensors"]


def test_the_first_revision_is_kept_to_until_another_is_asked_for(
    hub: Hub, untrained: Path, large: Path, tmp_path: Path
) -> None:
    hub.repositories[DEFAULT.repository] = {FIRST: untrained}
    folder = fetch(None, tmp_path, Told())
    hub.repositories[DEFAULT.repository][SECOND] = large
    hub.asked.clear()
    told = Told()
    assert fetch(None, tmp_path, told) == folder
    assert read_manifest(folder).revision == FIRST
    assert (hub.asked, told.english()) == ([], f"The model is there and sound: {folder}")

    (folder / "network" / "model.bin").write_bytes(b"damaged")
    fetch(None, tmp_path, Told())
    assert read_manifest(folder).revision == FIRST
    fetch(None, tmp_path, Told(), update=True)
    assert read_manifest(folder).revision == SECOND
    hub.asked.clear()
    fetch(None, tmp_path, Told(), update=True)
    assert hub.files() == []


def test_a_revision_that_is_known_is_the_one_that_is_asked_for(hub: Hub, untrained: Path, tmp_path: Path) -> None:
    assert MULTILINGUAL.revision is not None
    hub.repositories[MULTILINGUAL.repository] = {MULTILINGUAL.revision: untrained, SECOND: untrained}
    folder = fetch(MULTILINGUAL.name, tmp_path, Told())
    assert read_manifest(folder).revision == MULTILINGUAL.revision
    assert all(MULTILINGUAL.revision in path for path, _ in hub.asked)


def test_where_the_default_cannot_be_had_its_fallback_is_fetched_and_that_is_said(
    hub: Hub, untrained: Path, tmp_path: Path
) -> None:
    hub.repositories[FALLBACK.repository] = {FIRST: untrained}
    told = Told()
    assert fetch(None, tmp_path, told) == tmp_path / FALLBACK.name
    assert f"{DEFAULT.repository} does not exist" in told.english()
    assert f"Its fallback is fetched instead: {FALLBACK.repository}" in told.english()
    assert any(arabic == f"سيُجلب البديل: {FALLBACK.repository}" for arabic, _ in told)


def test_a_model_that_was_named_has_no_fallback(hub: Hub, untrained: Path, tmp_path: Path) -> None:
    hub.repositories[FALLBACK.repository] = {FIRST: untrained}
    with pytest.raises(ModelError) as told:
        fetch(DEFAULT.repository, tmp_path, Told())
    assert told.value.key == "absent"
    assert not list(tmp_path.glob("[!.]*"))


@pytest.mark.parametrize(
    ("status", "key"),
    [(200, "offline"), (500, "refused"), (503, "refused"), (429, "refused"), (403, "absent"), (401, "absent")],
)
def test_a_server_that_refuses_is_named_with_its_answer(hub: Hub, status: int, key: str, tmp_path: Path) -> None:
    hub.status[DEFAULT.repository] = status
    with pytest.raises(ModelError) as told:
        fetch(DEFAULT.name, tmp_path, Told())
    assert told.value.key == key


def test_a_repository_without_weights_is_refused(hub: Hub, untrained: Path, tmp_path: Path) -> None:
    bare = shutil.copytree(untrained, tmp_path / "bare", ignore=shutil.ignore_patterns("*.safetensors", "*.bin"))
    hub.repositories[DEFAULT.repository] = {FIRST: bare}
    with pytest.raises(ModelError) as told:
        fetch(DEFAULT.name, tmp_path / "models", Told())
    assert told.value.key == "incomplete"
    assert "model.safetensors / pytorch_model.bin" in told.value.english


def test_a_file_that_came_garbled_is_thrown_away(hub: Hub, untrained: Path, tmp_path: Path) -> None:
    hub.repositories[DEFAULT.repository] = {FIRST: untrained}
    hub.garbled = True
    with pytest.raises(ModelError) as told:
        fetch(DEFAULT.name, tmp_path, Told())
    assert told.value.key == "damaged"
    assert "model.safetensors" in told.value.english
    hub.garbled = False
    assert fetch(DEFAULT.name, tmp_path, Told()) == tmp_path / DEFAULT.name


def test_without_a_network_one_line_says_so_in_each_language(command: Command, tmp_path: Path) -> None:
    status, told = ended(command(MODELS_DIR="elsewhere"))
    assert (status, (tmp_path / "elsewhere").is_dir()) == (1, True)
    assert len(told) == 2
    assert told[0].startswith(f"تعذّر الاتصال بالمستودع {DEFAULT.repository}")
    assert told[1].startswith(f"{DEFAULT.repository} could not be reached")
