# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpListToolsInputTool(Model):
    annotations: dict[str, JsonValue] | None = UNSET
    description: str | None = UNSET
    input_schema: dict[str, JsonValue]
    name: str
