"""The checkpoints that `python -m models fetch` knows by name."""

from dataclasses import dataclass
from pathlib import Path

_NOT_COMMERCIAL = "tuned on XL-Sum (CC BY-NC-SA 4.0): not for commercial use"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A repository of the hub that holds a summariser of Arabic news.

    `revision` is the commit that is fetched, None where no commit could be read anywhere yet: the first fetch then
    takes what `main` is and keeps to it. `longest_input` counts tokens, the special ones among them.
    """

    repository: str
    family: str
    parameters: str
    licence: str
    revision: str | None = None
    longest_input: int = 512

    @property
    def name(self) -> str:
        """The name without its owner: that of its folder, and enough to ask for it by."""
        return self.repository.rpartition("/")[2]


CHECKPOINTS = (
    Checkpoint("Omar10lfc/arabart-xlsum-arabic", "MBart", "139M", f"code Apache-2.0; {_NOT_COMMERCIAL}"),
    Checkpoint("abdalrahmanshahrour/arabartsummarization", "MBart", "139M", f"Apache-2.0; {_NOT_COMMERCIAL}"),
    Checkpoint(
        "csebuetnlp/mT5_multilingual_XLSum",
        "mT5",
        "582M",
        f"CC BY-NC-SA 4.0; {_NOT_COMMERCIAL}",
        revision="2437a524effdbadc327ced84595508f1e32025b3",
    ),
)
"""The first is fetched where none is named, the second where the first cannot be had."""

DEFAULT, FALLBACK = CHECKPOINTS[:2]

MODELS = Path("data/models")
"""Where models are put and looked for unless another folder is named."""


def named(wanted: str) -> Checkpoint | None:
    """Return the checkpoint of this name, with its owner or without."""
    return next((each for each in CHECKPOINTS if wanted.lower() in (each.repository.lower(), each.name.lower())), None)
