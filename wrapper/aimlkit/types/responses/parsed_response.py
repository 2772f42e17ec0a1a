# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.parsed_response`."""

from aimlkit._models import (
    ParsedResponse,
    ParsedResponseFunctionToolCall,
    ParsedResponseOutputMessage,
    ParsedResponseOutputText,
)
from aimlkit._parsed_types import ParsedContent, ParsedResponseOutputItem

__all__ = [
    "ParsedContent",
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputItem",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
]
