"""The network as it came, by torch: on a GPU, or to hold a converted one against."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.decoding import Decoding, Hypothesis
from models.summaries.seq2seq.tokens import Tokens
from models.summaries.seq2seq.weights import load_network

_PASSAGES_AT_ONCE = 16


def gpu() -> str | None:
    """Return torch's name for the GPU, None where there is none; torch (two seconds, 300 MB) is loaded only then."""
    import ctranslate2  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    if not ctranslate2.get_cuda_device_count():
        return None
    import torch  # noqa: PLC0415 - heavy

    return "cuda" if torch.cuda.is_available() else None


class TorchEngine:
    """A checkpoint, loaded; `device` as torch names it."""

    def __init__(self, folder: Path, tokens: Tokens, architecture: Architecture, device: str) -> None:
        self._unknown, self._of, self._device = tokens.unknown, architecture, device
        self.network: Any = load_network(folder, architecture).to(device)
        self.network.generation_config = _settings()  # the checkpoint's own would fill in what ours leave open
        self._one_at_a_time = threading.Lock()

    def write(self, sources: Sequence[Sequence[int]], how: Decoding) -> list[list[Hypothesis]]:
        """Return for each source its hypotheses, the best first."""
        order = sorted(range(len(sources)), key=lambda n: len(sources[n]))
        found: dict[int, list[Hypothesis]] = {}
        for at in range(0, len(order), _PASSAGES_AT_ONCE):
            some = order[at : at + _PASSAGES_AT_ONCE]
            with self._one_at_a_time:
                found |= zip(some, self._batch([sources[n] for n in some], how), strict=True)
        return [found[n] for n in range(len(sources))]

    def _batch(self, sources: Sequence[Sequence[int]], how: Decoding) -> list[list[Hypothesis]]:
        import torch  # noqa: PLC0415 - heavy

        longest = max(map(len, sources))
        padded = [[*each, *[self._of.pad] * (longest - len(each))] for each in sources]
        mask = [[1] * len(each) + [0] * (longest - len(each)) for each in sources]
        with torch.inference_mode():
            written = self.network.generate(
                input_ids=torch.tensor(padded, device=self._device),
                attention_mask=torch.tensor(mask, device=self._device),
                generation_config=self._decoding(how),
            ).tolist()
        told = [self._hypothesis(ids[1:]) for ids in written]
        return [told[n : n + how.returned] for n in range(0, len(told), how.returned)]

    def _decoding(self, how: Decoding) -> Any:  # noqa: ANN401
        return _settings(
            num_beams=how.beams,
            num_return_sequences=how.returned,
            length_penalty=how.length_penalty,
            no_repeat_ngram_size=how.no_repeat,
            min_new_tokens=1,
            max_new_tokens=min(how.longest, (self._of.positions or how.longest + 1) - 1),
            early_stopping=how.beams > 1,
            do_sample=False,
            suppress_tokens=[self._unknown],
            renormalize_logits=True,  # what may not be written has no share of the probability, as in CTranslate2
            pad_token_id=self._of.pad,
            eos_token_id=self._of.eos,
            bos_token_id=self._of.bos,
            decoder_start_token_id=self._of.start,
            forced_bos_token_id=self._of.forced,
        )

    def _hypothesis(self, ids: list[int]) -> Hypothesis:
        ended = self._of.eos in ids
        return Hypothesis(tuple(ids[: ids.index(self._of.eos)] if ended else ids), ended)


def _settings(**given: object) -> Any:  # noqa: ANN401 - transformers is loaded late
    from transformers import GenerationConfig  # noqa: PLC0415 - heavy

    return GenerationConfig(**given)  # type: ignore[no-untyped-call]
