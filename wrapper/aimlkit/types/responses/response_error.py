# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_error`."""

from aimlkit_api.models import ResponseError

__all__ = [
    "ResponseError",
]
