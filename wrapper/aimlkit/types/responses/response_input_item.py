# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_item`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.models import ComputerAcknowledgedSafetyCheck as ComputerCallOutputAcknowledgedSafetyCheck
from aimlkit_api.models import FunctionCallOutput, ItemReference, LocalShellCallAction, McpApprovalResponse
from aimlkit_api.models import McpListToolsInput as McpListTools
from aimlkit_api.models import McpListToolsInputTool as McpListToolsTool
from aimlkit_api.models import ResponseComputerToolCallOutput as ComputerCallOutput
from aimlkit_api.models import ResponseImageGenerationCall as ImageGenerationCall
from aimlkit_api.models import ResponseInputMessage as Message
from aimlkit_api.models import ResponseLocalShellCall as LocalShellCall
from aimlkit_api.models import ResponseLocalShellCallOutput as LocalShellCallOutput
from aimlkit_api.models import ResponseMcpApprovalRequest as McpApprovalRequest
from aimlkit_api.models import ResponseMcpCall as McpCall
from aimlkit_api.types import Unknown

__all__ = [
    "ComputerCallOutput",
    "ComputerCallOutputAcknowledgedSafetyCheck",
    "FunctionCallOutput",
    "ImageGenerationCall",
    "ItemReference",
    "LocalShellCall",
    "LocalShellCallAction",
    "LocalShellCallOutput",
    "McpApprovalRequest",
    "McpApprovalResponse",
    "McpCall",
    "McpListTools",
    "McpListToolsTool",
    "Message",
    "ResponseInputItem",
]

ResponseInputItem: TypeAlias = models.ResponseInputItem | models.O3ProResponseInputItem | Unknown
