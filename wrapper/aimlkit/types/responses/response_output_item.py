# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_item`."""

from aimlkit_api.models import LocalShellCallAction, McpApprovalResponse, McpListToolsTool, ResponseOutputItem
from aimlkit_api.models import ResponseImageGenerationCall as ImageGenerationCall
from aimlkit_api.models import ResponseLocalShellCall as LocalShellCall
from aimlkit_api.models import ResponseLocalShellCallOutput as LocalShellCallOutput
from aimlkit_api.models import ResponseMcpApprovalRequest as McpApprovalRequest
from aimlkit_api.models import ResponseMcpCall as McpCall
from aimlkit_api.models import ResponseMcpListTools as McpListTools

__all__ = [
    "ImageGenerationCall",
    "LocalShellCall",
    "LocalShellCallAction",
    "LocalShellCallOutput",
    "McpApprovalRequest",
    "McpApprovalResponse",
    "McpCall",
    "McpListTools",
    "McpListToolsTool",
    "ResponseOutputItem",
]
