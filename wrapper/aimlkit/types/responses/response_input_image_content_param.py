# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_image_content_param`."""

from aimlkit_api.params import ResponseInputImageParam as ResponseInputImageContentParam

__all__ = [
    "ResponseInputImageContentParam",
]
