"""What a checkpoint's own config says of its network, as far as reading and writing need it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.summaries.seq2seq.faults import ModelError

Family = Literal["mbart", "t5"]

_FAMILIES: dict[str, Family] = {"mbart": "mbart", "bart": "mbart", "t5": "t5", "mt5": "t5"}
_USUAL = {"mbart": {"pad": 1, "bos": 0, "eos": 2, "start": 2}, "t5": {"pad": 0, "bos": 0, "eos": 1, "start": 0}}
"""The ids of the special tokens where a config does not give them."""
_LARGEST = 4_000_000  # bytes of a config; those of the hub have a few thousand


@dataclass(frozen=True, slots=True)
class Architecture:
    """The family of a network and the ids of its special tokens.

    `vocabulary` counts the rows of its embedding; `start` is what its decoder begins with, `forced` what it then has
    to write first, if anything; `positions` is how many tokens it can read, None where nothing in it limits them.
    """

    family: Family
    model_type: str
    vocabulary: int
    pad: int
    bos: int
    eos: int
    start: int
    forced: int | None
    positions: int | None


def read_architecture(folder: Path) -> Architecture:
    """Return what `config.json` and `generation_config.json` say; raises ModelError."""
    config = _read(folder, "config.json")
    generation = _read(folder, "generation_config.json") if (folder / "generation_config.json").exists() else {}
    model_type = str(config.get("model_type"))
    if model_type not in _FAMILIES:
        raise ModelError("unsupported", source=folder.name, model=model_type)
    family = _FAMILIES[model_type]
    size, positions = config.get("vocab_size"), config.get("max_position_embeddings")
    if not isinstance(size, int) or size <= max(_USUAL[family].values()):
        raise ModelError("unreadable", source=folder.name, why="config.json: vocab_size")
    said = generation | {name: value for name, value in config.items() if value is not None}
    known = {name: at for name, at in said.items() if isinstance(at, int) and 0 <= at < size}
    usual = _USUAL[family]
    return Architecture(
        family,
        model_type,
        size,
        pad=known.get("pad_token_id", usual["pad"]),
        bos=known.get("bos_token_id", usual["bos"]),
        eos=known.get("eos_token_id", usual["eos"]),
        start=known.get("decoder_start_token_id", usual["start"]),
        forced=known.get("forced_bos_token_id"),
        positions=positions if family == "mbart" and isinstance(positions, int) else None,
    )


def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    try:
        if path.stat().st_size > _LARGEST:
            raise ModelError("unreadable", source=folder.name, why=f"{name} is too large")
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError("incomplete", source=folder.name, file=name) from None
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError("unreadable", source=folder.name, why=f"{name}: {error}") from error
    if not isinstance(read, dict):
        raise ModelError("unreadable", source=folder.name, why=name)
    return read
