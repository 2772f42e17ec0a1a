# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_custom_tool_call_input_done_event`."""

from aimlkit_api.models import ResponseCustomToolCallInputDoneEvent

__all__ = [
    "ResponseCustomToolCallInputDoneEvent",
]
