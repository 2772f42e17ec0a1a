# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_code_interpreter_call_completed_event`."""

from aimlkit_api.models import ResponseCodeInterpreterCallCompletedEvent

__all__ = [
    "ResponseCodeInterpreterCallCompletedEvent",
]
