# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_image_param`."""

from aimlkit_api.params import ResponseInputImageParam

__all__ = [
    "ResponseInputImageParam",
]
