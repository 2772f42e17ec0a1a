# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .mcp_tool_approval import McpToolApproval
    from .mcp_tool_filter import McpToolFilter


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpTool(Model):
    """The tools of a Model Context Protocol (MCP) server."""

    allowed_tools: McpToolFilter | list[str] | None = UNSET
    """Restricts which tools of the server the model may call."""
    headers: dict[str, str] | None = UNSET
    """HTTP headers to send to the server."""
    require_approval: McpToolApproval | Literal["always", "never"] | str | None = UNSET
    """Which tool calls need approval before they run."""
    server_label: str
    """The name of the server in tool calls."""
    server_url: str
    """The URL of the server."""
    type: Literal["mcp"]
    allowed_callers: list[str] | None = UNSET
    """None: this service does not document it."""
    authorization: str | None = UNSET
    """None: this service does not document it."""
    connector_id: str | None = UNSET
    """None: this service does not document it."""
    defer_loading: bool | None = UNSET
    """None: this service does not document it."""
    server_description: str | None = UNSET
    """None: this service does not document it."""
    tunnel_id: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "allowed_tools": "McpToolFilter",
        "require_approval": "McpToolApproval",
    }
