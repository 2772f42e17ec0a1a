# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionToolCall(Model):
    """A call of one of the functions that the request offered."""

    arguments: str
    """The arguments, as JSON text written by the model; it may be invalid."""
    call_id: str
    """Goes into the function_call_output with the result."""
    id: str | None = UNSET
    name: str
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    type: Literal["function_call"]
