"""The network in eight bits on a CPU, by CTranslate2."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.decoding import Decoding, Hypothesis
from models.summaries.seq2seq.faults import ModelError
from models.summaries.seq2seq.tokens import Tokens

_TOKENS_AT_ONCE = 8_192
"""Of all beams of all passages of a batch, padding among them. The decoder keeps what it attends to for each of them:
300 MB for AraBART, 600 for mT5-base."""


class CpuEngine:
    """A folder that `conversion` made, loaded."""

    def __init__(self, folder: Path, tokens: Tokens, architecture: Architecture, compute: str = "default") -> None:
        import ctranslate2  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

        self._tokens, self._end = tokens, tokens.pieces[architecture.eos]
        self._positions = architecture.positions or sys.maxsize
        self._prefix = [tokens.pieces[architecture.forced]] if architecture.forced is not None else None
        try:
            self.translator: Any = ctranslate2.Translator(
                str(folder), device="cpu", compute_type=compute, intra_threads=_cores()
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError("unreadable", source=folder.parent.name, why=str(error)) from error

    def write(self, sources: Sequence[Sequence[int]], how: Decoding) -> list[list[Hypothesis]]:
        """Return for each source its hypotheses, the best first."""
        results = self.translator.translate_batch(
            [self._tokens.named(each) for each in sources],
            target_prefix=None if self._prefix is None else [self._prefix] * len(sources),
            max_batch_size=_TOKENS_AT_ONCE // how.beams,
            batch_type="tokens",
            beam_size=how.beams,
            num_hypotheses=how.returned,
            length_penalty=how.length_penalty,
            no_repeat_ngram_size=how.no_repeat,
            min_decoding_length=1,  # the end is no sentence
            max_decoding_length=min(how.longest, self._positions - 1),
            max_input_length=0,  # they were cut already
            disable_unk=True,  # a word that is not there cannot be checked
            return_end_token=True,
        )
        return [[self._hypothesis(each) for each in result.hypotheses] for result in results]

    def _hypothesis(self, pieces: list[str]) -> Hypothesis:
        ended = bool(pieces) and pieces[-1] == self._end
        return Hypothesis(self._tokens.numbered(pieces[:-1] if ended else pieces), ended)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
