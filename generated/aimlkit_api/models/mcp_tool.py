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
    """The tools of a Model Context Protocol server."""

    allowed_tools: McpToolFilter | list[str] | None = UNSET
    headers: dict[str, str] | None = UNSET
    require_approval: McpToolApproval | Literal["always", "never"] | None = UNSET
    server_label: str
    server_url: str
    type: Literal["mcp"]

    __field_readers__: ClassVar[FieldReaders] = {
        "allowed_tools": "McpToolFilter",
        "require_approval": "McpToolApproval",
    }
