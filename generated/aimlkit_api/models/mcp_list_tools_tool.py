# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpListToolsTool(Model):
    annotations: JsonValue = UNSET
    description: str | None = UNSET
    input_schema: JsonValue = UNSET
    name: str
