# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_call_arguments_delta_event`."""

from aimlkit_api.models import ResponseFunctionCallArgumentsDeltaEvent

__all__ = [
    "ResponseFunctionCallArgumentsDeltaEvent",
]
