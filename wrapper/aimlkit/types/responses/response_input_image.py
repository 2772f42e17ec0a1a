# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_image`."""

from aimlkit_api.models import ResponseInputImage

__all__ = [
    "ResponseInputImage",
]
