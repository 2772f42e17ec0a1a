# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpListToolsInputTool(Model):
    """A tool of an MCP server."""

    annotations: dict[str, JsonValue] | None = UNSET
    """Hints about the behavior of the tool."""
    description: str | None = UNSET
    """The description of the tool."""
    input_schema: dict[str, JsonValue]
    """The JSON Schema of the tool's input."""
    name: str
    """The name of the tool."""
