# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpToolFilter(Model):
    """A selection of an MCP server's tools."""

    tool_names: list[str] | None = UNSET
    """The names of the tools."""
    read_only: bool | None = UNSET
    """None: this service does not document it."""
