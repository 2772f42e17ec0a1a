# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.parsed_response`."""

from aimlkit._models import ParsedResponse as ParsedResponse
from aimlkit._models import ParsedResponseFunctionToolCall as ParsedResponseFunctionToolCall
from aimlkit._models import ParsedResponseOutputMessage as ParsedResponseOutputMessage
from aimlkit._models import ParsedResponseOutputText as ParsedResponseOutputText
from aimlkit._parsed_types import ParsedContent as ParsedContent
from aimlkit._parsed_types import ParsedResponseOutputItem as ParsedResponseOutputItem

__all__ = [
    "ParsedContent",
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputItem",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
]
