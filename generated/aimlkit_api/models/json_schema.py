# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..types import UNSET, AttributeNames, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class JSONSchema(Model):
    """A named JSON Schema for structured output."""

    description: str | None = UNSET
    """Tells the model what the format is for."""
    name: str
    """The name of the format. It consists of letters, digits, underscores and dashes."""
    schema_: dict[str, JsonValue] | None = UNSET
    """The JSON Schema of the output."""
    strict: bool | None = UNSET
    """Enforces that the output conforms to `schema`. Strict mode supports a subset of JSON Schema."""

    __attribute_names__: ClassVar[AttributeNames] = {
        "schema": "schema_",
    }
