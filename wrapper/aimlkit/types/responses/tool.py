# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.tool`."""

from typing import Literal, TypeAlias

from aimlkit_api import models
from aimlkit_api.models import CodeInterpreterContainerAuto as CodeInterpreterContainerCodeInterpreterToolAuto
from aimlkit_api.models import CodeInterpreterTool as CodeInterpreter
from aimlkit_api.models import ImageGenerationInputImageMask
from aimlkit_api.models import ImageGenerationTool as ImageGeneration
from aimlkit_api.models import LocalShellTool as LocalShell
from aimlkit_api.models import McpToolApproval as McpRequireApprovalMcpToolApprovalFilter
from aimlkit_api.models import McpToolFilter as McpAllowedToolsMcpToolFilter
from aimlkit_api.models import McpToolFilter as McpRequireApprovalMcpToolApprovalFilterAlways
from aimlkit_api.models import McpToolFilter as McpRequireApprovalMcpToolApprovalFilterNever
from aimlkit_api.models import ResponseMcpTool as Mcp
from aimlkit_api.models import ResponseTool as Tool

__all__ = [
    "CodeInterpreter",
    "CodeInterpreterContainer",
    "CodeInterpreterContainerCodeInterpreterToolAuto",
    "ImageGeneration",
    "ImageGenerationInputImageMask",
    "LocalShell",
    "Mcp",
    "McpAllowedTools",
    "McpAllowedToolsMcpToolFilter",
    "McpRequireApproval",
    "McpRequireApprovalMcpToolApprovalFilter",
    "McpRequireApprovalMcpToolApprovalFilterAlways",
    "McpRequireApprovalMcpToolApprovalFilterNever",
    "Tool",
]

CodeInterpreterContainer: TypeAlias = models.CodeInterpreterContainerAuto | str

McpAllowedTools: TypeAlias = models.McpToolFilter | list[str]

McpRequireApproval: TypeAlias = models.McpToolApproval | Literal["always", "never"] | str
