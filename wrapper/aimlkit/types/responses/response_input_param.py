# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_param`."""

from typing import TypeAlias

from aimlkit_api import params
from aimlkit_api.params import FunctionCallOutputParam as FunctionCallOutput
from aimlkit_api.params import ItemReferenceParam as ItemReference
from aimlkit_api.params import McpApprovalResponseParam as McpApprovalResponse
from aimlkit_api.params import McpListToolsInputParam as McpListTools
from aimlkit_api.params import McpListToolsInputToolParam as McpListToolsTool
from aimlkit_api.params import ResponseInputMessageParam as Message
from aimlkit_api.params import ResponseMcpApprovalRequestParam as McpApprovalRequest
from aimlkit_api.params import ResponseMcpCallParam as McpCall

__all__ = [
    "FunctionCallOutput",
    "ItemReference",
    "McpApprovalRequest",
    "McpApprovalResponse",
    "McpCall",
    "McpListTools",
    "McpListToolsTool",
    "Message",
    "ResponseInputItemParam",
    "ResponseInputParam",
]

ResponseInputItemParam: TypeAlias = params.ResponseInputItemParam | params.O3ProResponseInputItemParam

ResponseInputParam: TypeAlias = list[params.ResponseInputItemParam | params.O3ProResponseInputItemParam]
