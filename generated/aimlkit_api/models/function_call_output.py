# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class FunctionCallOutput(Model):
    """The result of one of the model's function calls."""

    call_id: str
    """The call_id of the call that this is the result of."""
    id: str | None = UNSET
    output: str
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    type: Literal["function_call_output"]
