# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_image_content`."""

from aimlkit_api.models import ResponseInputImage as ResponseInputImageContent

__all__ = [
    "ResponseInputImageContent",
]
