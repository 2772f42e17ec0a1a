# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class FunctionDefinition(Model):
    """What the model has to know about a function."""

    description: str | None = UNSET
    """What it does, and when to call it; the model reads this."""
    name: str
    """What the function is called."""
    parameters: dict[str, JsonValue]
    """The JSON Schema of its arguments, an object."""
    strict: bool | None = UNSET
    """Hold the arguments to the schema exactly."""
