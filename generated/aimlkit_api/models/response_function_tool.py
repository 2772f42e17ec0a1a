# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionTool(Model):
    description: str | None = UNSET
    name: str
    parameters: dict[str, JsonValue] | None = UNSET
    strict: bool | None = UNSET
    type: Literal["function"]
