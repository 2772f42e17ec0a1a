# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_code_interpreter_call_code_done_event`."""

from aimlkit_api.models import ResponseCodeInterpreterCallCodeDoneEvent

__all__ = [
    "ResponseCodeInterpreterCallCodeDoneEvent",
]
