"""A checkpoint in the form that CTranslate2 runs, with eight-bit weights."""

from pathlib import Path
from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.tokens import Tokens
from models.summaries.seq2seq.weights import hush, load_network


def convert(source: Path, into: Path, tokens: Tokens, architecture: Architecture, quantization: str = "int8") -> None:
    """Write the network of the checkpoint `source` to the folder `into`, which is not there yet; raises ModelError."""
    from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Loads what `weights` and `tokens` read, where its parent would ask transformers for both."""

        def load_model(self, *_: object, **__: object) -> Any:  # noqa: ANN401
            return load_network(source, architecture)

        def load_tokenizer(self, *_: object, **__: object) -> "_Names":
            return _Names(tokens, architecture)

        def _load(self) -> Any:  # noqa: ANN401
            spec = super()._load()
            # MBart's loader sets none unless it knows the tokenizer by its name, and each text then needs a prefix.
            spec.config.decoder_start_token = tokens.pieces[architecture.start]
            return spec

    hush()  # the converter asks the config for names that transformers no longer likes
    Converter(str(source)).convert(str(into), quantization=quantization)


class _Names:
    """As much of a tokenizer as the converter asks for."""

    def __init__(self, tokens: Tokens, architecture: Architecture) -> None:
        self._pieces = tokens.pieces
        self.pad_token, self.bos_token = tokens.pieces[architecture.pad], tokens.pieces[architecture.bos]
        self.eos_token, self.unk_token = tokens.pieces[architecture.eos], tokens.pieces[tokens.unknown]

    def get_vocab(self) -> dict[str, int]:
        """Return every piece with its id."""
        return {piece: n for n, piece in enumerate(self._pieces)}

    def convert_ids_to_tokens(self, n: int) -> str:
        """Return the piece of an id."""
        return self._pieces[n]
