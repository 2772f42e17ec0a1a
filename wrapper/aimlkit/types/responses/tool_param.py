# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool_param`."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from aimlkit_api import params
from aimlkit_api.params import McpToolApprovalParam as McpRequireApprovalMcpToolApprovalFilter
from aimlkit_api.params import McpToolFilterParam as McpAllowedToolsMcpToolFilter
from aimlkit_api.params import McpToolFilterParam as McpRequireApprovalMcpToolApprovalFilterAlways
from aimlkit_api.params import McpToolFilterParam as McpRequireApprovalMcpToolApprovalFilterNever
from aimlkit_api.params import McpToolParam as Mcp

__all__ = [
    "Mcp",
    "McpAllowedTools",
    "McpAllowedToolsMcpToolFilter",
    "McpRequireApproval",
    "McpRequireApprovalMcpToolApprovalFilter",
    "McpRequireApprovalMcpToolApprovalFilterAlways",
    "McpRequireApprovalMcpToolApprovalFilterNever",
    "ParseableToolParam",
    "ToolParam",
]

McpAllowedTools: TypeAlias = params.McpToolFilterParam | Sequence[str]

McpRequireApproval: TypeAlias = params.McpToolApprovalParam | Literal["always", "never"]

ParseableToolParam: TypeAlias = params.FunctionToolParam | params.McpToolParam | params.O3ProToolParam

ToolParam: TypeAlias = params.FunctionToolParam | params.McpToolParam | params.O3ProToolParam
