# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionCallOutput(Model):
    call_id: str
    id: str | None = UNSET
    output: str
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    type: Literal["function_call_output"]
