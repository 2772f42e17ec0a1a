# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import ClassVar, Literal

from attrs import define

from ..types import UNSET, AttributeNames, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionToolCall(Model):
    """An item of the request's instructions."""

    arguments: str
    """The arguments as JSON text. The model generates it, so it may be invalid or contain unknown
    parameters.
    """
    call_id: str
    """Links the call to the `function_call_output` item with its result."""
    id: str | None = UNSET
    """The ID of the item."""
    name: str
    """The name of the function."""
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    """The progress of the item."""
    type: Literal["function_call"]
    async_: bool | None = UNSET
    """None: this service does not document it."""
    caller: JsonValue = UNSET
    """None: this service does not document it."""
    created_by: str | None = UNSET
    """None: this service does not document it."""
    namespace: str | None = UNSET
    """None: this service does not document it."""

    __attribute_names__: ClassVar[AttributeNames] = {
        "async": "async_",
    }
