"""What speaks for an answer, weighed: learned weights for its features, and how much has to speak for it to be given.

`models/weights/answers/weights.toml` holds them; `models.training.answers` makes that file.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.once import once

WEIGHTS = Path(__file__).parents[1] / "weights" / "answers" / "weights.toml"

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights by feature, and what an answer has to weigh to be given: `floor` by the kind of question.

    `absent` is added to the floor for each part of a question's weight that the article nowhere has.
    """

    weights: Mapping[str, float]
    floor: Mapping[str, float]
    absent: float

    def worth(self, features: Features) -> float:
        """Return how much speaks for an answer."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def enough(self, kind: str, absent: float) -> float:
        """Return how much has to speak for an answer to a question of a kind, `absent` of whose words are not here."""
        return self.floor[kind] + self.absent * absent


Scales = Mapping[str, Scale]
"""The scales by what is weighed: "who_said", "what_said", "fact"."""


@once
def scales() -> Scales:
    """Return the scales that were learned."""
    told = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: Scale(each["weights"], each["floor"], each["absent"]) for name, each in told.items()}


def best(worths: Sequence[float]) -> int:
    """Return the number of the weightiest, the first of several."""
    return max(range(len(worths)), key=lambda n: worths[n])
