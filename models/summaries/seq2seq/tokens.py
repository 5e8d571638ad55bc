"""Text to token ids and back, as the checkpoint was trained, whatever files it brings.

transformers 5 is not asked: its AutoTokenizer fails on sentencepiece models of the BPE kind (AraBART's), and without a
`tokenizer.json` its BarthezTokenizer leaves `<s>` and `</s>` out and its T5Tokenizer splits BPE models otherwise. So
`tokenizer.json` is read by the tokenizers library itself, a sentencepiece model by sentencepiece itself.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from models.arabic.normalise import INVISIBLE, MARKS
from models.summaries.seq2seq.architecture import Architecture
from models.summaries.seq2seq.faults import ModelError

TOKENIZER_FILE = "tokenizer.json"
SENTENCEPIECE_FILE = "sentencepiece.model"
"""Under which of these two names a tokenizer lies beside a model that is ready."""

SENTENCEPIECE_ENDINGS = (".model", ".spm")
"""How the names of sentencepiece models end in repositories."""

_UNKNOWN = "<unk>"
_CHARACTERS_A_TOKEN = 24  # pieces have 16 at most: what is cut off here would be cut off anyway
# The models saw no vowel signs, which tear words into letters, and no tatweel; no tokenizer takes half a character.
_NOT_READ = re.compile(f"[{MARKS}{INVISIBLE}\u0640\ud800-\udfff]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


class _Splitter(Protocol):
    """Text to ids and back, without the tokens that stand around a text."""

    unknown: int
    around: tuple[tuple[int, ...], tuple[int, ...]] | None

    def pieces(self) -> dict[int, str]: ...
    def split(self, text: str) -> list[int]: ...
    def join(self, ids: Sequence[int]) -> str: ...


class Tokens:
    """The tokenizer of a checkpoint."""

    def __init__(self, splitter: _Splitter, architecture: Architecture) -> None:
        self._splitter = splitter
        self.unknown = splitter.unknown
        self._size = architecture.vocabulary
        eos = (architecture.eos,)
        own = ((architecture.bos,), eos) if architecture.family == "mbart" else ((), eos)
        self._before, self._after = splitter.around or own
        self._special = {architecture.pad, architecture.bos, architecture.eos, architecture.start, architecture.forced}
        pieces = splitter.pieces()
        # Rows of the embedding that no piece belongs to still need a name of their own in a vocabulary.
        self.pieces = tuple(pieces.get(n, f"<unused_{n}>") for n in range(self._size))
        self._ids = {piece: n for n, piece in enumerate(self.pieces)}

    def read(self, text: str, longest: int) -> list[int]:
        """Return the ids that stand for a text, its head if they are more than `longest` with those around it."""
        room = longest - len(self._before) - len(self._after)
        text = " ".join(_NOT_READ.sub("", text[: longest * _CHARACTERS_A_TOKEN]).split())
        # An article may hold "</s>", which some tokenizers take for the token.
        split = self._splitter.split(text)[:room]
        ids = [n if n < self._size and n not in self._special else self.unknown for n in split]
        return [*self._before, *ids, *self._after] if ids else []

    def text(self, ids: Sequence[int]) -> str:
        """Return what ids stand for on one line, without the special ones."""
        told = self._splitter.join([n for n in ids if n not in self._special and n != self.unknown])
        return " ".join(_INVISIBLE.sub("", told).split())

    def named(self, ids: Sequence[int]) -> list[str]:
        """Return the pieces of ids."""
        return [self.pieces[n] for n in ids]

    def numbered(self, pieces: Sequence[str]) -> tuple[int, ...]:
        """Return the ids of pieces."""
        return tuple(self._ids[piece] for piece in pieces)


def read_tokens(folder: Path, architecture: Architecture) -> Tokens:
    """Return the tokenizer that lies in a folder, `tokenizer.json` before a sentencepiece model; raises ModelError."""
    path = tokenizer_file(folder)
    try:
        splitter: _Splitter = _Json(path) if path.name == TOKENIZER_FILE else _SentencePiece(path, architecture)
    except Exception as error:  # the tokenizers library raises Exception itself
        raise ModelError("unreadable", source=folder.name, why=f"{path.name}: {error}") from error
    return Tokens(splitter, architecture)


def tokenizer_file(folder: Path) -> Path:
    """Return the file of a folder that its tokenizer is read from; raises ModelError where there is none."""
    whole = folder / TOKENIZER_FILE
    found = sorted(each for each in folder.iterdir() if each.suffix in SENTENCEPIECE_ENDINGS) if folder.is_dir() else []
    if whole.is_file():
        return whole
    if not found:
        raise ModelError(
            "incomplete", source=folder.name, file=f"{TOKENIZER_FILE} / *{' / *'.join(SENTENCEPIECE_ENDINGS)}"
        )
    return found[0]


class _Json:
    """A `tokenizer.json`."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - heavy

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True  # no token without our asking
        self.unknown = int(self._tokenizer.token_to_id(_UNKNOWN) or 0)
        self.around = self._found_around()

    def pieces(self) -> dict[int, str]:
        return {n: piece for piece, n in self._tokenizer.get_vocab(with_added_tokens=True).items()}

    def split(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def join(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=True))

    def _found_around(self) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Return what the file itself puts before and behind a text; None where it puts nothing."""
        bare, whole = self.split("خبر"), list(self._tokenizer.encode("خبر").ids)
        for at in range(len(whole) - len(bare) + 1):
            if whole[at : at + len(bare)] == bare and len(whole) > len(bare):
                return tuple(whole[:at]), tuple(whole[at + len(bare) :])
        return None


class _SentencePiece:
    """A sentencepiece model without the table that says which id a piece has in the network.

    T5 takes the model's own ids, and so does Barthez (AraBART), whose model has `<s> <pad> </s> <unk>` for its first
    pieces. Models without `<pad>` among their pieces (MBart's) have `<unk> <s> </s>` first and their ids one lower.
    """

    around: tuple[tuple[int, ...], tuple[int, ...]] | None = None

    def __init__(self, path: Path, architecture: Architecture) -> None:
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - heavy

        self._model: Any = SentencePieceProcessor()
        self._model.LoadFromSerializedProto(path.read_bytes())
        shifted = architecture.family == "mbart" and self._model.piece_to_id("<pad>") == self._model.unk_id()
        self._shift = 1 if shifted else 0
        self._first = ("<s>", "<pad>", "</s>", _UNKNOWN) if shifted else ()
        self.unknown = self._first.index(_UNKNOWN) if shifted else int(self._model.unk_id())

    def pieces(self) -> dict[int, str]:
        own = {n + self._shift: self._model.id_to_piece(n) for n in range(self._model.get_piece_size())}
        return own | dict(enumerate(self._first))

    def split(self, text: str) -> list[int]:
        unknown = self._model.unk_id()
        return [self.unknown if n == unknown else n + self._shift for n in self._model.encode(text)]

    def join(self, ids: Sequence[int]) -> str:
        size = self._model.get_piece_size()
        return str(self._model.decode([n - self._shift for n in ids if 0 <= n - self._shift < size]))
