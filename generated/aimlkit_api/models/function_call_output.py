# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class FunctionCallOutput(Model):
    """The result of a function call."""

    call_id: str
    """The `call_id` of the function call."""
    id: str | None = UNSET
    """The ID of the item, if it comes from an earlier response."""
    output: str
    """The result, as text."""
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    """The progress of the item, if it comes from an earlier response."""
    type: Literal["function_call_output"]
    caller: JsonValue = UNSET
    """None: this service does not document it."""
    name: str | None = UNSET
    """None: this service does not document it."""
    namespace: str | None = UNSET
    """None: this service does not document it."""
