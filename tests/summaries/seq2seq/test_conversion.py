"""A converted network writes what the original writes, and one that does not is refused."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from ctranslate2.converters import TransformersConverter
from transformers import BartConfig, BartForConditionalGeneration, T5Config, T5ForConditionalGeneration

from models.summaries.seq2seq.agreement import check
from models.summaries.seq2seq.architecture import Architecture, read_architecture
from models.summaries.seq2seq.conversion import _Names, convert
from models.summaries.seq2seq.decoding import Decoding
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.on_cpu import CpuEngine
from models.summaries.seq2seq.on_gpu import TorchEngine
from models.summaries.seq2seq.prepared import read_manifest
from models.summaries.seq2seq.tokens import Tokens, read_tokens
from tests.summaries.seq2seq.conftest import BOTH_WAYS, Named
from tests.summaries.seq2seq.toys import WHERE, WHO, Toy, articles, mbart, mt5, untied

pytestmark = pytest.mark.timeout(400)  # whoever comes first waits for the toys to learn

GREEDY = Decoding(beams=1, no_repeat=0)
BEAM = Decoding()


def opened(folder: Path) -> tuple[Architecture, Tokens]:
    architecture = read_architecture(folder)
    return architecture, read_tokens(folder, architecture)


def engines(folder: Path, made: Path) -> tuple[CpuEngine, TorchEngine, Tokens, Architecture]:
    """Return a checkpoint both ways, converted without loss."""
    architecture, tokens = opened(folder)
    convert(folder, made, tokens, architecture, "float32")
    return (
        CpuEngine(made, tokens, architecture, "float32"),
        TorchEngine(folder, tokens, architecture, "cpu"),
        tokens,
        architecture,
    )


def texts() -> list[str]:
    """Return articles of the task and some that are none, in which the next token is anyone's guess."""
    chance = random.Random(5)
    return [text for text, _ in articles(9, 12)] + [" ".join(chance.choices(WHO + WHERE, k=n)) for n in (1, 3, 8, 15)]


@pytest.mark.parametrize("named", BOTH_WAYS, ids="-".join)
def test_torch_and_ctranslate2_write_the_same_tokens(
    named: Named, checkpoints: dict[Named, Path], tmp_path: Path
) -> None:
    converted, original, tokens, _ = engines(checkpoints[named], tmp_path / "network")
    sources = [tokens.read(text, 64) for text in texts()]
    for how in (GREEDY, BEAM):
        assert converted.write(sources, how) == original.write(sources, how)


def randomly(folder: Path, network: Any, toy: Toy, config: dict[str, Any] | None = None) -> Path:
    """Save an untrained network with a toy's tokenizer and, if given, other settings than transformers writes."""
    toy = Toy(network.eval(), toy.spm, toy.before, toy.after)
    toy.save(folder, "json")
    if config is not None:
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        (folder / "config.json").write_text(json.dumps(said | config), encoding="utf-8")
    return folder


def t5(*, tied: bool) -> Any:
    torch.manual_seed(3)
    config = T5Config(
        vocab_size=200, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, dropout_rate=0.0,
        feed_forward_proj="relu" if tied else "gated-gelu", initializer_factor=2.0,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    network = T5ForConditionalGeneration(config)
    return network if tied else untied(network)


def bart() -> Any:
    torch.manual_seed(3)
    config = BartConfig(
        vocab_size=130, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=64, init_std=0.3,
        bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2, forced_bos_token_id=0,
    )  # fmt: skip
    return BartForConditionalGeneration(config)


@pytest.mark.parametrize(
    ("network", "toy", "said"),
    [
        (lambda: t5(tied=True), mt5, {"tie_word_embeddings": True}),
        (lambda: t5(tied=False), mt5, {"tie_word_embeddings": False}),
        (lambda: t5(tied=False), mt5, {"tie_word_embeddings": True}),  # as transformers 5 itself saves it
        (bart, mbart, {}),  # norms behind the layers, and a token that comes first whatever the network thinks
    ],
    ids=["T5", "T5 untied", "T5 untied that says it is tied", "BART"],
)
def test_the_other_networks_of_both_families_write_the_same_tokens_too(
    network: Callable[[], Any], toy: Callable[[], Toy], said: dict[str, Any], tmp_path: Path
) -> None:
    folder = randomly(tmp_path / "checkpoint", network(), toy(), said)
    converted, original, tokens, architecture = engines(folder, tmp_path / "network")
    sources = [tokens.read(text, 64) for text in texts()]
    for how in (GREEDY, BEAM):
        assert converted.write(sources, how) == original.write(sources, how)
    check(converted, original, tokens, architecture)


class Naive(TransformersConverter):  # type: ignore[misc]
    """The library's converter as it comes, but for the tokenizer that transformers 5 cannot load."""

    def load_tokenizer(self, _: object, folder: str, **__: object) -> Any:
        return _Names(opened(Path(folder))[1], read_architecture(Path(folder)))


def test_a_t5_whose_output_was_scaled_by_mistake_is_refused_though_it_writes_the_same_greedily(
    checkpoints: dict[Named, Path], tmp_path: Path
) -> None:
    folder = checkpoints["mt5", "spm"]
    Naive(str(folder)).convert(str(tmp_path / "network"), quantization="int8")
    architecture, tokens = opened(folder)
    converted = CpuEngine(tmp_path / "network", tokens, architecture)
    original = TorchEngine(folder, tokens, architecture, "cpu")
    sources = [tokens.read(text, 64) for text, _ in articles(9, 5)]
    assert converted.write(sources, GREEDY) == original.write(sources, GREEDY)
    with pytest.raises(ModelError) as refused:
        check(converted, original, tokens, architecture)
    assert refused.value.key == "disagrees"


def test_an_mbart_that_starts_with_another_token_is_refused(checkpoints: dict[Named, Path], tmp_path: Path) -> None:
    folder = checkpoints["mbart", "json"]
    architecture, tokens = opened(folder)
    convert(folder, tmp_path / "network", tokens, replace(architecture, start=architecture.pad))
    with pytest.raises(ModelError) as refused:
        check(
            CpuEngine(tmp_path / "network", tokens, architecture),
            TorchEngine(folder, tokens, architecture, "cpu"),
            tokens,
            architecture,
        )
    assert refused.value.key == "disagrees"


def test_in_eight_bits_both_toys_still_do_their_task(fetched: Path) -> None:
    for name in ("mbart-json", "mt5-spm"):
        architecture = read_manifest(fetched / name).architecture
        tokens = read_tokens(fetched / name, architecture)
        engine = CpuEngine(fetched / name / "network", tokens, architecture)
        given = articles(31, 40)
        told = engine.write([tokens.read(text, 64) for text, _ in given], BEAM)
        right = sum(tokens.text(best.ids) == first for (best, *_), (_, first) in zip(told, given, strict=True))
        assert right >= 36, name
        assert all(best.ended for best, *_ in told)
