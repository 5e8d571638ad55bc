"""Text becomes the ids that a checkpoint was trained with, whatever files it brings."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.summaries.seq2seq.architecture import Architecture, read_architecture
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.tokens import Tokens, read_tokens
from tests.summaries.seq2seq.toys import DID, WHAT, WHERE, WHO, Toy, articles, mbart, mt5, sentencepiece_model

MBART = Architecture("mbart", "mbart", 160, pad=1, bos=0, eos=2, start=2, forced=None, positions=1024)
T5 = Architecture("t5", "mt5", 300, pad=0, bos=0, eos=1, start=0, forced=None, positions=None)


@pytest.fixture(scope="module", params=["mbart-json", "mbart-spm", "mt5-json", "mt5-spm"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Toy, Tokens]:
    family, kind = request.param.split("-")
    toy = {"mbart": mbart, "mt5": mt5}[family]()
    folder = toy.save(tmp_path_factory.mktemp("toy") / "checkpoint", kind)
    return toy, read_tokens(folder, read_architecture(folder))


def test_a_text_gets_the_ids_of_training_with_the_tokens_around_it(both: tuple[Toy, Tokens]) -> None:
    toy, tokens = both
    for text, _ in articles(3, 20):
        assert tokens.read(text, 512) == toy.ids(text)


@given(st.lists(st.sampled_from([*WHO, *DID, *WHAT, *WHERE, "في"]), min_size=1, max_size=20))
def test_ids_become_their_text_again(both: tuple[Toy, Tokens], words: list[str]) -> None:
    tokens = both[1]
    assert tokens.text(tokens.read(" ".join(words), 512)) == " ".join(words)


def test_a_long_text_is_cut_to_the_tokens_that_the_network_reads(both: tuple[Toy, Tokens]) -> None:
    toy, tokens = both
    text = " ".join(text for text, _ in articles(3, 20))
    cut = tokens.read(text, 40)
    assert len(cut) == 40
    whole = toy.ids(text)
    assert cut[:-1] == whole[:39]
    assert cut[-1] == whole[-1]


def test_a_text_of_ten_million_characters_is_read_at_once(both: tuple[Toy, Tokens]) -> None:
    text, start = "المدرسة " * 1_250_000, time.monotonic()
    assert len(both[1].read(text, 512)) == 512
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200f\u200b", "\u064e\u0651"])
def test_a_text_without_letters_has_no_tokens_at_all(both: tuple[Toy, Tokens], text: str) -> None:
    assert both[1].read(text, 512) == []


def test_vowel_signs_and_tatweel_are_not_read(both: tuple[Toy, Tokens]) -> None:
    tokens = both[1]
    assert tokens.read("افْتَتَحَ الوزيـــرُ المدرسةَ", 512) == tokens.read("افتتح الوزير المدرسة", 512)


def test_the_name_of_a_special_token_in_an_article_is_no_special_token(both: tuple[Toy, Tokens]) -> None:
    toy, tokens = both
    inner = tokens.read("الوزير </s> <pad> المدرسة", 512)[len(toy.before) : -len(toy.after)]
    assert not {toy.network.config.pad_token_id, toy.network.config.eos_token_id} & set(inner)


def test_every_row_of_the_embedding_has_a_name_of_its_own(both: tuple[Toy, Tokens]) -> None:
    toy, tokens = both
    assert len(set(tokens.pieces)) == len(tokens.pieces) == toy.network.config.vocab_size


def test_a_tokenizer_json_that_puts_nothing_around_a_text_is_helped(tmp_path: Path) -> None:
    """As transformers 5 saves a BarthezTokenizer."""
    toy = mbart()
    folder = toy.save(tmp_path / "checkpoint", "json")
    said = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    (folder / "tokenizer.json").write_text(json.dumps(said | {"post_processor": None}), encoding="utf-8")
    tokens = read_tokens(folder, read_architecture(folder))
    assert tokens.read(WHO[0], 512) == toy.ids(WHO[0])


def test_a_tokenizer_json_that_cuts_and_pads_does_neither(tmp_path: Path) -> None:
    toy = mbart()
    folder = toy.save(tmp_path / "checkpoint", "json")
    made = toy.tokenizer()
    made.enable_truncation(4)
    made.enable_padding(length=40, pad_id=1, pad_token="<pad>")
    made.save(str(folder / "tokenizer.json"))
    text = articles(3, 1)[0][0]
    assert read_tokens(folder, read_architecture(folder)).read(text, 512) == toy.ids(text)


def test_a_sentencepiece_model_of_mbarts_own_kind_has_its_ids_one_lower(tmp_path: Path) -> None:
    spm = sentencepiece_model("bpe", unk_id=0, bos_id=1, eos_id=2, pad_id=-1)
    (tmp_path / "sentencepiece.bpe.model").write_bytes(spm.serialized_model_proto())
    tokens = read_tokens(tmp_path, MBART)
    assert tokens.pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert tokens.read(WHO[0], 512) == [0, *(n + 1 for n in spm.encode(WHO[0])), 2]
    assert tokens.read("漢", 512)[-2] == tokens.unknown == 3
    assert tokens.text(tokens.read(f"{WHO[0]} {DID[0]}", 512)) == f"{WHO[0]} {DID[0]}"


def test_pieces_beyond_the_embedding_are_read_as_unknown(tmp_path: Path) -> None:
    spm = sentencepiece_model("unigram", bos_id=-1, pad_id=0, eos_id=1, unk_id=2)
    (tmp_path / "spiece.model").write_bytes(spm.serialized_model_proto())
    small = read_tokens(tmp_path, replace(T5, vocabulary=20))
    assert max(small.read(" ".join(WHO), 512)) < 20


@pytest.mark.parametrize("name", ["tokenizer.json", "spiece.model"])
def test_a_damaged_tokenizer_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x00\xff nothing of the kind")
    with pytest.raises(ModelError) as refused:
        read_tokens(tmp_path, T5)
    assert refused.value.key == "unreadable"
    assert name in refused.value.english


def test_a_folder_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as refused:
        read_tokens(tmp_path, T5)
    assert refused.value.key == "incomplete"
