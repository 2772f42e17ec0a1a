# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class FunctionDefinition(Model):
    """The name, purpose and parameters of a function."""

    description: str | None = UNSET
    """Tells the model what the function does and when to call it."""
    name: str
    """The name by which the model calls the function."""
    parameters: dict[str, JsonValue] | None = UNSET
    """The JSON Schema of the function's arguments. Its type is "object"."""
    strict: bool | None = UNSET
    """Enforces that the generated arguments conform to `parameters`."""
