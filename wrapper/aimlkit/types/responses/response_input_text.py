# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_text`."""

from aimlkit_api.models import ResponseInputText

__all__ = [
    "ResponseInputText",
]
