# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class JSONSchema(Model):
    """A JSON Schema and its name."""

    description: str | None = UNSET
    name: str
    schema: dict[str, JsonValue] | None = UNSET
    """The schema itself."""
    strict: bool | None = UNSET
    """Hold the answer to the schema exactly."""
