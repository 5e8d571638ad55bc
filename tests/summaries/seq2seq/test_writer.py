"""The engine writes a sentence for each passage, and says plainly when it cannot."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.summaries.engine import Draft, Task, Writer, WriterError
from models.summaries.seq2seq.checkpoints import DEFAULT, FALLBACK
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.on_gpu import TorchEngine
from models.summaries.seq2seq.prepared import read_manifest
from models.summaries.seq2seq.tokens import read_tokens
from models.summaries.seq2seq.writer import Seq2SeqWriter, _best, _whole
from tests.summaries.seq2seq.conftest import BOTH_WAYS, Named
from tests.summaries.seq2seq.toys import articles

pytestmark = pytest.mark.timeout(400)  # whoever comes first waits for the toys to learn

NAMES = ["-".join(named) for named in BOTH_WAYS]


@pytest.fixture(scope="session", params=NAMES)
def writer(request: pytest.FixtureRequest, fetched: Path) -> Seq2SeqWriter:
    return Seq2SeqWriter(fetched, request.param)


def task(*focuses: str, rejected: tuple[str, ...] = ()) -> Task:
    return Task("عنوان", " ".join(focuses), focuses, rejected)


def test_it_is_a_writer(writer: Seq2SeqWriter) -> None:
    engine: Writer = writer
    assert (engine.name, engine.capacity) == ("seq2seq", 340)


def test_each_passage_gets_a_sentence_of_its_own_in_the_order_given(writer: Seq2SeqWriter) -> None:
    some = articles(41, 9)
    tasks = [task(*(text for text, _ in some[at : at + 3])) for at in (0, 3, 6)]
    wanted = [tuple(first for _, first in some[at : at + 3]) for at in (0, 3, 6)]
    told = [draft.sentences for draft in writer.write(tasks)]
    assert (
        sum(a == b for ours, theirs in zip(told, wanted, strict=True) for a, b in zip(ours, theirs, strict=True)) >= 8
    )
    assert all(draft.headline is None for draft in writer.write(tasks))


def test_what_is_written_about_a_passage_does_not_depend_on_those_beside_it(writer: Seq2SeqWriter) -> None:
    tasks = [task(text) for text, _ in articles(43, 6)]
    assert writer.write(tasks) == [writer.write([each])[0] for each in tasks]


def test_an_empty_passage_gets_no_sentence_and_the_others_keep_their_places(writer: Seq2SeqWriter) -> None:
    text, first = articles(41, 1)[0]
    assert writer.write([task("", text, " \n"), task(""), task()]) == [Draft(("", first, "")), Draft(("",)), Draft(())]
    assert writer.write([]) == []


def test_a_passage_of_any_length_or_kind_is_written_about_on_one_line(writer: Seq2SeqWriter) -> None:
    long = " ".join(text for text, _ in articles(44, 3_000))
    strange = "</s> <pad> <s> <extra_id_0> \u202e漢字 🙂 \ud83d \x00 المدرسة\n\nالجسر"
    for draft in writer.write([task(long), task(strange), task("ا" * 200_000)]):
        for sentence in draft.sentences:
            assert sentence == " ".join(sentence.split())
            assert not any(mark in sentence for mark in ("<", ">", "\u2581", "\u202e"))


def test_what_was_rejected_is_not_written_again_and_the_second_try_is_always_the_same(writer: Seq2SeqWriter) -> None:
    text = articles(41, 1)[0][0]
    first = writer.write([task(text)])[0].sentences
    again = writer.write([task(text, rejected=first)])
    assert all(again[0].sentences)
    assert again[0].sentences != first
    assert again == writer.write([task(text, rejected=first)])
    third = writer.write([task(text, rejected=first + again[0].sentences)])[0].sentences
    assert not set(third) & {*first, *again[0].sentences}


def test_tasks_that_were_rejected_and_tasks_that_were_not_go_together(writer: Seq2SeqWriter) -> None:
    (one, said), (other, wanted) = articles(41, 2)
    apart = writer.write([task(one, rejected=(said,))]) + writer.write([task(other)])
    assert writer.write([task(one, rejected=(said,)), task(other)]) == apart
    assert apart[1] == Draft((wanted,))


def test_many_threads_load_it_once_and_get_what_one_would(fetched: Path) -> None:
    tasks = [task(text) for text, _ in articles(47, 8)]
    alone = Seq2SeqWriter(fetched, "mbart-json").write(tasks)
    shared = Seq2SeqWriter(fetched, "mbart-json")
    gate, loaded = threading.Barrier(8), set()

    def one(n: int) -> Draft:
        gate.wait()
        draft = shared.write([tasks[n]])[0]
        loaded.add(id(shared._ready()))
        return draft

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))) == alone
    assert len(loaded) == 1


@pytest.mark.parametrize("named", BOTH_WAYS, ids="-".join)
def test_torch_does_the_task_too(named: Named, checkpoints: dict[Named, Path], fetched: Path) -> None:
    """The engine of a GPU, here on the CPU: nothing in it but its device is other."""
    architecture = read_manifest(fetched / "-".join(named)).architecture
    tokens = read_tokens(checkpoints[named], architecture)
    engine = TorchEngine(checkpoints[named], tokens, architecture, "cpu")
    some = articles(51, 40)  # more than go at once
    from models.summaries.seq2seq.decoding import Decoding

    told = engine.write([tokens.read(text, 64) for text, _ in some], Decoding())
    right = sum(tokens.text(best.ids) == first for (best, *_), (_, first) in zip(told, some, strict=True))
    assert right >= 36


def test_without_a_name_the_first_known_model_that_is_there_is_taken(fetched: Path, tmp_path: Path) -> None:
    text, first = articles(41, 1)[0]
    shutil.copytree(fetched / "mt5-json", tmp_path / FALLBACK.name)
    assert Seq2SeqWriter(tmp_path).write([task(text)]) == [Draft((first,))]
    assert Seq2SeqWriter(tmp_path, FALLBACK.repository).write([task(text)]) == [Draft((first,))]
    (tmp_path / DEFAULT.name).mkdir()
    (tmp_path / DEFAULT.name / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WriterError, match="is damaged"):
        Seq2SeqWriter(tmp_path).write([task(text)])


def test_a_folder_elsewhere_can_be_named_and_the_operator_is_told_what_runs(fetched: Path, tmp_path: Path) -> None:
    writer = Seq2SeqWriter(tmp_path, str(fetched / "mt5-json"))
    told = writer.check()
    assert told.endswith("mt5-json: CTranslate2 int8 on the CPU")
    text, first = articles(41, 1)[0]
    assert writer.write([task(text)]) == [Draft((first,))]


@pytest.mark.parametrize("model", [None, "mbart-json", "no/such"])
def test_where_no_model_was_fetched_the_operator_is_told_how(model: str | None, tmp_path: Path) -> None:
    with pytest.raises(WriterError, match="`python -m models fetch`") as told:
        Seq2SeqWriter(tmp_path / "nowhere", model).write([task("خبر")])
    assert told.value.shortfall == "missing"
    with pytest.raises(WriterError, match="`python -m models fetch`"):
        Seq2SeqWriter(tmp_path / "nowhere", model).check()


def test_a_model_that_comes_later_is_used_without_a_restart(fetched: Path, tmp_path: Path) -> None:
    text, first = articles(41, 1)[0]
    writer = Seq2SeqWriter(tmp_path, "mbart-spm")
    with pytest.raises(WriterError):
        writer.write([task(text)])
    shutil.copytree(fetched / "mbart-spm", tmp_path / "mbart-spm")
    assert writer.write([task(text)]) == [Draft((first,))]


@pytest.mark.parametrize("file", ["network/model.bin", "network/shared_vocabulary.json", "sentencepiece.model"])
def test_a_damaged_file_is_refused_by_its_name(file: str, fetched: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(fetched / "mt5-spm", tmp_path / "mt5-spm")
    held = bytearray((folder / file).read_bytes())
    held[len(held) // 2] ^= 1
    (folder / file).write_bytes(held)
    with pytest.raises(WriterError, match="is damaged") as told:
        Seq2SeqWriter(tmp_path, "mt5-spm").write([task("خبر")])
    assert told.value.shortfall == "missing"
    assert str(folder / file) in str(told.value)
    (folder / file).unlink()
    with pytest.raises(WriterError, match="is damaged"):
        Seq2SeqWriter(tmp_path, "mt5-spm").write([task("خبر")])


@pytest.mark.parametrize("held", ["", "null", "[]", "{", '{"format": 2}', '{"format": 1}', "[" * 100_000])
def test_a_manifest_that_says_nothing_is_refused(held: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(held, encoding="utf-8")
    with pytest.raises(ModelError) as refused:
        read_manifest(tmp_path)
    assert refused.value.key == "damaged"


def test_a_text_that_was_cut_off_loses_its_half_sentence() -> None:
    assert _whole("افتتح الوزير الجسر. وقال إن", ended=False) == "افتتح الوزير الجسر."
    assert _whole("افتتح الوزير الجسر وقال إن", ended=False) == ""
    assert _whole("افتتح الوزير الجسر", ended=True) == "افتتح الوزير الجسر"


def test_where_every_hypothesis_was_rejected_nothing_is_written(fetched: Path) -> None:
    manifest = read_manifest(fetched / "mbart-json")
    tokens = read_tokens(fetched / "mbart-json", manifest.architecture)
    from models.summaries.seq2seq.decoding import Hypothesis

    ids = tuple(tokens.read("الوزير زار تونس", 20)[1:-1])
    assert _best([Hypothesis(ids, ended=True)], tokens, ()) == "الوزير زار تونس"
    assert _best([Hypothesis(ids, ended=True)], tokens, ("الوزير  زار تونس",)) == ""
