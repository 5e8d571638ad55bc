"""A checkpoint's network in torch, whole or not at all, with what transformers 5 gets wrong put right."""

from pathlib import Path
from typing import Any

from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.faults import ModelError

WEIGHT_FILES = ("model.safetensors", "pytorch_model.bin")
"""The files that weights are read from, the first that is there; a `.bin` as tensors only, no code in it runs."""

_CLASSES = {
    "mbart": "MBartForConditionalGeneration",
    "bart": "BartForConditionalGeneration",
    "t5": "T5ForConditionalGeneration",
    "mt5": "MT5ForConditionalGeneration",
}


def weight_file(folder: Path) -> Path:
    """Return the file of a folder that holds the weights; raises ModelError where there is none."""
    found = next((folder / name for name in WEIGHT_FILES if (folder / name).is_file()), None)
    if found is None:
        raise ModelError("incomplete", source=folder.name, file=" / ".join(WEIGHT_FILES))
    return found


def load_network(folder: Path, architecture: Architecture) -> Any:  # noqa: ANN401 - transformers has no common type
    """Return the network in single precision (half is slow on most CPUs, and T5 overflows in it); raises ModelError."""
    weights = weight_file(folder)
    import torch  # noqa: PLC0415 - heavy
    import transformers  # noqa: PLC0415 - heavy

    hush()
    try:
        network, found = getattr(transformers, _CLASSES[architecture.model_type]).from_pretrained(
            folder,
            local_files_only=True,
            weights_only=True,
            use_safetensors=weights.suffix == ".safetensors",
            dtype=torch.float32,
            output_loading_info=True,
        )
    except Exception as error:  # what a damaged file raises depends on where it is damaged
        raise ModelError("unreadable", source=folder.name, why=f"{weights.name}: {error}") from error
    if found["missing_keys"] or found["mismatched_keys"]:
        # transformers would give them random values and go on.
        lacking = sorted(map(str, [*found["missing_keys"], *found["mismatched_keys"]]))
        raise ModelError("unreadable", source=folder.name, why=f"{weights.name}: {', '.join(lacking[:3])}")
    _correct(network, architecture, torch)
    return network.eval()


def _correct(network: Any, architecture: Architecture, torch: Any) -> None:  # noqa: ANN401
    """Make the config say what the weights say, for transformers and for the converter of CTranslate2.

    transformers 5 sets `tie_word_embeddings` whatever the checkpoint says, and the converter then scales the output of
    a T5 whose output layer is its own: greedy search hides that, beam search does not. For the others it reads keys
    that transformers does not need and that some configs lack.
    """
    config = network.config
    if architecture.family == "mbart":
        config.normalize_before = architecture.model_type == "mbart"
        config.normalize_embedding = True
        return
    tied = bool(torch.equal(network.lm_head.weight, network.shared.weight))
    scaled = tied and bool(getattr(config, "scale_decoder_outputs", False))
    config.tie_word_embeddings = scaled
    if hasattr(config, "scale_decoder_outputs"):
        config.scale_decoder_outputs = scaled


def hush() -> None:
    """Keep transformers from showing progress bars of its own and warnings of what is known here."""
    import transformers  # noqa: PLC0415 - heavy

    transformers.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
