# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_code_interpreter_call_interpreting_event`."""

from aimlkit_api.models import ResponseCodeInterpreterCallInterpretingEvent

__all__ = [
    "ResponseCodeInterpreterCallInterpretingEvent",
]
