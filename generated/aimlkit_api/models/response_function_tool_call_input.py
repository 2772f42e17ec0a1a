# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionToolCallInput(Model):
    """A function call of an earlier response."""

    arguments: str
    """The arguments of the call, as JSON text."""
    call_id: str
    """Links the function call to the item with its result."""
    id: str | None = UNSET
    """The ID of the item."""
    name: str
    """The name of the function."""
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    """The progress of the item."""
    type: Literal["function_call"]
