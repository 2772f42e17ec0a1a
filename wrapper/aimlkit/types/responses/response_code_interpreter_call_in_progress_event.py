# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_code_interpreter_call_in_progress_event`."""

from aimlkit_api.models import ResponseCodeInterpreterCallInProgressEvent

__all__ = [
    "ResponseCodeInterpreterCallInProgressEvent",
]
