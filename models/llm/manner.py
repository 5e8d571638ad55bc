"""How a request is put: what a server refuses is left out of the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_SHAPES = 4


@dataclass(frozen=True, slots=True)
class Form:
    """The form in which an answer is wanted: a name for it and its JSON schema."""

    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a request is put. What a server refuses is left out of the next one.

    `shape` counts how loosely the answer's form is asked for: by OpenAI's strict schema, by the schema as llama.cpp and
    its like take it, as any JSON object, in words alone. `extras` are parameters that some models do not take.
    """

    shape: int = 0
    extras: frozenset[str] = frozenset({"temperature", "stream"})

    def without(self, param: str | None) -> "Manner | None":
        """Return the manner to try after a refusal that names `param`, None where nothing is left to leave out."""
        if param in self.extras:
            return replace(self, extras=self.extras - {param})
        bare = replace(self, extras=frozenset()) if self.extras else None
        return self.looser() or bare  # not every server names what it does not take

    def looser(self) -> "Manner | None":
        """Return the manner that asks for the answer's form more loosely, None where this is the loosest."""
        return replace(self, shape=self.shape + 1) if self.shape + 1 < _SHAPES else None

    def parameters(self, form: Form) -> dict[str, Any]:
        """Return the parameters of a request for an answer of a form that this manner brings with it."""
        shapes: tuple[dict[str, Any] | None, ...] = (
            {"type": "json_schema", "json_schema": {"name": form.name, "strict": True, "schema": form.schema}},
            {"type": "json_object", "schema": form.schema},
            {"type": "json_object"},
            None,
        )
        extras = {"temperature": 0.2, "stream": True}
        chosen = {name: value for name, value in extras.items() if name in self.extras}
        shape = shapes[self.shape]
        return chosen if shape is None else chosen | {"response_format": shape}
