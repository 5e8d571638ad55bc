"""Small checkpoints with a purpose: they learn to say the first sentence of an article again.

Each has a sentencepiece model of its own, made from the same articles, and the ids that its family gives the pieces.
"""

import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import sentencepiece
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    GenerationConfig,
    MBartConfig,
    MBartForConditionalGeneration,
    MT5Config,
    MT5ForConditionalGeneration,
)

WHO = ["الوزير", "الرئيس", "المدير", "الطبيب", "المهندس", "المعلم", "القاضي", "الشاعر"]
DID = ["افتتح", "زار", "أغلق", "وصف", "رمم", "باع", "راقب", "شكر"]
WHAT = ["المدرسة", "المستشفى", "الجسر", "السوق", "الميناء", "المكتبة", "المصنع", "الحديقة"]
WHERE = ["القاهرة", "بغداد", "دمشق", "تونس", "الرباط", "عمان", "بيروت", "صنعاء"]


@dataclass(frozen=True)
class Toy:
    """A checkpoint's parts: `before` and `after` are the ids around a text."""

    network: Any
    spm: sentencepiece.SentencePieceProcessor
    before: tuple[int, ...]
    after: tuple[int, ...]

    def ids(self, text: str) -> list[int]:
        return [*self.before, *self.spm.encode(text), *self.after]

    def save(self, folder: Path, tokenizer: Literal["json", "spm"], *, safe: bool = True) -> Path:
        """Write the checkpoint as one finds it on the hub."""
        folder.mkdir(parents=True)
        self.network.save_pretrained(folder)
        if not safe:
            (folder / "model.safetensors").unlink()
            torch.save(self.network.state_dict(), folder / "pytorch_model.bin")
        if tokenizer == "json":
            self.tokenizer().save(str(folder / "tokenizer.json"))
        else:
            (folder / "sentencepiece.bpe.model").write_bytes(self.spm.serialized_model_proto())
        return folder

    def tokenizer(self) -> Tokenizer:
        """Return the sentencepiece model as the tokenizers library has it."""
        pieces = [self.spm.id_to_piece(n) for n in range(self.spm.get_piece_size())]
        scores = [self.spm.get_score(n) for n in range(len(pieces))]
        if self.before:
            known = {piece: n for n, piece in enumerate(pieces)}
            pairs = [(p[:at], p[at:]) for p in pieces for at in range(1, len(p)) if p[:at] in known and p[at:] in known]
            merges = sorted(pairs, key=lambda pair: known["".join(pair)])
            made = Tokenizer(models.BPE(known, merges, unk_token="<unk>", fuse_unk=True))
        else:
            made = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), self.spm.unk_id()))
        made.pre_tokenizer = pre_tokenizers.Metaspace()
        made.decoder = decoders.Metaspace()
        special = [pieces[n] for n in range(len(pieces)) if self.spm.is_control(n) or self.spm.is_unknown(n)]
        made.add_special_tokens([AddedToken(piece, special=True, normalized=False) for piece in special])
        around = [pieces[n] for n in self.before], [pieces[n] for n in self.after]
        made.post_processor = processors.TemplateProcessing(
            single=" ".join([*around[0], "$A", *around[1]]),
            special_tokens=[(piece, pieces.index(piece)) for piece in (*around[0], *around[1])],
        )
        return made


def sentence(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} في {chance.choice(WHERE)}."


def article(chance: random.Random) -> tuple[str, str]:
    """Return an article of two or three sentences and the one that is to be told."""
    told = [sentence(chance) for _ in range(chance.choice((2, 3)))]
    return " ".join(told), told[0]


def articles(seed: int, many: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    return [article(chance) for _ in range(many)]


def sentencepiece_model(kind: Literal["bpe", "unigram"], **ids: int) -> sentencepiece.SentencePieceProcessor:
    made = io.BytesIO()
    chance = random.Random(1)
    texts = [sentence(chance) for _ in range(600)]
    # The commas make a second word of each word: a unigram model keeps what it has met in two.
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*texts, *(text.replace(" ", "، ") for text in texts)]),
        model_writer=made,
        model_type=kind,
        vocab_size=120,
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
        normalization_rule_name="identity",
        **ids,
    )
    model = sentencepiece.SentencePieceProcessor()
    model.LoadFromSerializedProto(made.getvalue())
    return model


def mbart() -> Toy:
    """Return a network of AraBART's kind, untrained: Barthez ids, an own start token, a row more than it has pieces."""
    spm = sentencepiece_model("bpe", bos_id=0, pad_id=1, eos_id=2, unk_id=3)
    torch.manual_seed(1)
    config = MBartConfig(
        vocab_size=spm.get_piece_size() + 1,
        d_model=48,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=96,
        decoder_ffn_dim=96,
        max_position_embeddings=128,
        dropout=0.0,
        attention_dropout=0.0,
        scale_embedding=True,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
    )
    return Toy(MBartForConditionalGeneration(config), spm, (0,), (2,))


def mt5() -> Toy:
    """Return a network of mT5's kind, untrained: gated gelu, an output layer of its own, rows for 100 pieces more."""
    spm = sentencepiece_model("unigram", bos_id=-1, pad_id=0, eos_id=1, unk_id=2)
    torch.manual_seed(1)
    config = MT5Config(
        vocab_size=spm.get_piece_size() + 100,
        d_model=48,
        d_kv=12,
        d_ff=96,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )
    return Toy(untied(MT5ForConditionalGeneration(config)), spm, (), (1,))


def untied(network: Any) -> Any:
    """Give a T5 an output layer of its own, which transformers 5 ties whatever the config says."""
    network.lm_head.weight = torch.nn.Parameter(torch.randn_like(network.shared.weight) * network.config.d_model**-0.5)
    return network


def train(toy: Toy, steps: int, rate: float) -> Toy:
    """Teach a network its task."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # tensors this small are slower on two
    chance = random.Random(2)
    optimizer = torch.optim.AdamW(toy.network.parameters(), lr=rate, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.15)
    toy.network.train()
    for _ in range(steps):
        loss = toy.network(**_batch(toy, [article(chance) for _ in range(24)])).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(toy.network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    toy.network.eval()
    toy.network.generation_config = GenerationConfig.from_model_config(toy.network.config)
    torch.set_num_threads(threads)
    return toy


def _batch(toy: Toy, given: list[tuple[str, str]]) -> dict[str, torch.Tensor]:
    config = toy.network.config
    read = _padded([toy.ids(text) for text, _ in given], config.pad_token_id)
    told = _padded([[*toy.spm.encode(text), config.eos_token_id] for _, text in given], config.pad_token_id)
    start = torch.full((len(given), 1), config.decoder_start_token_id)
    return {
        "input_ids": read,
        "attention_mask": (read != config.pad_token_id).long(),
        "decoder_input_ids": torch.cat([start, told[:, :-1]], dim=1),
        "labels": told.masked_fill(told == config.pad_token_id, -100),
    }


def _padded(rows: list[list[int]], pad: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
