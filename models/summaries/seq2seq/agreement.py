"""Whether a converted network writes what the original writes, but for what rounding to eight bits changes."""

from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.decoding import Decoding
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.on_cpu import CpuEngine
from models.summaries.seq2seq.on_gpu import TorchEngine
from models.summaries.seq2seq.tokens import Tokens

SENTENCE = (
    "أعلنت بلدية المدينة صباح الثلاثاء افتتاح مكتبة عامة جديدة في الحي القديم بعد عامين من أعمال الترميم، وقال رئيس "
    "البلدية إن المكتبة تضم أكثر من عشرين ألف كتاب وقاعة للأطفال، وإن الدخول إليها مجاني طوال أيام الأسبوع."
)
"""What both are given to write about."""

_GREEDY = Decoding(beams=1, no_repeat=0, longest=32)
_FARTHEST = 0.5
"""By how much the log probabilities of the tokens may differ on average. Eight bits change them by a few hundredths; a
wrong start token, layer norm or scale by more than one. Greedy tokens alone would not show a wrong scale."""
_CLOSE_CALL = 1.0
"""How much less likely than its own choice torch may find the first token in which the two differ."""


def check(converted: CpuEngine, original: TorchEngine, tokens: Tokens, architecture: Architecture) -> None:
    """Raise ModelError where the two do not agree on a sentence."""
    source = tokens.read(SENTENCE, min(128, architecture.positions or 128))
    theirs, ours = ([*engine.write([source], _GREEDY)[0][0].ids, architecture.eos] for engine in (original, converted))
    known = _log_probabilities(original.network, source, theirs, architecture)
    scored = converted.translator.score_batch([tokens.named(source)], [tokens.named(theirs[:-1])])[0].log_probs
    wanted = [float(known[n, token]) for n, token in enumerate(theirs)]
    apart = sum(abs(a - b) for a, b in zip(wanted, scored, strict=True)) / len(wanted)
    if not apart <= _FARTHEST:
        raise ModelError("disagrees", why=f"{architecture.model_type}: log probabilities {apart:.2f} apart")
    at = next((n for n, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b), None)
    if at is not None and not float(known[at, theirs[at]] - known[at, ours[at]]) <= _CLOSE_CALL:
        raise ModelError("disagrees", why=f"{architecture.model_type}: token {at + 1}")


def _log_probabilities(network: Any, source: list[int], target: list[int], architecture: Architecture) -> Any:  # noqa: ANN401
    """Return the log probability of every piece (columns) at each place of the target (rows)."""
    import torch  # noqa: PLC0415 - heavy

    with torch.inference_mode():
        logits = network(
            input_ids=torch.tensor([source], device=network.device),
            decoder_input_ids=torch.tensor([[architecture.start, *target[:-1]]], device=network.device),
        ).logits[0]
    return torch.log_softmax(logits.float(), dim=-1).cpu()
