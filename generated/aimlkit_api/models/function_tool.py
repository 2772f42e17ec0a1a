# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class FunctionTool(Model):
    """A function the model may call."""

    description: str | None = UNSET
    name: str
    parameters: dict[str, JsonValue]
    """The JSON Schema of its arguments, an object."""
    strict: bool
    type: Literal["function"]
