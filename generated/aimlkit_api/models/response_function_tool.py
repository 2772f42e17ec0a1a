# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import ClassVar, Literal

from attrs import define

from ..types import UNSET, AttributeNames, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionTool(Model):
    """A function that the model may call."""

    description: str | None = UNSET
    """Tells the model what the function does and when to call it."""
    name: str
    """The name by which the model calls the function."""
    parameters: dict[str, JsonValue] | None = UNSET
    """The JSON Schema of the function's arguments."""
    strict: bool | None = UNSET
    """Whether the generated arguments have to conform to `parameters`."""
    type: Literal["function"]
    allowed_callers: list[str] | None = UNSET
    """None: this service does not document it."""
    async_: bool | None = UNSET
    """None: this service does not document it."""
    defer_loading: bool | None = UNSET
    """None: this service does not document it."""
    output_schema: dict[str, JsonValue] | None = UNSET
    """None: this service does not document it."""

    __attribute_names__: ClassVar[AttributeNames] = {
        "async": "async_",
    }
