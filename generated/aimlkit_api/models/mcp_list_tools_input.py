# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .mcp_list_tools_input_tool import McpListToolsInputTool


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpListToolsInput(Model):
    error: str | None = UNSET
    id: str
    server_label: str
    tools: list[McpListToolsInputTool]
    type: Literal["mcp_list_tools"]

    __field_readers__: ClassVar[FieldReaders] = {
        "tools": ArrayOf("McpListToolsInputTool"),
    }
