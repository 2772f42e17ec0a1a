# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionToolCallInput(Model):
    arguments: str
    call_id: str
    id: str | None = UNSET
    name: str
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    type: Literal["function_call"]
