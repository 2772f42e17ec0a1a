# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_text_content`."""

from aimlkit_api.models import ResponseInputText as ResponseInputTextContent

__all__ = [
    "ResponseInputTextContent",
]
