# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .mcp_tool_approval import McpToolApproval
    from .mcp_tool_filter import McpToolFilter


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpTool(Model):
    """The tools of a Model Context Protocol (MCP) server."""

    allowed_tools: McpToolFilter | list[str] | None = UNSET
    """Restricts which tools of the server the model may call."""
    headers: dict[str, str] | None = UNSET
    """HTTP headers to send to the server, for authentication for example."""
    require_approval: McpToolApproval | Literal["always", "never"] | None = UNSET
    """Which tool calls need approval before they run."""
    server_label: str
    """The name of the server in tool calls."""
    server_url: str
    """The URL of the server."""
    type: Literal["mcp"]

    __field_readers__: ClassVar[FieldReaders] = {
        "allowed_tools": "McpToolFilter",
        "require_approval": "McpToolApproval",
    }
