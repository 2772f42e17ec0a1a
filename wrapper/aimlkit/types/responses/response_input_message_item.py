# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_message_item`."""

from aimlkit_api.models import ResponseInstructionMessage as ResponseInputMessageItem

__all__ = [
    "ResponseInputMessageItem",
]
