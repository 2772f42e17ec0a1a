# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .mcp_list_tools_tool import McpListToolsTool


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpListTools(Model):
    """An item of the request's instructions."""

    error: str | None = UNSET
    """The error, if the server could not list its tools."""
    id: str
    """The ID of the list."""
    server_label: str
    """The name of the server in tool calls."""
    tools: list[McpListToolsTool]
    """The tools of the server."""
    type: Literal["mcp_list_tools"]

    __field_readers__: ClassVar[FieldReaders] = {
        "tools": ArrayOf("McpListToolsTool"),
    }
