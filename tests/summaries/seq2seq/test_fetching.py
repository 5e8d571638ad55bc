"""A folder of one's own becomes a model that is ready, at once or not at all."""

import json
import pickle
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from filelock import FileLock

from models.summaries.seq2seq.faults import WORDS, ModelError
from models.summaries.seq2seq.fetching import _room, fetch
from models.summaries.seq2seq.on_gpu import TorchEngine
from models.summaries.seq2seq.place import Place
from models.summaries.seq2seq.prepared import read_manifest
from models.summaries.seq2seq.writer import Seq2SeqWriter
from tests.summaries.seq2seq.conftest import Command, Named
from tests.summaries.seq2seq.test_downloading import Told, ended
from tests.summaries.seq2seq.test_writer import task
from tests.summaries.seq2seq.toys import articles, mbart

pytestmark = pytest.mark.timeout(400)  # whoever comes first waits for the toys to learn


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """An untrained checkpoint to do harm to."""
    return mbart().save(tmp_path / "mine", "json")


def refused(checkpoint: Path, into: Path) -> ModelError:
    with pytest.raises(ModelError) as told:
        fetch(str(checkpoint), into, Told())
    assert not list(into.glob("[!.]*"))
    return told.value


def test_the_command_makes_a_folder_ready_and_leaves_it_the_second_time(
    checkpoints: dict[Named, Path], command: Command, tmp_path: Path
) -> None:
    status, told = ended(command(str(checkpoints["mt5", "spm"]), "--into", "here"))
    assert (status, told[-1]) == (0, "The model is ready: here/mt5-spm")
    text, first = articles(41, 1)[0]
    assert Seq2SeqWriter(tmp_path / "here", "mt5-spm").write([task(text)])[0].sentences == (first,)
    before = (tmp_path / "here" / "mt5-spm" / "manifest.json").stat().st_mtime_ns
    again = Told()
    fetch(str(checkpoints["mt5", "spm"]), tmp_path / "here", again)
    assert again.english() == f"The model is there and sound: {tmp_path / 'here' / 'mt5-spm'}"
    assert (tmp_path / "here" / "mt5-spm" / "manifest.json").stat().st_mtime_ns == before


def test_a_kill_half_way_leaves_nothing_that_looks_finished(
    checkpoints: dict[Named, Path], command: Command, tmp_path: Path
) -> None:
    folder = checkpoints["mbart", "json"]
    process = command(str(folder), "--into", "here")
    assert process.stderr is not None
    while "Converting" not in process.stderr.readline():
        assert process.poll() is None
    process.kill()
    assert process.wait() == -signal.SIGKILL
    process.communicate()
    assert (tmp_path / "here" / ".mbart-json.part").is_dir()
    assert not (tmp_path / "here" / "mbart-json").exists()
    assert fetch(str(folder), tmp_path / "here", Told()) == tmp_path / "here" / "mbart-json"
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == [".mbart-json.lock", "mbart-json"]


def test_a_kill_between_the_two_renames_loses_nothing(fetched: Path, tmp_path: Path) -> None:
    shutil.copytree(fetched / "mbart-json", tmp_path / ".mbart-json.before")
    with Place("mbart-json", tmp_path) as place:
        assert place.is_whole(read_manifest(place.folder))
    assert not (tmp_path / ".mbart-json.before").exists()


def test_a_checkpoint_that_was_changed_is_converted_again(
    checkpoints: dict[Named, Path], fetched: Path, tmp_path: Path
) -> None:
    mine = shutil.copytree(checkpoints["mbart", "json"], tmp_path / "mine")
    shutil.copytree(fetched / "mbart-json", tmp_path / "models" / "mine")
    told = Told()
    fetch(str(mine), tmp_path / "models", told)
    assert "there and sound" in told.english()
    said = json.loads((mine / "config.json").read_text(encoding="utf-8"))
    (mine / "config.json").write_text(json.dumps(said | {"task": "summaries"}), encoding="utf-8")
    before, again = read_manifest(tmp_path / "models" / "mine"), Told()
    fetch(str(mine), tmp_path / "models", again)
    assert "there and sound" not in again.english()
    assert read_manifest(tmp_path / "models" / "mine") != before


def test_two_commands_do_not_work_on_one_model(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    with FileLock(tmp_path / "models" / ".mine.lock"):
        assert refused(checkpoint, tmp_path / "models").key == "busy"


def test_a_name_that_is_neither_known_nor_a_folder_is_refused_with_those_that_are(tmp_path: Path) -> None:
    told = refused(tmp_path / "nowhere", tmp_path / "models")
    assert told.key == "unknown"
    assert "Omar10lfc/arabart-xlsum-arabic" in told.english
    assert "Omar10lfc/arabart-xlsum-arabic" in told.arabic


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_folder_that_lacks_a_file_is_refused_with_its_name(file: str, checkpoint: Path, tmp_path: Path) -> None:
    (checkpoint / file).unlink()
    told = refused(checkpoint, tmp_path / "models")
    assert (told.key, file in told.english) == ("incomplete", True)


def test_another_kind_of_model_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    (checkpoint / "config.json").write_text('{"model_type": "llama", "vocab_size": 9}', encoding="utf-8")
    told = refused(checkpoint, tmp_path / "models")
    assert told.key == "unsupported"
    assert "llama" in told.english


@pytest.mark.parametrize(
    "held", ["", "{", "[]", "null", "[" * 100_000, '{"model_type": "mbart", "vocab_size": "many"}']
)
def test_a_config_that_says_nothing_is_refused(held: str, checkpoint: Path, tmp_path: Path) -> None:
    (checkpoint / "config.json").write_text(held, encoding="utf-8")
    assert refused(checkpoint, tmp_path / "models").key in {"unreadable", "unsupported"}


def test_weights_that_were_cut_short_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    weights = checkpoint / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    told = refused(checkpoint, tmp_path / "models")
    assert told.key == "unreadable"
    assert "\n" not in told.english + told.arabic


def test_weights_that_are_not_all_there_are_refused_not_made_up(checkpoint: Path, tmp_path: Path) -> None:
    weights = mbart().network.state_dict()
    del weights["model.decoder.layers.1.fc1.weight"]
    (checkpoint / "model.safetensors").unlink()
    torch.save(weights, checkpoint / "pytorch_model.bin")
    told = refused(checkpoint, tmp_path / "models")
    assert told.key == "unreadable"
    assert "layers.1.fc1" in told.english


class Trap:
    """A pickle that makes a file where it is loaded."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (self.file,)  # type: ignore[return-value]


def test_code_in_a_pickle_of_weights_is_not_run(checkpoint: Path, tmp_path: Path) -> None:
    (checkpoint / "model.safetensors").unlink()
    torch.save({"shared": Trap(tmp_path / "ran")}, checkpoint / "pytorch_model.bin")
    assert refused(checkpoint, tmp_path / "models").key == "unreadable"
    (checkpoint / "pytorch_model.bin").write_bytes(pickle.dumps(Trap(tmp_path / "ran")))
    assert refused(checkpoint, tmp_path / "models").key == "unreadable"
    assert not (tmp_path / "ran").exists()


def test_a_disk_that_is_too_small_is_told_before_anything_is_brought(tmp_path: Path) -> None:
    with Place("mine", tmp_path) as place, pytest.raises(ModelError) as told:
        place.need(10**18)
    assert told.value.key == "disk"
    assert "1000000000065 MB are needed" in told.value.english


def test_a_disk_that_fills_up_on_the_way_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(ModelError) as told, _room(Path("models")), Path("/dev/full").open("wb") as full:
        full.write(bytes(100_000))
    assert told.value.key == "full"


def test_a_place_that_cannot_be_written_to_is_told(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file", encoding="utf-8")
    with pytest.raises(ModelError) as told:
        fetch(str(checkpoint), tmp_path / "models", Told())
    assert told.value.key == "unwritable"


def test_every_fault_has_an_arabic_line_and_an_english_one() -> None:
    names = "name known repository why revision status source file model folder needed free"
    details = dict.fromkeys(names.split(), "س\nص")
    for key, (arabic, english) in WORDS.items():
        told = ModelError(key, **details)
        assert "\n" not in told.arabic + told.english
        assert any("\u0621" <= char <= "\u064a" for char in arabic)
        assert not any("\u0621" <= char <= "\u064a" for char in english)


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, models.__main__; print({'torch', 'transformers', 'ctranslate2'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


def test_where_there_is_a_gpu_the_checkpoint_is_kept_and_torch_runs_it(
    checkpoints: dict[Named, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a GPU changes but the GPU itself: its device is this machine's CPU here."""
    folder = checkpoints["mbart", "spm"]
    made = fetch(str(folder), tmp_path, Told())
    assert not (made / "checkpoint").exists()
    for module in ("fetching", "writer"):
        monkeypatch.setattr(f"models.summaries.seq2seq.{module}.gpu", lambda: "cpu")
    told = Told()
    assert fetch(str(folder), tmp_path, told) == made
    assert "is ready" in told.english()
    (made / "network" / "model.bin").unlink()
    text, first = articles(41, 1)[0]
    writer = Seq2SeqWriter(tmp_path, made.name)
    assert writer.write([task(text)])[0].sentences == (first,)
    assert type(writer._ready().engine) is TorchEngine
