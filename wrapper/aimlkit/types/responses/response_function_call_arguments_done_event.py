# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_call_arguments_done_event`."""

from aimlkit_api.models import ResponseFunctionCallArgumentsDoneEvent

__all__ = [
    "ResponseFunctionCallArgumentsDoneEvent",
]
