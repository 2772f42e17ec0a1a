# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_custom_tool_call_input_delta_event`."""

from aimlkit_api.models import ResponseCustomToolCallInputDeltaEvent

__all__ = [
    "ResponseCustomToolCallInputDeltaEvent",
]
